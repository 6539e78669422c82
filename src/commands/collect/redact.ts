import type { Snapshot } from '../../model/snapshot.ts';

/**
 * The same organization under other account ids, names and addresses, each replaced wherever it stands, so that
 * every verdict stays. Names of buckets, roles and policies stay: patterns are about them.
 */
export function redacted(snapshot: Snapshot): Snapshot {
  const ids = new Set(JSON.stringify(snapshot).match(/(?<!\d)\d{12}(?!\d)/g) ?? []);
  const made = new Map([...ids].sort().map((id, index) => [id, String(100_000_000_001 + index)]));
  const replaced = JSON.parse(
    JSON.stringify(snapshot).replace(/(?<!\d)\d{12}(?!\d)/g, (id) => made.get(id) ?? id),
  ) as Snapshot;
  return {
    ...replaced,
    readBy: replaced.readBy.replace(/\/[^/]*$/, REDACTED),
    accounts: replaced.accounts.map((account) => ({
      ...account,
      name: `account-${account.id.slice(-4)}`,
      email: `account-${account.id.slice(-4)}@example.com`,
    })),
  };
}

const REDACTED = '/redacted';

/** Its accounts are of no real organization. */
export const isRedacted = ({ readBy }: Snapshot): boolean => readBy.endsWith(REDACTED);
