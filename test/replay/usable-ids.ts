import type { OrganizationPolicy, Snapshot } from '../../src/model/snapshot.ts';

/** Organizations refuses ids that are not of its own form, such as a world written by hand may have. */
export const withUsableIds = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  policies: snapshot.policies.map(withUsableId),
});

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Policy.html */
const USABLE = /^p-[0-9a-zA-Z_]{8,128}$/;

function withUsableId(policy: OrganizationPolicy): OrganizationPolicy {
  if (USABLE.test(policy.id)) return policy;
  const id = `p-${policy.id.slice(2).replaceAll(/\W/g, '_').padEnd(8, '0')}`;
  return { ...policy, id, arn: policy.arn.replace(/[^/]*$/, id) };
}
