import type { Context } from '../../model/policy.ts';
import type { Organization, Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { partitionOf } from './partition.ts';

/** The organization, for what is done to all of it at once. */
export const theOrganization = ({ organization }: Snapshot): readonly Organization[] => [organization];

/** ARN of something in the organization: `root`, `policy`, `resourcepolicy`. */
export const arnIn = ({ arn, managementAccountId, id }: Organization, type: string, name: string): string =>
  `arn:${partitionOf(arn)}:organizations::${managementAccountId}:${type}/${id}/${name}`;

export const rootArnOf = (organization: Organization): string =>
  arnIn(organization, 'root', organization.rootId);

/** One call of AWS Organizations, with the condition keys that the call fixes. */
export const organizationsCall = (
  name: string,
  resource: string,
  input: Step['input'],
  context: Context = {},
): Step => ({
  operation: `organizations:${name}`,
  event: name,
  needs: [{ action: `organizations:${name}`, resource, context }],
  input,
});
