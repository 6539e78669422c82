import { cautionOf } from '../commands/cautions.ts';
import { demo } from '../commands/demo/demo.ts';
import type {
  Act,
  ActPolicy,
  Attempt,
  Cast,
  ManagementAccount,
  Proved,
  ProvedAttack,
  Recorded,
  Summary,
  TableCell,
} from '../commands/demo/result.ts';
import { harmOf, titleOf } from '../commands/demo/wording.ts';
import { printParagraph } from './paragraph.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Tells the story while it happens. */
export async function run(terminal: Terminal): Promise<number> {
  if (terminal.json) {
    terminal.print(JSON.stringify(await demo()));
    return 0;
  }
  let cast: Cast | undefined;
  const result = await demo({
    onStage: (known) => {
      cast = known;
      printStage(terminal, known);
    },
    onAct: (act, known) => printAct(terminal, act, known),
  });
  if (cast !== undefined) printManagement(terminal, result.managementAccount, cast);
  printRecorded(terminal, result.recorded);
  printProved(terminal, result.proved);
  printSummary(terminal, result.summary);
  printNext(terminal);
  return 0;
}

function printStage(terminal: Terminal, cast: Cast): void {
  const { text, colors, print } = terminal;
  const { demo: words } = text;
  const { management, shop, logArchive } = cast;
  print();
  print(colors.bold(words.title));
  printParagraph(terminal, `${words.setting} ${words.nobodyElse}`, 2);
  print();
  print(`  ${words.organization(cast.organizationId)}`);
  print(`  ├─ ${colors.bold(management.name)} ${management.id}  ${colors.dim(words.setsPolicies)}`);
  print(`  ├─ ${shop.unit}`);
  print(`  │  └─ ${colors.bold(shop.name)} ${shop.id}`);
  print(`  │     ${colors.dim(words.trailToBucket(shop.trail, shop.bucket))}`);
  print(`  └─ ${logArchive.unit}`);
  print(`     └─ ${colors.bold(logArchive.name)} ${logArchive.id}`);
  print(`        ${colors.dim(words.organizationTrailToBucket(logArchive.trail, logArchive.bucket))}`);
}

const NUMBERS = { 'no-policy': 1, article: 2, 'with-objects': 3 } as const;

function printAct(terminal: Terminal, act: Act, cast: Cast): void {
  const { text, colors, print } = terminal;
  const { demo: words } = text;
  print();
  print(colors.bold(`${words.act(NUMBERS[act.name])}  ${words.actNames[act.name]}`));
  if (act.name === 'no-policy') printNoPolicy(terminal, act, cast);
  else if (act.policy !== undefined) printPolicyAct(terminal, act, act.policy, cast);
}

function printNoPolicy(terminal: Terminal, act: Act, { shop }: Cast): void {
  const { demo: words } = terminal.text;
  printParagraph(terminal, words.noPolicy(shop.name), 2);
  printAttempts(terminal, act.attempts);
  printParagraph(terminal, words.putBack, 2);
  printParagraph(terminal, words.lostForGood, 2);
}

function printPolicyAct(terminal: Terminal, act: Act, policy: ActPolicy, cast: Cast): void {
  const { text, colors, print } = terminal;
  const { demo: words } = text;
  const bucket = `arn:aws:s3:::${cast.shop.bucket}`;
  if (policy.asPrinted !== undefined) {
    printParagraph(terminal, words.articleIdea, 2);
    printParagraph(terminal, words.asPrinted, 2);
    for (const { line, column } of policy.asPrinted.problems)
      print(`    ${colors.red(words.problem(line, column))}`);
    print(`    ${words.awsSays(policy.asPrinted.refusedWith)}`);
    printParagraph(terminal, words.corrected(cast.shop.unit), 2);
    printAttempts(terminal, act.attempts);
    for (const line of words.why(bucket)) {
      printParagraph(terminal, line.trimStart(), line.startsWith(' ') ? 4 : 2, colors.yellow);
    }
    return;
  }
  printParagraph(terminal, words.withObjects, 2);
  print(colors.green(`    + "${bucket}/*"`));
  for (const target of policy.attachedTo) {
    const name = target === cast.shop.name ? words.theAccount(target) : words.theOu(target);
    print();
    print(`  ${words.attachedTo(name)}`);
    printAttempts(
      terminal,
      act.attempts.filter(({ attachedTo }) => attachedTo === target),
    );
  }
  printParagraph(terminal, words.refusedBy, 2);
  for (const { type, arn } of refusers(act.attempts)) {
    print(`    ${colors.green(type)}`);
    print(`    ${arn}`);
  }
}

/** One row an attack, one column an attacker. */
function printAttempts(terminal: Terminal, attempts: readonly Attempt[]): void {
  const { text, colors, language, print } = terminal;
  const { demo: words } = text;
  const attackers = [...new Set(attempts.map((attempt) => attempt.as))];
  const names = attackers.map((arn) => (arn.endsWith(':root') ? words.rootUser : words.adminRole));
  const cell = (technique: string, as: string): string => {
    const attempt = attempts.find((one) => one.technique === technique && one.as === as);
    if (attempt === undefined) return '';
    if (attempt.outcome === 'refused') return colors.green(words.refused);
    return colors.red(`${words.harm} ${harmOf(technique)[language]}`);
  };
  const ids = [...new Set(attempts.map(({ technique }) => technique))];
  print(
    table(
      [words.attack, ...names].map((name) => colors.dim(name)),
      ids.map((id) => [titleOf(id)[language], ...attackers.map((as) => cell(id, as))]),
      [32, 24, 24],
    ),
  );
}

