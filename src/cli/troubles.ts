import type { Trouble } from '../model/trouble.ts';
import type { trouble } from '../text/en/trouble.ts';
import { printParagraph } from './paragraph.ts';
import type { Terminal } from './terminal.ts';

/** What is broken before anybody attacks. */
export function printTroubles(terminal: Terminal, troubles: readonly Trouble[], words: typeof trouble): void {
  if (troubles.length === 0) return;
  const { colors, print } = terminal;
  print();
  print(colors.bold(words.title));
  for (const one of troubles) printParagraph(terminal, words.describe(one), 3, colors.red);
}
