import { ANY, ONE, type Token } from '../policy/pattern.ts';

/** One test of a text: it must match the pattern, or must not. */
export interface TextConstraint {
  readonly pattern: readonly Token[];
  readonly matches: boolean;
}

/**
 * The texts that can exist at all: a fixed beginning, then at least `least` of these characters. Without it a search
 * finds nonsense, such as a role whose name holds a colon.
 */
export interface TextSpace {
  readonly prefix: string;
  readonly characters: string;
  readonly least: number;
}

/** `unknown`: the search was given up, which is never an answer that something is safe. */
export type FoundText = { readonly visited: number } & (
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'none' | 'unknown' }
);

/** States visited before a search is given up. Ordinary policies need a few dozen. */
const LIMIT = 100_000;

/**
 * A shortest text of the space that satisfies every constraint, or that there is none.
 * The product of the patterns' automata is walked breadth-first and made on the way: a union of whole-ARN patterns has
 * too many states to be made beforehand.
 */
export function findText(space: TextSpace, constraints: readonly TextConstraint[], limit = LIMIT): FoundText {
  const automata = constraints.map(({ pattern }) => operationsOf(pattern));
  const wanted = constraints.map(({ matches }) => matches);
  const letters = lettersFor(space, automata);
  const start = [...space.prefix].reduce<State | undefined>(
    (state, letter) => state && step(automata, wanted, state, letter),
    begin(automata, wanted),
  );
  if (start === undefined) return { kind: 'none', visited: 0 };
  let layer: readonly Walk[] = [{ state: start, text: space.prefix }];
  const seen = new Set<string>();
  for (let length = 0; layer.length > 0; length += 1) {
    const ending = length >= space.least && layer.find(({ state }) => accepts(automata, wanted, state));
    if (ending) return { kind: 'found', text: ending.text, visited: seen.size };
    const next: Walk[] = [];
    for (const { state, text } of layer) {
      for (const letter of letters) {
        const after = step(automata, wanted, state, letter);
        // Before the least length is reached, the same state later is another one.
        const key =
          after && `${Math.min(length + 1, space.least)} ${after.map((set) => set.join()).join(' ')}`;
        if (after === undefined || key === undefined || seen.has(key)) continue;
        seen.add(key);
        if (seen.size > limit) return { kind: 'unknown', visited: seen.size };
        next.push({ state: after, text: text + letter });
      }
    }
    layer = next;
  }
  return { kind: 'none', visited: seen.size };
}

interface Walk {
  readonly state: State;
  readonly text: string;
}

/** For each pattern, the positions that may have been reached, in rising order. */
type State = readonly (readonly number[])[];

/** A pattern letter by letter. */
type Operations = readonly (string | typeof ANY | typeof ONE)[];

const operationsOf = (pattern: readonly Token[]): Operations =>
  pattern.flatMap((token): Operations => (typeof token === 'string' ? [...token] : [token]));

/** Letters that patterns tell apart, and one that none of them names. */
function lettersFor({ characters }: TextSpace, automata: readonly Operations[]): readonly string[] {
  const named = new Set(automata.flat().filter((operation) => typeof operation === 'string'));
  const told = [...characters].filter((letter) => named.has(letter));
  const other = [...characters].find((letter) => !named.has(letter));
  return other === undefined ? told : [other, ...told];
}

function begin(automata: readonly Operations[], wanted: readonly boolean[]): State | undefined {
  return alive(
    automata,
    wanted,
    automata.map((operations) => closure(operations, [0])),
  );
}

function step(
  automata: readonly Operations[],
  wanted: readonly boolean[],
  state: State,
  letter: string,
): State | undefined {
  const after = automata.map((operations, index) => {
    const reached: number[] = [];
    for (const position of state[index] ?? []) {
      const operation = operations[position];
      if (operation === ANY) reached.push(position);
      else if (operation === ONE || operation === letter) reached.push(position + 1);
    }
    return closure(operations, reached);
  });
  return alive(automata, wanted, after);
}

/** A `*` may also stand for nothing. Positions rise, and so do those that they lead to. */
function closure(operations: Operations, positions: readonly number[]): readonly number[] {
  const all: number[] = [];
  for (const position of positions) {
    if (position <= (all.at(-1) ?? -1)) continue;
    let at = position;
    all.push(at);
    while (operations[at] === ANY) all.push(++at);
  }
  return all;
}

/** `undefined` once a wanted pattern can match no more, or an unwanted one matches whatever follows. */
function alive(automata: readonly Operations[], wanted: readonly boolean[], state: State): State | undefined {
  const dead = state.some((positions, index) => {
    const operations = automata[index] ?? [];
    if (wanted[index]) return positions.length === 0;
    return positions.some((at) => at === operations.length - 1 && operations[at] === ANY);
  });
  return dead ? undefined : state;
}

function accepts(automata: readonly Operations[], wanted: readonly boolean[], state: State): boolean {
  return state.every(
    (positions, index) => positions.includes(automata[index]?.length ?? 0) === wanted[index],
  );
}
