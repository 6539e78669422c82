import type { Break } from '../../commands/grade/breaks.ts';
import type { Mistake } from '../../commands/grade/mistakes.ts';
import type { Parameters } from '../../text/parameters.ts';
import { printParagraph } from '../paragraph.ts';
import { printHead } from '../prove/sections.ts';
import type { Terminal } from '../terminal.ts';

const IN = 3;

export function printMistakes(terminal: Terminal, mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const { text, colors } = terminal;
  const { grade: words } = text;
  const said: Readonly<Record<Mistake['code'], (parameters: Parameters) => string>> = words.mistakes;
  printHead(terminal, words.mistakesTitle);
  for (const mistake of mistakes) {
    const { code, value = '', limit = 0, inert } = mistake;
    printParagraph(terminal, placeOf(terminal, mistake), IN, colors.bold);
    printParagraph(terminal, said[code]({ value, limit }), IN + 3);
    if (inert === true) printParagraph(terminal, words.inert, IN + 3, colors.red);
    const better = insteadOf(terminal, mistake);
    if (better !== undefined) printParagraph(terminal, better, IN + 3, colors.green);
  }
}

function insteadOf({ text }: Terminal, { code, suggestion }: Mistake): string | undefined {
  const { grade: words } = text;
  if (suggestion === undefined) return undefined;
  if (code === 'size') return words.minify(suggestion);
  return code === 'obtainable-exemption' ? words.closeExemption(suggestion) : words.instead(suggestion);
}

const placeOf = (
  { text }: Terminal,
  { policy, index, sid }: Pick<Mistake, 'policy' | 'index' | 'sid'>,
): string => text.grade.statement(policy, index === undefined ? undefined : index + 1, sid);

export function printBreaks(terminal: Terminal, breaks: readonly Break[]): void {
  if (breaks.length === 0) return;
  const { text, colors, print } = terminal;
  const { grade: words } = text;
  printHead(terminal, words.breaksTitle);
  for (const { who, action, resource, policy, sid, index } of breaks) {
    printParagraph(terminal, words.broken(words.who[who], action), IN, colors.yellow);
    print(' '.repeat(IN + 3) + resource);
    const by =
      policy === undefined
        ? words.brokenByNone
        : words.brokenBy(
            placeOf(terminal, {
              policy,
              ...(index === undefined ? {} : { index }),
              ...(sid === undefined ? {} : { sid }),
            }),
          );
    printParagraph(terminal, by, IN + 3, colors.dim);
  }
}
