import type { Snapshot } from '../../model/snapshot.ts';
import type { Need, Step } from '../../model/technique.ts';

/**
 * Data table: Regions that every account has and none can switch off, in the partition that has others.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const DEFAULT_REGIONS: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

export const isOptIn = (region: string, { partition }: Snapshot): boolean =>
  partition === 'aws' && !DEFAULT_REGIONS.has(region);

/** Switches a Region on or off in the caller's own account. */
export const switchOwn = (
  name: 'EnableRegion' | 'DisableRegion',
  region: string,
  accountId: string,
  partition: string,
): Step => ({
  operation: `account:${name}`,
  event: name,
  needs: [
    {
      action: `account:${name}`,
      resource: `arn:${partition}:account::${accountId}:account`,
      context: { 'account:TargetRegion': region },
    },
  ],
  input: { RegionName: region },
  as: { kind: 'account', accountId },
});

/** The same in a member account, from the management account or one that it delegates to. */
export const switchMembers = (
  name: 'EnableRegion' | 'DisableRegion',
  region: string,
  accountId: string,
  { partition, organization }: Snapshot,
  granted: Pick<Need, 'serviceGrants'> = {},
): Step => ({
  operation: `account:${name}`,
  event: name,
  needs: [
    {
      action: `account:${name}`,
      resource: `arn:${partition}:account::${organization.managementAccountId}:account/${organization.id}/${accountId}`,
      context: { 'account:TargetRegion': region },
      ...granted,
    },
  ],
  input: { AccountId: accountId, RegionName: region },
});