function refusers(attempts: readonly Attempt[]): readonly { readonly type: string; readonly arn: string }[] {
  const known = new Map<string, { readonly type: string; readonly arn: string }>();
  for (const { refusedBy } of attempts) {
    if (refusedBy !== undefined)
      known.set(`${refusedBy.type} ${refusedBy.arn}`, { type: refusedBy.type, arn: refusedBy.arn ?? '' });
  }
  return [...known.values()];
}

function printManagement(terminal: Terminal, { cautions }: ManagementAccount, { management }: Cast): void {
  const { text, colors, language, print } = terminal;
  print();
  print(colors.bold(text.demo.managementTitle));
  printParagraph(terminal, text.demo.management(management.trail), 2);
  for (const caution of cautions.map(cautionOf)) {
    if (caution !== undefined) print(`    ${colors.yellow('•')} ${caution.title[language]}`);
  }
}

function printRecorded(terminal: Terminal, recorded: Recorded): void {
  const { text, colors, print } = terminal;
  const { demo: words } = text;
  print();
  print(colors.bold(words.recordedTitle));
  printParagraph(
    terminal,
    words.recorded(recorded.found, recorded.attempts, recorded.logFiles, recorded.bucket),
    2,
  );
  const rows = [
    ...new Set(recorded.events.map(({ eventName, errorCode = '' }) => `${eventName} ${errorCode}`)),
  ];
  const times = (row: string, root: boolean): string => {
    const found = recorded.events.filter(
      ({ eventName, errorCode = '', as }) =>
        `${eventName} ${errorCode}` === row && as.endsWith(':root') === root,
    );
    return String(found.reduce((sum, event) => sum + event.times, 0));
  };
  print(
    table(
      [words.event, words.errorCode, words.adminRole, words.rootUser].map((name) => colors.dim(name)),
      rows.map((row) => {
        const [eventName = '', errorCode = ''] = row.split(' ');
        return [eventName, colors.green(errorCode), times(row, false), times(row, true)];
      }),
      [20, 26, 16, 16],
    ),
  );
}

function printProved(terminal: Terminal, { before, after, attacks }: Proved): void {
  const { text, colors, language, print } = terminal;
  const { demo: words } = text;
  const of = before.possible + before.blocked + before.unknown;
  print();
  print(colors.bold(words.provedTitle));
  printParagraph(terminal, words.proved(before.possible, of, after.directlyBlocked, after.possible), 2);
  print(
    table(
      [words.attack, words.directly, words.byAnyPath].map((name) => colors.dim(name)),
      attacks.map((attack) => [
        titleOf(attack.technique)[language],
        verdictIn(terminal, attack.direct),
        pathIn(terminal, attack),
      ]),
      [34, 12, 34],
    ),
  );
  printParagraph(terminal, words.provedMeans, 2);
}

function verdictIn({ text, colors }: Terminal, verdict: ProvedAttack['direct']): string {
  if (verdict === 'blocked') return colors.green(text.demo.blocked);
  return verdict === 'possible' ? colors.red(text.demo.possible) : colors.yellow(text.demo.unknownVerdict);
}

function pathIn(terminal: Terminal, { after, calls }: ProvedAttack): string {
  if (after !== 'possible') return verdictIn(terminal, after);
  const names = calls.map((call) => call.slice(call.indexOf(':') + 1));
  return terminal.colors.red(terminal.text.demo.calls(names.join(' → ')));
}

function printSummary(terminal: Terminal, { attacks, known }: Summary): void {
  const { text, colors, language, print } = terminal;
  const { demo: words } = text;
  const cell = (value: TableCell) =>
    value === 'HARM' ? colors.red(words.harm) : colors.green(words.refused);
  print();
  print(colors.bold(words.tableTitle));
  print(
    table(
      [words.attack, words.columns.noPolicy, words.columns.article, words.columns.withObjects].map((name) =>
        colors.dim(name),
      ),
      attacks.map(({ technique, noPolicy, article, withObjects }) => [
        titleOf(technique)[language],
        cell(noPolicy),
        cell(article),
        cell(withObjects),
      ]),
      [34, 15, 11, 16],
    ),
  );
  print();
  printParagraph(terminal, words.known(known.blocked, known.of), 2, colors.bold);
  printParagraph(terminal, words.knownMeans, 2);
  for (const example of Object.values(words.stillOpen)) print(`    ${colors.red('•')} ${example}`);
}

function printNext({ text, colors, print }: Terminal): void {
  const { nextSteps, next } = text.demo;
  print();
  print(colors.bold(next));
  for (const [verb, why] of [
    ['sandbox', nextSteps.sandbox],
    ['plan --help', nextSteps.plan],
    ['--help', nextSteps.help],
  ] as const) {
    print(`  ${colors.cyan(`npm run -s indelible -- ${verb}`)}`);
    print(`      ${why}`);
  }
  print();
}
