import { after, type Change } from './change.ts';
import type { Snapshot } from './snapshot.ts';

/** What a step of an attack changes: as a plan would, and what no plan does. */
export type Effect =
  | Change
  /** Fields of the trail, bucket, key, role or log group with that ARN get other values; `undefined` removes one. */
  | { readonly kind: 'set'; readonly arn: string; readonly fields: Readonly<Record<string, unknown>> }
  /** No SCP, no RCP and no organization trail concern the account any more. */
  | {
      readonly kind: 'leave-organization';
      readonly accountId: string;
      /** It may as well have stayed: where what one step takes away is not held against another. */
      readonly relaxed?: true;
    }
  | { readonly kind: 'move-account'; readonly accountId: string; readonly parentId: string }
  /** The attacker can act as this principal from now on. */
  | { readonly kind: 'gain-principal'; readonly arn: string }
  /** The attacker's principals can carry this tag from now on. */
  | { readonly kind: 'gain-tag'; readonly accountId: string; readonly key: string; readonly value: string };

/** The Snapshot after an effect. What the attacker gains is no part of an organization, and leaves it as it is. */
export function afterEffect(snapshot: Snapshot, effect: Effect): Snapshot {
  switch (effect.kind) {
    case 'set':
      return withFields(snapshot, effect.arn, effect.fields);
    case 'leave-organization':
      return withParent(snapshot, effect.accountId, '');
    case 'move-account':
      return withParent(snapshot, effect.accountId, effect.parentId);
    case 'gain-principal':
    case 'gain-tag':
      return snapshot;
    default:
      return after(snapshot, effect);
  }
}

function withParent(snapshot: Snapshot, accountId: string, parentId: string): Snapshot {
  const at = snapshot.accounts.findIndex(({ id }) => id === accountId);
  const account = snapshot.accounts[at];
  return account === undefined
    ? snapshot
    : { ...snapshot, accounts: snapshot.accounts.with(at, { ...account, parentId }) };
}

function withFields(snapshot: Snapshot, arn: string, fields: Readonly<Record<string, unknown>>): Snapshot {
  const set = <T extends { readonly arn: string }>(all: readonly T[]): readonly T[] =>
    all.map((one) => (one.arn === arn ? withoutUndefined({ ...one, ...fields }) : one));
  return {
    ...snapshot,
    trails: set(snapshot.trails),
    logBuckets: set(snapshot.logBuckets),
    ...(snapshot.keys === undefined ? {} : { keys: set(snapshot.keys) }),
    ...(snapshot.roles === undefined ? {} : { roles: set(snapshot.roles) }),
    ...(snapshot.logGroups === undefined ? {} : { logGroups: set(snapshot.logGroups) }),
    ...(snapshot.resources === undefined ? {} : { resources: set(snapshot.resources) }),
  };
}

const withoutUndefined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
