import type { Doubt, Reason } from '../model/finding.ts';

/** One test of a dimension: its values for which the attacker is served, by their position. */
export interface Literal {
  readonly dimension: string;
  /** Where the documentation is clear. */
  readonly sure: bigint;
  /** Where it leaves open what happens, too. */
  readonly maybe: bigint;
  readonly doubts: readonly Doubt[];
  /** False: the dimension has values that were not looked at. */
  readonly complete: boolean;
}

/** Literals that hold together. */
export type Option = readonly Literal[];

/** What has to hold for a call to pass: one of the options. None: it never does. */
export interface Clause {
  readonly options: readonly Option[];
  /** Why the call is stopped where no option holds. */
  readonly reason: Reason;
  /** False: values that were not looked at might open another option. */
  readonly complete: boolean;
}

export type Mode = 'sure' | 'maybe';

/** For each dimension, the values that are left, as bits. */
export type Domains = ReadonlyMap<string, bigint>;

export type Solution =
  | { readonly kind: 'found'; readonly domains: Domains; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'none' }
  /** The search was given up: never an answer that something is blocked. */
  | { readonly kind: 'too-large' };

const LIMIT = 20_000;

/** Values for which every clause has an option that holds, or that there are none. */
export function solve(clauses: readonly Clause[], start: Domains, mode: Mode): Solution {
  let steps = 0;
  const walk = (left: readonly Clause[], domains: Domains, doubts: readonly Doubt[]): Solution => {
    steps += 1;
    if (steps > LIMIT) return { kind: 'too-large' };
    const open: { readonly clause: Clause; readonly live: readonly Narrowed[] }[] = [];
    for (const clause of left) {
      const live = clause.options.flatMap((option) => narrowed(option, domains, mode));
      if (live.length === 0) return { kind: 'none' };
      // An option that narrows nothing holds for whatever is left.
      if (live.some((narrowed) => narrowed.domains === domains && narrowed.doubts.length === 0)) continue;
      open.push({ clause, live });
    }
    const next = open.reduce<(typeof open)[number] | undefined>(
      (best, one) => (best === undefined || one.live.length < best.live.length ? one : best),
      undefined,
    );
    if (next === undefined) return { kind: 'found', domains, doubts };
    const rest = open.flatMap(({ clause }) => (clause === next.clause ? [] : [clause]));
    let given = false;
    for (const narrowed of next.live) {
      const found = walk(rest, narrowed.domains, [...doubts, ...narrowed.doubts]);
      if (found.kind === 'found') return found;
      given ||= found.kind === 'too-large';
    }
    return given ? { kind: 'too-large' } : { kind: 'none' };
  };
  return walk(clauses, start, []);
}

interface Narrowed {
  readonly domains: Domains;
  readonly doubts: readonly Doubt[];
}

/** With the values that are sure; and where others may do, with all of these. */
function narrowed(option: Option, domains: Domains, mode: Mode): readonly Narrowed[] {
  const sure = narrow(option, domains, 'sure');
  if (mode === 'sure') return sure === undefined ? [] : [sure];
  const maybe = narrow(option, domains, 'maybe');
  return [sure, maybe].filter((one) => one !== undefined);
}

/** The domains with the option's literals; `undefined` where nothing is left of one. */
function narrow(option: Option, domains: Domains, mode: Mode): Narrowed | undefined {
  let changed = domains;
  let doubts: readonly Doubt[] = [];
  for (const literal of option) {
    const before = changed.get(literal.dimension) ?? 1n;
    const after = before & (mode === 'sure' ? literal.sure : literal.maybe);
    if (after === 0n) return undefined;
    if (mode === 'maybe' && after !== (before & literal.sure)) doubts = [...doubts, ...literal.doubts];
    if (after !== before) changed = new Map(changed).set(literal.dimension, after);
  }
  return { domains: changed, doubts };
}

/** A smallest set of clauses (none can be left out) that no values satisfy, given that there are none for all. */
export function core(clauses: readonly Clause[], start: Domains): readonly Clause[] {
  const stops = (some: readonly Clause[]) => solve(some, start, 'maybe').kind === 'none';
  const single = clauses.find((clause) => stops([clause]));
  if (single !== undefined) return [single];
  let left = clauses;
  for (const clause of clauses) {
    const without = left.filter((one) => one !== clause);
    if (stops(without)) left = without;
  }
  return left;
}
