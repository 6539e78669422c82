import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import type { TrailState, World } from '../../../sandbox/world.ts';
import { invalidHomeRegion, notManagement, trailNotFound } from './errors.ts';

const ARN = /^arn:[a-z0-9-]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+$/;

/** The ARN of the trail that an input names by name or ARN, whether it exists or not. */
export function arnOf(call: Call, named: string): string {
  if (ARN.test(named)) return named;
  return `arn:${call.world.partition}:cloudtrail:${call.region}:${call.caller.accountId}:trail/${named}`;
}

/**
 * The call's own permission on the trail. No resource account: CloudTrail asks the caller's own policies, and refuses
 * a member that touches the organization's trail by itself.
 */
export const onTrail =
  (member: 'Name' | 'TrailName') =>
  (call: Call): readonly AuthorizationNeed[] => [
    { action: `cloudtrail:${call.operation}`, resource: arnOf(call, text(call.input, member, { max: 512 })) },
  ];

export const onAnything = (call: Call): readonly AuthorizationNeed[] => [
  { action: `cloudtrail:${call.operation}`, resource: '*' },
];

/** Trails that an account sees: its own, and its organization's. */
export function visibleTrails(world: World, accountId: string | undefined): readonly TrailState[] {
  const member = accountId !== undefined && world.accounts.get(accountId)?.parentId !== undefined;
  return [...world.trails.values()].filter(
    (trail) => trail.accountId === accountId || (member && trail.organizationTrail),
  );
}

/** A visible trail by ARN, or by name in this Region, a trail of all Regions being in each. */
export function findTrail(call: Call, named: string): TrailState | undefined {
  return visibleTrails(call.world, call.caller.accountId).find(
    (trail) =>
      trail.arn === named ||
      (trail.name === named && (trail.multiRegion || trail.homeRegion === call.region)),
  );
}

export function readableTrail(call: Call, named: string): TrailState {
  const trail = findTrail(call, named);
  if (trail === undefined) throw trailNotFound(named, call.caller.accountId);
  return trail;
}

/**
 * The trail for a call that changes it: in its home Region, by the account that owns it. Members see their
 * organization's trail and cannot change it; a delegated administrator of CloudTrail can.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export function changeableTrail(call: Call, member: 'Name' | 'TrailName' = 'Name'): TrailState {
  const trail = readableTrail(call, text(call.input, member, { max: 512 }));
  if (!owns(call, trail)) throw notManagement();
  if (trail.homeRegion !== call.region) throw invalidHomeRegion(trail.name, trail.homeRegion);
  return trail;
}

function owns({ world, caller }: Call, trail: TrailState): boolean {
  return (
    trail.accountId === caller.accountId || (trail.organizationTrail && isDelegated(world, caller.accountId))
  );
}

export function isDelegated({ organization }: World, accountId: string | undefined): boolean {
  const delegated = organization.delegatedAdministrators.get('cloudtrail.amazonaws.com');
  return accountId !== undefined && (delegated?.has(accountId) ?? false);
}
