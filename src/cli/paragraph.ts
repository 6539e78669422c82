import type { Terminal } from './terminal.ts';
import { wrapped } from './width.ts';

const WIDTH = 80;

/** Lines of at most 80 columns, each as far in as the first. */
export function paragraph(words: string, indent = 0, colour = (line: string) => line): readonly string[] {
  return wrapped(words, WIDTH - indent).map((line) => ' '.repeat(indent) + colour(line));
}

export function printParagraph(
  { print }: Terminal,
  words: string,
  indent = 0,
  colour = (line: string) => line,
): void {
  for (const line of paragraph(words, indent, colour)) print(line);
}
