import type { Account, Snapshot } from '../../model/snapshot.ts';

const found = new WeakMap<readonly Account[], readonly Account[]>();

/** Accounts of the organization that are in use, without the management account. */
export function memberAccounts({ accounts, organization }: Snapshot): readonly Account[] {
  const made =
    found.get(accounts) ??
    accounts.filter(({ id, status }) => id !== organization.managementAccountId && status === 'ACTIVE');
  found.set(accounts, made);
  return made;
}
