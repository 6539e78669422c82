import type { Count } from '../../commands/grade/score.ts';
import type { Graded } from '../../commands/grade.ts';
import { printParagraph } from '../paragraph.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { padded } from '../width.ts';

const BAR = 8;

export function printScore(terminal: Terminal, { summary, policies }: Graded): void {
  const { text, colors, print } = terminal;
  const { grade: words, prove } = text;
  const { direct, blocked, unknown, of, byGoal } = summary;
  const paint = blocked === of ? colors.green : blocked + unknown === of ? colors.yellow : colors.red;
  printParagraph(terminal, words.headline(direct.blocked, blocked, of), 0, (line) =>
    colors.bold(paint(line)),
  );
  if (unknown > 0) printParagraph(terminal, words.unknown(unknown), 0, colors.yellow);
  const scps = policies.filter(({ kind }) => kind === 'scp').length;
  printParagraph(terminal, words.policies(scps, policies.length - scps));
  print();
  const rows = byGoal.map((one) => [prove.goals[one.goal], bar(terminal, one.direct), bar(terminal, one)]);
  print(table(['', words.columns.direct, words.columns.followed], rows, [36, 20, 20]));
}

/** As long as its share, and the numbers for who reads no colours. */
function bar({ colors }: Terminal, { blocked, unknown, of }: Count): string {
  const part = (count: number) => Math.round((count / of) * BAR);
  const [closed, either] = [part(blocked), part(blocked + unknown) - part(blocked)];
  const drawn =
    colors.green('█'.repeat(closed)) +
    colors.yellow('▒'.repeat(either)) +
    colors.red('░'.repeat(BAR - closed - either));
  return `${drawn} ${padded(`${blocked}/${of}`, 6).trimEnd()}`;
}
