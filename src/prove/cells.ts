import { ANY, ONE, type Token, textTest } from '../policy/pattern.ts';
import { findText, type TextConstraint, type TextSpace } from './find-text.ts';

/** Texts of which no two are told apart by the patterns, one for each set of patterns that a text can match. */
export interface Cells {
  readonly texts: readonly string[];
  /** False: there are more, or a search was given up. What is not found among them is no proof. */
  readonly complete: boolean;
}

/** Cells made before the rest is given up: ordinary policies need a dozen. */
const LIMIT = 400;

const known = new Map<string, Cells>();

/**
 * One text for each way in which a text of the space can match some of the patterns and not the others. `base` holds
 * for all of them.
 */
export function cellsOf(
  space: TextSpace,
  patterns: readonly (readonly Token[])[],
  base: readonly TextConstraint[] = [],
): Cells {
  const distinct = [...new Map(patterns.map((pattern) => [keyOf(pattern), pattern])).entries()].sort(
    ([one], [other]) => (one < other ? -1 : 1),
  );
  const key = JSON.stringify([
    space,
    base.map(({ pattern }) => keyOf(pattern)),
    distinct.map(([text]) => text),
  ]);
  const made =
    known.get(key) ??
    split(
      space,
      distinct.map(([, pattern]) => pattern),
      base,
    );
  if (known.size > 10_000) known.clear();
  known.set(key, made);
  return made;
}

const keyOf = (pattern: readonly Token[]): string =>
  JSON.stringify(pattern.map((token) => (token === ANY ? 1 : token === ONE ? 2 : token)));

function split(
  space: TextSpace,
  patterns: readonly (readonly Token[])[],
  base: readonly TextConstraint[],
): Cells {
  let complete = true;
  let cells: readonly Cell[] = start(space, base);
  for (const pattern of patterns) {
    const next: Cell[] = [];
    const test = textTest(pattern);
    for (const cell of cells) {
      for (const matches of [false, true]) {
        const constraints = [...cell.constraints, { pattern, matches }];
        // The cell's own text shows that one of its halves is not empty.
        if (test(cell.text) === matches) {
          next.push({ constraints, text: cell.text });
          continue;
        }
        const found = findText(space, constraints);
        if (found.kind === 'found') next.push({ constraints, text: found.text });
        if (found.kind === 'unknown') complete = false;
      }
      if (next.length > LIMIT) return { texts: textsOf(next), complete: false };
    }
    cells = next;
  }
  return { texts: textsOf(cells), complete };
}

interface Cell {
  readonly constraints: readonly TextConstraint[];
  readonly text: string;
}

function start(space: TextSpace, base: readonly TextConstraint[]): readonly Cell[] {
  const found = findText(space, base);
  return found.kind === 'found' ? [{ constraints: base, text: found.text }] : [];
}

const textsOf = (cells: readonly Cell[]): readonly string[] => cells.map(({ text }) => text).sort();
