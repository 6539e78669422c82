import type { Command } from 'commander';
import type { Text } from './terminal.ts';

export type Verb = keyof Text['help']['verbs'];

type Example = readonly [command: string, means: keyof Text['help']['exampleOf']];

const EXAMPLES: Readonly<Record<Verb, readonly Example[]>> = {
  prove: [
    ['indelible prove', 'proveLive'],
    ['indelible prove --snapshot organization.json', 'prove'],
    ['indelible prove --snapshot organization.json --account workload --all', 'proveAccount'],
    ['indelible prove --snapshot - --json --baseline baseline.json', 'proveBaseline'],
  ],
  grade: [
    ['indelible grade examples/article-corrected.json', 'grade'],
    ['indelible grade policies/ --bucket NAME --trail NAME', 'gradeNamed'],
    ['indelible grade - --json', 'gradeJson'],
  ],
  explain: [
    ['indelible explain organization-leave', 'explain'],
    ['indelible explain --list', 'explainList'],
  ],
  plan: [
    ['indelible plan --target Workloads', 'plan'],
    ['indelible plan --snapshot organization.json --target Workloads', 'planFrom'],
    ['indelible plan --trail NAME --bucket NAME --target ou-a1b2-workloads', 'planNamed'],
  ],
  apply: [
    ['indelible apply indelible-plan.json', 'apply'],
    ['indelible apply indelible-plan.undo.json', 'applyUndo'],
  ],
  drill: [
    ['indelible drill --account 222222222222', 'drill'],
    ['indelible drill --account 222222222222 --snapshot organization.json', 'drillTwin'],
    ['indelible drill --account 222222222222 --technique s3-delete-object', 'drillOne'],
  ],
  demo: [
    ['indelible demo', 'demo'],
    ['indelible demo --json', 'demoJson'],
  ],
  collect: [
    ['indelible collect', 'collect'],
    ['indelible collect --depth organization --out tree.json', 'collectTree'],
    ['indelible collect --depth full --redact --out shared.json.gz', 'collectShared'],
  ],
  permissions: [
    ['indelible permissions --for collect', 'permissions'],
    ['indelible permissions --for collect --format stackset', 'permissionsStackSet'],
    ['indelible permissions --for drill --format terraform', 'permissionsDrill'],
  ],
  sandbox: [
    ['indelible sandbox --port 4566', 'sandbox'],
    ['indelible sandbox --json', 'sandboxJson'],
  ],
};

type Exit = readonly [status: number, means: keyof Text['help']['exits']];

const FAILED: readonly Exit[] = [
  [1, 'failed'],
  [2, 'usage'],
];
const EXITS: Readonly<Record<Verb, readonly Exit[]>> = {
  prove: [[0, 'proved'], ...FAILED, [3, 'possible'], [4, 'unknown']],
  grade: [
    [0, 'graded'],
    [2, 'usage'],
    [3, 'open'],
    [4, 'unknown'],
  ],
  explain: [[0, 'done'], ...FAILED],
  plan: [[0, 'unchanged'], ...FAILED],
  apply: [[0, 'done'], ...FAILED],
  drill: [[0, 'refused'], ...FAILED, [3, 'succeeded'], [4, 'unknown']],
  demo: [[0, 'done'], ...FAILED],
  collect: [[0, 'done'], ...FAILED, [4, 'unread']],
  permissions: [[0, 'done'], ...FAILED],
  sandbox: [[0, 'done'], ...FAILED],
};

export function addExamples(command: Command, { help }: Text, verb: Verb): void {
  command.addHelpText('after', () =>
    [
      '',
      help.examples,
      ...EXAMPLES[verb].flatMap(([example, means]) => [`  ${example}`, `      ${help.exampleOf[means]}`]),
      '',
      help.exitTitle,
      ...exitLines(help, EXITS[verb]),
    ].join('\n'),
  );
}

/** For the help of all verbs: what any of them can end with. */
export function addExits(program: Command, { help }: Text): void {
  program.addHelpText('after', () =>
    ['', help.exitTitle, ...exitLines(help, [[0, 'done'], ...FAILED, [3, 'possible'], [4, 'unknown']])].join(
      '\n',
    ),
  );
}

const exitLines = (help: Text['help'], exits: readonly Exit[]): readonly string[] =>
  exits.map(([status, means]) => `  ${status}  ${help.exits[means]}`);
