import type { Snapshot } from './snapshot.ts';

/** How many accounts a Snapshot looks into. */
export interface Coverage {
  readonly of: number;
  readonly read: number;
  /** Ids of those that nobody could enter. */
  readonly unreadable: readonly string[];
  /** Those that the depth of the collection leaves out. */
  readonly left: number;
}

export function coverageOf({ accounts, gaps, provenance }: Snapshot): Coverage {
  const of = accounts.length;
  // Without a session in any account, nothing but the organization was read.
  if (provenance?.depth === 'organization') return { of, read: 0, unreadable: [], left: of };
  const ids = new Set(accounts.map(({ id }) => id));
  const entering = gaps.filter(({ action }) => action === 'sts:AssumeRole');
  const idsIn = (some: typeof gaps): ReadonlySet<string> =>
    new Set(some.flatMap(({ resource }) => resource.match(/\d{12}/g) ?? []).filter((id) => ids.has(id)));
  const closed = idsIn(entering.filter(({ code }) => code !== 'NotCollected'));
  const missing = idsIn(entering);
  return {
    of,
    read: of - missing.size,
    unreadable: [...closed].sort(),
    left: [...missing].filter((id) => !closed.has(id)).length,
  };
}
