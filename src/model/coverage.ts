import type { Gap, Snapshot } from './snapshot.ts';

/** How many accounts a Snapshot looks into. */
export interface Coverage {
  readonly of: number;
  readonly read: number;
  /** Ids of those that nobody could enter. */
  readonly unreadable: readonly string[];
  /** Those that nobody tried to look into. */
  readonly left: number;
  /** The list of accounts was not read whole: there may be more than `of`. */
  readonly unlisted?: true;
}

export function coverageOf(snapshot: Snapshot): Coverage {
  const { accounts, gaps, provenance } = snapshot;
  // Without a session in any account, nothing but the organization was read.
  if (provenance?.depth === 'organization') return entered(snapshot, []);
  const ids = new Set(accounts.map(({ id }) => id));
  const entering = gaps.filter(({ action }) => action === 'sts:AssumeRole');
  const idsIn = (some: readonly Gap[]): ReadonlySet<string> =>
    new Set(some.flatMap(({ resource }) => resource.match(/\d{12}/g) ?? []).filter((id) => ids.has(id)));
  const closed = idsIn(entering.filter(({ code }) => code !== 'NotCollected'));
  const missing = idsIn(entering);
  return entered(
    snapshot,
    [...ids].filter((id) => !missing.has(id)),
    [...closed],
  );
}

/** Where some of its accounts were entered, and others could not be. */
export function entered(
  { accounts, gaps }: Snapshot,
  read: readonly string[],
  unreadable: readonly string[] = [],
): Coverage {
  return {
    of: accounts.length,
    read: read.length,
    unreadable: [...unreadable].sort(),
    left: accounts.length - read.length - unreadable.length,
    ...(gaps.some(({ action }) => LISTING.has(action)) ? { unlisted: true } : {}),
  };
}

const LISTING: ReadonlySet<string> = new Set([
  'organizations:ListRoots',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListAccountsForParent',
]);
