import type { Step } from '../../model/technique.ts';

/** The service lets only principals of this account do it, whatever a resource policy grants. */
export const byAccount = (accountId: string): Pick<Step, 'as'> => ({ as: { kind: 'account', accountId } });
