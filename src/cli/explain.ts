import type { ExplainedCall, ExplainedNeed } from '../commands/explain/describe.ts';
import { type Explained, explain, type Listed, listTechniques } from '../commands/explain.ts';
import { IndelibleError } from '../model/error.ts';
import type { Localized } from '../model/technique.ts';
import { printParagraph } from './paragraph.ts';
import type { Terminal } from './terminal.ts';
import { padded, widthOf, wrapped } from './width.ts';

export interface ExplainFlags {
  readonly list?: boolean;
}

const SCHEMA = 'indelible/explain@1';
const WIDTH = 80;

export async function run(terminal: Terminal, id: string | undefined, flags: ExplainFlags): Promise<number> {
  if (flags.list === true) list(terminal, listTechniques());
  else if (id) show(terminal, explain(id));
  else throw new IndelibleError('CONFIG_INVALID', 'argument-missing', { value: 'id', verb: 'explain ' });
  return 0;
}

function list(terminal: Terminal, techniques: readonly Listed[]): void {
  const { text, colors, language, json, print } = terminal;
  if (json) {
    print(JSON.stringify({ schema: SCHEMA, techniques }));
    return;
  }
  const { goals, listTitle, listMore } = text.explain;
  const width = Math.max(...techniques.map(({ id }) => id.length)) + 2;
  print(listTitle(techniques.length));
  for (const goal of Object.keys(goals) as readonly Listed['goal'][]) {
    const those = techniques.filter((technique) => technique.goal === goal);
    if (those.length === 0) continue;
    print();
    print(colors.bold(goals[goal]));
    for (const { id, title } of those) {
      const [first = '', ...rest] = wrapped(title[language], WIDTH - 2 - width);
      print(`  ${colors.cyan(padded(id, width))}${first}`);
      for (const line of rest) print(' '.repeat(2 + width) + line);
    }
  }
  print();
  print(listMore);
}

function show(terminal: Terminal, explained: Explained): void {
  const { json, print } = terminal;
  if (json) {
    print(JSON.stringify({ schema: SCHEMA, ...explained }));
    return;
  }
  const { text, colors, language } = terminal;
  const words = text.explain;
  const section = (title: string, body: Localized | undefined) => {
    if (body === undefined) return;
    print(colors.bold(title));
    printParagraph(terminal, body[language], 2);
  };
  print(`${colors.bold(explained.title[language])}  ${colors.dim(explained.id)}`);
  print(words.goals[explained.goal]);
  print();
  section(words.whyTitle, explained.why);
  section(words.harmTitle, explained.harm);
  print();
  printCalls(terminal, explained);
  printWho(terminal, explained);
  section(words.refusesOthersTitle, explained.refusesOthers?.why);
  print();
  section(words.blockedTitle, explained.blockedBy);
  section(words.notBlockedTitle, explained.notBlockedBy);
  section(words.residualTitle, explained.residual);
  section(words.unverifiedTitle, explained.unverified);
  print();
  print(`${colors.bold(words.mitreTitle)} ${explained.mitre.join(', ')}`);
  print(colors.bold(words.sourcesTitle));
  for (const page of explained.sources) print(`  ${page}`);
  print();
  printNext(terminal, explained);
}

function printCalls(terminal: Terminal, { ways }: Explained): void {
  const { text, colors, print } = terminal;
  const words = text.explain;
  print(colors.bold(words.callsTitle));
  if (ways.length > 1) printParagraph(terminal, words.anyWay, 2);
  printParagraph(terminal, words.onExample, 2);
  for (const [index, way] of ways.entries()) {
    if (ways.length > 1) print(`  ${words.wayOf(index + 1, ways.length)}`);
    for (const call of way) printCall(terminal, call);
  }
  print();
}

function printCall({ text, colors, print }: Terminal, call: ExplainedCall): void {
  const words = text.explain;
  const rows: (readonly [string, string])[] = [
    ...(call.as === undefined ? [] : [[words.as, whom(words.asWhom, call.as)] as const]),
    ...call.needs.flatMap((need) => needRows(words, words.needs, need)),
    ...call.perhaps.flatMap((need) => needRows(words, words.perhaps, need)),
    [words.event, call.event],
  ];
  const width = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
  print(`    ${colors.cyan(call.operation)}`);
  for (const [name, value] of rows) print(`      ${padded(name, width)}${value}`);
}

type Words = Terminal['text']['explain'];

const needRows = (
  words: Words,
  name: string,
  { action, resource, context = {} }: ExplainedNeed,
): readonly (readonly [string, string])[] => [
  [name, action],
  [words.on, resource],
  ...Object.entries(context).map(([key, value]) => [words.where, `${key} = ${value}`] as const),
];

function whom(words: Words['asWhom'], as: NonNullable<ExplainedCall['as']>): string {
  switch (as.kind) {
    case 'outsider':
      return words.outsider;
    case 'account':
      return words.account(as.accountId);
    case 'other-member':
      return words['other-member'](as.accountId);
    case 'root':
      return words.root(as.accountId);
    case 'root-session':
      return words['root-session'](as.accountId);
    case 'role':
      return words.role(as.arn);
  }
}

function printWho(terminal: Terminal, { by, delegatedFor }: Explained): void {
  const { text, colors, print } = terminal;
  const { actors, whoTitle, delegatedFor: delegated } = text.explain;
  print(colors.bold(whoTitle));
  for (const actor of by) {
    const named = actor === 'delegated' && delegatedFor !== undefined ? delegated(delegatedFor) : undefined;
    printParagraph(terminal, named ?? actors[actor], 2);
  }
}

function printNext({ text, colors, print }: Terminal, { id, guards, drillable }: Explained): void {
  const { next, nextSteps } = text.explain;
  const steps = [
    ...(guards.length > 0 ? [['indelible plan --target OU', nextSteps.plan(guards)]] : []),
    ...(drillable ? [[`indelible drill --account ID --technique ${id}`, nextSteps.drill]] : []),
    ['indelible explain --list', nextSteps.list],
  ];
  print(colors.bold(next));
  for (const [command = '', means = ''] of steps) {
    print(`  ${colors.cyan(command)}`);
    print(`      ${means}`);
  }
}
