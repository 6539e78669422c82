import type { Account, Snapshot } from '../../model/snapshot.ts';

/** Accounts of the organization that are in use, without the management account. */
export const memberAccounts = ({ accounts, organization }: Snapshot): readonly Account[] =>
  accounts.filter(({ id, status }) => id !== organization.managementAccountId && status === 'ACTIVE');
