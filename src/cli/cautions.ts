import { cautionOf } from '../commands/cautions.ts';
import type { CautionResult, CautionVerdict } from '../model/caution.ts';
import { cautionDetails, isUnread } from '../text/describe-cautions.ts';
import { printParagraph } from './paragraph.ts';
import { printable } from './prove/printable.ts';
import type { Terminal } from './terminal.ts';
import { padded, widthOf } from './width.ts';

/** What must hold in the management account, and whether it does. */
export function printCautions(terminal: Terminal, account: string, results: readonly CautionResult[]): void {
  const { text, colors, language, print } = terminal;
  const { cautions: words } = text;
  print();
  printParagraph(terminal, words.title(account), 0, colors.bold);
  if (isUnread(results)) {
    printParagraph(terminal, words.unread, 3, colors.yellow);
    return;
  }
  const width = Math.max(...Object.values(words.verdicts).map(widthOf)) + 2;
  for (const result of printable(results)) {
    const label = COLOURS[result.verdict](colors)(padded(words.verdicts[result.verdict], width));
    print(`   ${label}${cautionOf(result.id)?.title[language] ?? result.id}`);
    for (const detail of cautionDetails(result, words))
      printParagraph(terminal, detail, 3 + width, colors.dim);
  }
}

const COLOURS: Readonly<Record<CautionVerdict, (colors: Terminal['colors']) => (line: string) => string>> = {
  kept: ({ green }) => green,
  'not-kept': ({ red }) => red,
  unknown: ({ yellow }) => yellow,
};
