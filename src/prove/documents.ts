import type { PolicyDocument } from '../model/policy.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The policies that resources carry, each text once. */
export function resourceDocuments(snapshot: Snapshot): ReadonlyMap<string, PolicyDocument> {
  const { logBuckets, keys = [], roles = [], organization } = snapshot;
  const { delegationPolicy } = organization;
  const distinct = new Map<string, PolicyDocument>();
  const add = (document: PolicyDocument | undefined): void => {
    if (document !== undefined) distinct.set(JSON.stringify(document), document);
  };
  for (const { policy, accessPoints = [] } of logBuckets) {
    add(policy);
    for (const point of accessPoints) add(point.policy);
  }
  for (const { policy } of keys) add(policy);
  for (const { trust } of roles) add(trust);
  if (delegationPolicy !== 'none') add(delegationPolicy);
  return distinct;
}
