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

/** States that all searches of a splitting may visit together before the rest is given up. */
const STATES = 50_000;

type Pattern = readonly Token[];

const known = new Map<string, Cells>();

/**
 * One text for each way in which a text of the space can match some of the patterns and not the others. `base` holds
 * for all of them. To match a `shunned` pattern can only harm whoever chooses the text: where a text matches none of
 * them, those that match some are left out.
 */
export function cellsOf(
  space: TextSpace,
  patterns: readonly Pattern[],
  { base = [], shunned = [] }: { base?: readonly TextConstraint[]; shunned?: readonly Pattern[] } = {},
): Cells {
  const wanted = distinct(patterns);
  const feared = distinct(shunned).filter(([text]) => !wanted.some(([other]) => text === other));
  const key = JSON.stringify([
    space,
    base.map(({ pattern }) => keyOf(pattern)),
    wanted.map(([text]) => text),
    feared.map(([text]) => text),
  ]);
  const patternsOf = (all: typeof wanted): readonly Pattern[] => all.map(([, pattern]) => pattern);
  const made = known.get(key) ?? new Splitting(space).cells(patternsOf(wanted), base, patternsOf(feared));
  if (known.size > 10_000) known.clear();
  known.set(key, made);
  return made;
}

const distinct = (patterns: readonly Pattern[]): readonly (readonly [string, Pattern])[] =>
  [...new Map(patterns.map((pattern) => [keyOf(pattern), pattern])).entries()].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );

const keyOf = (pattern: Pattern): string =>
  JSON.stringify(pattern.map((token) => (token === ANY ? 1 : token === ONE ? 2 : token)));

interface Cell {
  readonly constraints: readonly TextConstraint[];
  readonly text: string;
}

class Splitting {
  readonly #space: TextSpace;
  #states = STATES;
  #complete = true;

  constructor(space: TextSpace) {
    this.#space = space;
  }

  cells(patterns: readonly Pattern[], base: readonly TextConstraint[], shunned: readonly Pattern[]): Cells {
    const first = this.#find(base);
    const cells = this.#split(first === undefined ? [] : [{ constraints: base, text: first }], patterns);
    const all = cells.flatMap((cell) => this.#shunning(cell, shunned));
    return { texts: all.map(({ text }) => text).sort(), complete: this.#complete };
  }

  /** A text of the cell that matches no more of the shunned patterns than all do, or else one for each way to. */
  #shunning(cell: Cell, shunned: readonly Pattern[]): readonly Cell[] {
    const without = (pattern: Pattern): TextConstraint => ({ pattern, matches: false });
    const matched = shunned.filter((pattern) => textTest(pattern)(cell.text));
    const forced = matched.filter((one) => this.#find([...cell.constraints, without(one)]) === undefined);
    const avoidable = shunned.filter((pattern) => !forced.includes(pattern));
    const constraints = [...cell.constraints, ...avoidable.map(without)];
    const text = matched.length === forced.length ? cell.text : this.#find(constraints);
    return text === undefined ? this.#split([cell], avoidable) : [{ constraints, text }];
  }

  #split(first: readonly Cell[], patterns: readonly Pattern[]): readonly Cell[] {
    let cells = first;
    for (const pattern of patterns) {
      const test = textTest(pattern);
      cells = cells.flatMap((cell) => this.#halves(cell, pattern, test));
      if (cells.length <= LIMIT) continue;
      this.#complete = false;
      break;
    }
    return cells;
  }

  #halves(cell: Cell, pattern: Pattern, test: (text: string) => boolean): readonly Cell[] {
    return [false, true].flatMap((matches) => {
      const constraints = [...cell.constraints, { pattern, matches }];
      // The cell's own text shows that one of its halves is not empty.
      const text = test(cell.text) === matches ? cell.text : this.#find(constraints);
      return text === undefined ? [] : [{ constraints, text }];
    });
  }

  #find(constraints: readonly TextConstraint[]): string | undefined {
    const found = findText(this.#space, constraints, this.#states);
    this.#states -= found.visited;
    if (found.kind === 'unknown') this.#complete = false;
    return found.kind === 'found' ? found.text : undefined;
  }
}
