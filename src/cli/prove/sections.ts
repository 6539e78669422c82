import type { Answer, FixGroup, Way } from '../../model/answer.ts';
import {
  claimLines,
  describeChange,
  describeLeft,
  fixesTitle,
  fixRemarks,
  reachOf,
} from '../../text/describe-answer.ts';
import { describeFix, type Wording } from '../../text/describe-way.ts';
import { printParagraph } from '../paragraph.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { padded, wrapped } from '../width.ts';
import { printWay } from './way.ts';

const MOST_FIXES = 6;
const MOST_LEFT = 3;
const ITEM = 6;

export function printHead({ colors, print }: Terminal, title: string): void {
  print();
  print(colors.bold(title));
}

/** Numbered, each under an empty line. */
export function printWays(
  terminal: Terminal,
  ways: readonly Way[],
  wording: Wording,
  changes: ReadonlyMap<Way, number> = new Map(),
): void {
  for (const [index, way] of ways.entries()) {
    terminal.print();
    printWay(terminal, way, wording, index + 1, changes.get(way));
  }
}

export function printGoals(terminal: Terminal, { goals }: Answer['summary'], { words }: Wording): void {
  if (goals.length === 0) return;
  const { colors, print } = terminal;
  const residual = goals.some((one) => one.residual > 0);
  const cell = (count: number, paint: (line: string) => string) =>
    count === 0 ? colors.dim('0') : paint(String(count));
  const rows = goals.map((one) => [
    words.goals[one.goal],
    cell(one.open, colors.red),
    cell(one.blocked, colors.green),
    cell(one.unknown, colors.yellow),
    ...(residual ? [cell(one.residual, colors.yellow)] : []),
  ]);
  const { columns } = words;
  const head = ['', columns.open, columns.blocked, columns.unknown, ...(residual ? [columns.residual] : [])];
  printHead(terminal, words.goalTitle);
  print(table(head, rows, [36, 10, 10, 10, 12].slice(0, head.length)));
}

export function printFixes(terminal: Terminal, answer: Answer, wording: Wording, all: boolean): void {
  const { summary, fixes, left } = answer;
  if (summary.ways === 0) return;
  const { words } = wording;
  const { colors } = terminal;
  printHead(terminal, fixesTitle(answer, wording));
  const shown = all || fixes.length === MOST_FIXES + 1 ? fixes : fixes.slice(0, MOST_FIXES);
  for (const [index, group] of shown.entries()) {
    printChange(terminal, `${index + 1}.`, group, wording);
    printItem(terminal, '', reachOf(group, summary.ways, wording), colors.dim);
  }
  if (fixes.length > shown.length)
    printItem(terminal, '', words.moreFixes(fixes.length - shown.length), colors.dim);
  for (const remark of fixRemarks(answer, wording)) printParagraph(terminal, remark, 3);
  if (left.length === 0) return;
  printHead(terminal, words.leftTitle);
  const named = all || left.length === MOST_LEFT + 1 ? left : left.slice(0, MOST_LEFT);
  for (const one of named) {
    printItem(terminal, '-', describeLeft(one, wording), colors.yellow);
    terminal.print(' '.repeat(ITEM) + words.on(one.way.target));
  }
  if (left.length > named.length)
    printItem(terminal, '', words.moreFixes(left.length - named.length), colors.dim);
}

function printChange(terminal: Terminal, number: string, { fix }: FixGroup, wording: Wording): void {
  const { colors, print } = terminal;
  if (fix.kind === 'detect') {
    printItem(terminal, number, describeFix(fix, wording), colors.green);
    return;
  }
  const { head, statements } = describeChange(fix, wording);
  printItem(terminal, number, head, colors.green);
  for (const statement of statements) {
    for (const line of wrapped(statement, 80 - ITEM - 2)) print(' '.repeat(ITEM + 2) + colors.green(line));
  }
}

/** A number, and beside it what may take several lines. */
function printItem({ print }: Terminal, number: string, body: string, paint: (line: string) => string): void {
  const [first = '', ...rest] = wrapped(body, 80 - ITEM);
  print(`  ${padded(number, ITEM - 2)}${paint(first)}`);
  for (const line of rest) print(' '.repeat(ITEM) + paint(line));
}

export function printClaim(terminal: Terminal, answer: Answer, wording: Wording): void {
  printHead(terminal, wording.words.claimTitle);
  for (const line of claimLines(answer, wording)) printParagraph(terminal, line, 3, terminal.colors.dim);
}
