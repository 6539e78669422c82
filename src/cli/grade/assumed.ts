import type { Assumed } from '../../commands/grade.ts';
import { printParagraph } from '../paragraph.ts';
import { printHead } from '../prove/sections.ts';
import type { Terminal } from '../terminal.ts';

const MOST = 4;

export function printAssumed(terminal: Terminal, { names, placeholders, instead, targeted }: Assumed): void {
  const { grade: words } = terminal.text;
  const say = (line: string) => printParagraph(terminal, line, 3);
  printHead(terminal, words.assumedTitle);
  say(words.world);
  say(instead.length === 0 ? words.fullAccess : words.insteadOfFull(listed(terminal, instead)));
  say(words.roles);
  if (targeted.length > 0) say(words.targeted(listed(terminal, targeted)));
  for (const { what, value, policy, others = [] } of names) {
    const besides = others.length === 0 ? '' : ` (${words.notChosen(listed(terminal, others))})`;
    say(`${words.named(words.names[what], value, policy)}${besides}`);
  }
  const filled = placeholders.map(({ placeholder, value, unresolved }) =>
    unresolved === true ? words.unresolved(placeholder) : words.filled(placeholder, value),
  );
  for (const line of new Set(filled)) say(line);
  if (names.length > 0 || placeholders.some(({ guessed }) => guessed)) say(words.options);
}

function listed({ text }: Terminal, values: readonly string[]): string {
  const rest = values.length - MOST;
  const shown = values.slice(0, MOST).join(', ');
  return rest > 0 ? `${shown} ${text.grade.more(rest)}` : shown;
}
