/** Accounts that are alike, in order. */
export type Groups = readonly (readonly string[])[];

export function grouped(ids: readonly string[], keyOf: (id: string) => string): Groups {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = keyOf(id);
    const present = groups.get(key);
    if (present === undefined) groups.set(key, [id]);
    else present.push(id);
  }
  return [...groups.values()];
}

/**
 * Of all whom nothing lets in, one stands for the rest: unless they are too many to say so of each role. The same for
 * the same question: many techniques aim at the same few targets.
 */
export function letIn(
  accounts: ReadonlySet<string> | 'any',
  classes: Groups,
  apart: readonly string[],
  withRest: boolean,
): Groups {
  const asked = accounts === 'any' ? accounts : [...accounts].sort().join();
  const all = once(classes, `${withRest} ${asked}`, () => strangersAmong(accounts, classes, withRest));
  return apart.length === 0 ? all : once(all, apart.join(), () => nonEmpty(apart.reduce(without, all)));
}

const letInOf = new WeakMap<Groups, Map<string, Groups>>();

function once(from: Groups, question: string, make: () => Groups): Groups {
  const known = letInOf.get(from) ?? new Map<string, Groups>();
  letInOf.set(from, known);
  const made = known.get(question) ?? make();
  known.set(question, made);
  return made;
}

function strangersAmong(accounts: ReadonlySet<string> | 'any', classes: Groups, withRest: boolean): Groups {
  if (accounts === 'any') return classes;
  const inside = classes.map((ids) => ids.filter((id) => accounts.has(id)));
  const rest = membersOf(classes).filter((id) => !accounts.has(id));
  return nonEmpty(withRest ? [...inside, rest] : inside);
}

const nonEmpty = (groups: Groups): Groups => groups.filter(({ length }) => length > 0);

function without(groups: Groups, id: string): Groups {
  return groups.map((ids) => {
    const at = ids.indexOf(id);
    return at < 0 ? ids : ids.toSpliced(at, 1);
  });
}

const members = new WeakMap<Groups, readonly string[]>();

export function membersOf(classes: Groups): readonly string[] {
  const made = members.get(classes) ?? classes.flat().sort();
  members.set(classes, made);
  return made;
}
