import type { PolicyText } from '../../model/policy-file.ts';
import type { WorldNames } from './names.ts';
import { placeholdersIn } from './placeholders/find.ts';
import { guess } from './placeholders/guess.ts';
import { stringsIn } from './placeholders/strings.ts';

/** A place that a policy leaves open, and what stands there for grading. */
export interface FilledPlaceholder {
  readonly policy: string;
  readonly placeholder: string;
  readonly value: string;
  /** The value is made up; otherwise the user stated it. */
  readonly guessed: boolean;
  /** Nothing tells what belongs there: the value matches nothing. */
  readonly unresolved?: true;
}

export interface FilledText {
  readonly text: string;
  readonly placeholders: readonly Omit<FilledPlaceholder, 'policy'>[];
  /** Strings of which nothing was written but a placeholder. */
  readonly guessed: readonly string[];
  /** The column that the text had before, for one that it has now. Lines stay. */
  columnBefore(line: number, column: number): number;
}

/** Elements whose words decide what a policy means: a placeholder there is for the parser to refuse. */
const FIXED = new Set(['version', 'effect', 'action', 'notaction']);

/** Replaces what authors of examples and templates leave open. Policy variables such as `${aws:username}` stay. */
export function fillPlaceholders({ text, hints }: PolicyText, names: WorldNames): FilledText {
  const hintFor = new Map(hints.map(({ placeholder, hint }) => [placeholder, hint]));
  const filled = new Map<string, Omit<FilledPlaceholder, 'policy'>>();
  const guessed = new Set<string>();
  const pieces: string[] = [];
  const edits = new Edits();
  let from = 0;
  for (const string of stringsIn(text)) {
    if (FIXED.has(string.key.toLowerCase())) continue;
    let before = '';
    for (const { at, text: placeholder } of placeholdersIn(string.text)) {
      const start = string.at + at;
      before = tail(before + text.slice(Math.max(from, string.at), start));
      const place = { ...string, before, after: string.text.slice(at + placeholder.length) };
      const made = guess(`${placeholder} ${hintFor.get(placeholder) ?? ''}`, place, names);
      filled.set(`${placeholder} ${made.value}`, { placeholder, ...made });
      if (placeholder === string.text) guessed.add(made.value);
      const written = JSON.stringify(made.value).slice(1, -1);
      edits.add(text, start, placeholder.length, written.length);
      pieces.push(text.slice(from, start), written);
      before = tail(before + written);
      from = start + placeholder.length;
    }
  }
  return {
    text: [...pieces, text.slice(from)].join(''),
    placeholders: [...filled.values()],
    guessed: [...guessed],
    columnBefore: (line, column) => edits.columnBefore(line, column),
  };
}

/** As much of a string as an ARN is long. */
const tail = (text: string): string => text.slice(-2_048);

/** What was replaced, by line. */
class Edits {
  readonly #lines = new Map<number, { readonly column: number; readonly shift: number }[]>();
  #line = 1;
  #start = 0;

  /** In the order of the text. */
  add(text: string, at: number, removed: number, added: number): void {
    for (let end = text.indexOf('\n', this.#start); end >= 0 && end < at; ) {
      this.#line += 1;
      this.#start = end + 1;
      end = text.indexOf('\n', this.#start);
    }
    const edits = this.#lines.get(this.#line) ?? [];
    const before = edits.at(-1)?.shift ?? 0;
    edits.push({ column: at - this.#start + 1 + before + added, shift: before + added - removed });
    this.#lines.set(this.#line, edits);
  }

  columnBefore(line: number, column: number): number {
    const last = this.#lines.get(line)?.findLast((edit) => edit.column <= column);
    return column - (last?.shift ?? 0);
  }
}
