import type { Command } from 'commander';
import type { Verb } from './program.ts';
import type { Text } from './terminal.ts';

type Example = readonly [command: string, means: keyof Text['help']['exampleOf']];

const EXAMPLES: Readonly<Record<Verb, readonly Example[]>> = {
  plan: [
    ['indelible plan --target Workloads', 'plan'],
    ['indelible plan --trail NAME --bucket NAME --target ou-a1b2-workloads', 'planNamed'],
  ],
  apply: [
    ['indelible apply indelible-plan.json', 'apply'],
    ['indelible apply indelible-plan.undo.json', 'applyUndo'],
  ],
  drill: [
    ['indelible drill --account 222222222222', 'drill'],
    ['indelible drill --account 222222222222 --technique s3-delete-object', 'drillOne'],
  ],
  demo: [
    ['indelible demo', 'demo'],
    ['indelible demo --json', 'demoJson'],
  ],
  sandbox: [
    ['indelible sandbox --port 4566', 'sandbox'],
    ['indelible sandbox --json', 'sandboxJson'],
  ],
};

/** Which of the exit statuses a verb can end with. */
const EXITS: Readonly<Record<Verb, readonly (keyof Text['help']['exits'])[]>> = {
  plan: [0, 1, 2],
  apply: [0, 1, 2],
  drill: [0, 1, 2, 3, 4],
  demo: [0, 1, 2],
  sandbox: [0, 1, 2],
};

export function addExamples(command: Command, { help }: Text, verb: Verb): void {
  command.addHelpText('after', () =>
    [
      '',
      help.examples,
      ...EXAMPLES[verb].flatMap(([example, means]) => [`  ${example}`, `      ${help.exampleOf[means]}`]),
      '',
      help.exitTitle,
      ...EXITS[verb].map((status) => `  ${status}  ${help.exits[status]}`),
    ].join('\n'),
  );
}
