import type { Snapshot } from './snapshot.ts';

/** What a file or a collection lists in any order, in one. */
export function inStableOrder(snapshot: Snapshot): Snapshot {
  const by = <T>(all: readonly T[], key: (one: T) => string): readonly T[] =>
    [...all].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
  const { keys, roles, logGroups, resources, handshakes } = snapshot;
  return {
    ...snapshot,
    organizationalUnits: by(snapshot.organizationalUnits, ({ id }) => id),
    accounts: by(snapshot.accounts, ({ id }) => id),
    policies: by(snapshot.policies, ({ arn }) => arn).map((policy) => ({
      ...policy,
      targets: [...policy.targets].sort(),
    })),
    trails: by(snapshot.trails, ({ arn }) => arn),
    logBuckets: by(snapshot.logBuckets, ({ name }) => name),
    ...(keys === undefined ? {} : { keys: by(keys, ({ arn }) => arn) }),
    ...(roles === undefined ? {} : { roles: by(roles, ({ arn }) => arn) }),
    ...(logGroups === undefined ? {} : { logGroups: by(logGroups, ({ arn }) => arn) }),
    ...(resources === undefined ? {} : { resources: by(resources, ({ arn }) => arn) }),
    ...(handshakes === undefined ? {} : { handshakes: by(handshakes, ({ arn }) => arn) }),
    gaps: by(snapshot.gaps, ({ resource, action }) => `${resource} ${action}`),
  };
}
