import type { ClosingStatement } from '../../commands/grade/closing.ts';
import type { OpenGroup } from '../../commands/grade/open.ts';
import type { Graded } from '../../commands/grade.ts';
import { describeDoubt, describeStep, techniqueWords, type Wording } from '../../text/describe-way.ts';
import { paragraph, printParagraph } from '../paragraph.ts';
import { printHead } from '../prove/sections.ts';
import type { Terminal } from '../terminal.ts';
import { widthOf } from '../width.ts';

const IN = 3;

/** What stays open, by the statement that would close it or the attack that opens it. */
export function printOpen(
  terminal: Terminal,
  { open, closing, summary, techniques }: Graded,
  wording: Wording,
): void {
  const { text, colors, print } = terminal;
  const { grade: words } = text;
  if (open.length > 0) printHead(terminal, words.openTitle);
  for (const [index, group] of open.entries()) {
    if (index > 0) print();
    printGroup(terminal, group, wording, index + 1);
  }
  const shown = new Set(open.flatMap(({ deny = [] }) => deny));
  const besides = closing.statements.filter((statement) => !shown.has(statement));
  if (besides.length > 0) {
    print();
    printParagraph(terminal, words.closedBesides, IN);
    for (const statement of besides) printStatement(terminal, statement);
  }
  if (closing.statements.length > 0) {
    print();
    printParagraph(terminal, words.closing(closing.left, summary.of), IN, colors.green);
  }
  const residual = techniques.filter((one) => one.residual === true).length;
  if (residual > 0) printParagraph(terminal, words.residual(residual), IN, colors.yellow);
}

function printGroup(terminal: Terminal, group: OpenGroup, wording: Wording, number: number): void {
  const { text, colors, print } = terminal;
  const { deny, techniques, doubts } = group;
  for (const line of paragraph(`${number}. ${titleOf(terminal, group, wording)}`)) {
    print(colors.bold(doubts === undefined ? colors.red(line) : colors.yellow(line)));
  }
  if (deny !== undefined) {
    for (const statement of deny) printStatement(terminal, statement);
    if (doubts === undefined) printParagraph(terminal, text.grade.closes(techniques.length), IN);
  }
  printParagraph(terminal, techniques.join(', '), IN + 3, colors.dim);
  printExample(terminal, group, wording);
  for (const doubt of distinct((doubts ?? []).map((one) => describeDoubt(one, wording))))
    printParagraph(terminal, doubt, IN + 3, colors.yellow);
}

function printStatement(terminal: Terminal, statement: ClosingStatement): void {
  const { text, colors, print } = terminal;
  const { on } = text.grade;
  printParagraph(terminal, statement.actions.join(', '), IN + 3);
  // A broken ARN could not be copied.
  for (const [at, resource] of statement.resources.entries()) {
    print(`${' '.repeat(IN + 3)}${colors.dim(at === 0 ? on : ' '.repeat(widthOf(on)))} ${resource}`);
  }
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function titleOf({ text, language }: Terminal, group: OpenGroup, wording: Wording): string {
  const { grade: words } = text;
  const { deny, preparedBy, techniques, doubts } = group;
  if (doubts !== undefined) return words.unjudged(techniques.length);
  if (preparedBy === undefined)
    return deny === undefined ? words.noDeny(techniques.length) : words.deny[deny[0]?.policyType ?? 'scp'];
  const title = techniqueWords(wording, preparedBy).title[language];
  return words.prepared(techniques.length, `${title} (${preparedBy})`);
}

function printExample(terminal: Terminal, { example }: OpenGroup, wording: Wording): void {
  const { text, colors, print } = terminal;
  for (const [index, step] of example.entries()) {
    const { call, resource } = describeStep(step, wording);
    if (index === 0) print(`${' '.repeat(IN)}${colors.dim(text.grade.example)}`);
    printParagraph(terminal, example.length === 1 ? call : `${index + 1}. ${call}`, IN + 3);
    print(' '.repeat(IN + 6) + resource);
  }
}
