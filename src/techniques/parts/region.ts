import { DEFAULT_REGIONS } from '../../model/region.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Need, Step } from '../../model/technique.ts';

export const isOptIn = (region: string, { partition }: Snapshot): boolean =>
  partition === 'aws' && !DEFAULT_REGIONS.has(region);

type Switch = 'EnableRegion' | 'DisableRegion';

function step(name: Switch, resource: string, input: Step['input'], rest: Partial<Need> = {}): Step {
  const action = `account:${name}`;
  return { operation: action, event: name, needs: [{ action, resource, ...rest }], input };
}

const about = (region: string): Pick<Need, 'context'> => ({ context: { 'account:TargetRegion': region } });

/** Switches on a Region in the caller's own account: any that is off will do, and this stands for it. */
export const enableSome = (accountId: string, partition: string): Step => ({
  ...step('EnableRegion', `arn:${partition}:account::${accountId}:account`, { RegionName: 'ap-east-1' }),
  as: { kind: 'account', accountId },
});

/** Switches this Region off in the caller's own account. */
export const disableOwn = (region: string, accountId: string, partition: string): Step => ({
  ...step(
    'DisableRegion',
    `arn:${partition}:account::${accountId}:account`,
    { RegionName: region },
    about(region),
  ),
  as: { kind: 'account', accountId },
});

/** The same in a member account, from the management account or one that it delegates to. */
export function disableMembers(
  region: string,
  accountId: string,
  { partition, organization }: Snapshot,
  granted: Pick<Need, 'serviceGrants'> = {},
): Step {
  const { id, managementAccountId } = organization;
  return step(
    'DisableRegion',
    `arn:${partition}:account::${managementAccountId}:account/${id}/${accountId}`,
    { AccountId: accountId, RegionName: region },
    { ...about(region), ...granted },
  );
}
