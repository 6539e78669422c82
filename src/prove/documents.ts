import type { Policy, PolicyDocument } from '../model/policy.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The policies that resources carry, each text once, under the name of the first that carries it. */
export function resourcePolicies(snapshot: Snapshot): readonly Policy[] {
  const { logBuckets, keys = [], roles = [], resources = [], organization } = snapshot;
  const { delegationPolicy } = organization;
  const distinct = new Map<string, Policy>();
  const add = (name: string, document: PolicyDocument | undefined): void => {
    if (document === undefined) return;
    const text = JSON.stringify(document);
    if (!distinct.has(text)) distinct.set(text, { name, document });
  };
  for (const { arn, policy, accessPoints = [] } of logBuckets) {
    add(arn, policy);
    for (const point of accessPoints) add(point.arn, point.policy);
  }
  for (const { arn, policy } of keys) add(arn, policy);
  for (const { arn, policy } of resources) add(arn, policy);
  for (const { arn, trust } of roles) add(arn, trust);
  if (delegationPolicy !== 'none') add(organization.arn, delegationPolicy);
  return [...distinct.values()];
}
