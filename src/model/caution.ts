import type { ManagementAccount } from './management-account.ts';
import type { Resource } from './resource.ts';
import type { Gap, Role, Snapshot } from './snapshot.ts';
import type { Localized } from './technique.ts';

/** One thing that must hold where no policy binds: in the management account. */
export interface Caution {
  // INVARIANT: ids are file names.
  readonly id: string;
  readonly title: Localized;
  readonly why: Localized;
  readonly sources: readonly string[];
  /** The reads of which each, where it failed, may hide that the caution is not kept. */
  readonly reads: RegExp;
  readonly judge: (management: Management) => Judgement;
}

/** The management account, as far as it was read. */
export interface Management extends ManagementAccount {
  readonly id: string;
  readonly rootArn: string;
  readonly roles: readonly Role[] | undefined;
  readonly resources: readonly Resource[] | undefined;
}

export type CautionVerdict = 'kept' | 'not-kept' | 'unknown';

export interface Judgement {
  readonly verdict: CautionVerdict;
  /** What breaks it, or leaves it open; where it is kept, what there is all the same. */
  readonly found: readonly CautionFact[];
}

export interface CautionFact {
  readonly kind:
    | 'user'
    | 'access-keys'
    | 'no-mfa'
    | 'virtual-mfa'
    | 'signs-in-elsewhere'
    | 'may-unguard'
    | 'policies-unread'
    | 'workload';
  readonly arn: string;
  readonly count?: number;
}

/** A Judgement of one caution, with the failed reads that it depends on. */
export interface CautionResult extends Judgement {
  readonly id: string;
  readonly hidden: readonly Gap[];
}

/** Up to so many are few: those for an emergency, and whoever works there. */
export const FEW = 3;

export function judgement(facts: {
  readonly broken: readonly CautionFact[];
  readonly open?: readonly CautionFact[];
  /** Everything was read that could break it. */
  readonly known: boolean;
  readonly there?: readonly CautionFact[];
}): Judgement {
  const { broken, open = [], known, there = [] } = facts;
  if (broken.length > 0) return { verdict: 'not-kept', found: broken };
  if (open.length > 0 || !known) return { verdict: 'unknown', found: open };
  return { verdict: 'kept', found: there };
}

export function managementIn(snapshot: Snapshot): Management {
  const id = snapshot.organization.managementAccountId;
  const own = <T extends { readonly accountId: string }>(all: readonly T[] | undefined) =>
    all?.filter(({ accountId }) => accountId === id);
  return {
    ...snapshot.managementAccount,
    id,
    rootArn: `arn:${snapshot.partition}:iam::${id}:root`,
    roles: own(snapshot.roles),
    resources: own(snapshot.resources),
  };
}
