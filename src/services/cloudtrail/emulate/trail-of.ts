import type { Context } from '../../../model/policy.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import type { TrailState, World } from '../../../sandbox/world.ts';
import { invalidArn, invalidHomeRegion, notManagement, trailNotFound } from './errors.ts';
import { validName } from './name.ts';

const ARN = /^arn:[a-z0-9-]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+$/;
const isArn = (named: string): boolean => named.startsWith('arn:');

/** The ARN of the trail that an input names by name or ARN, whether it exists or not. */
export function arnOf(call: Call, named: string): string {
  return isArn(named) ? named : (ownTrail(call, named)?.arn ?? arnHere(call, named));
}

const arnHere = ({ world, region, caller }: Call, name: string): string =>
  `arn:${world.partition}:cloudtrail:${region}:${caller.accountId}:trail/${name}`;

/** The call's own trail of that name: of this Region, or else one of all Regions. */
function ownTrail(call: Call, name: string): TrailState | undefined {
  const here = call.world.trails.get(arnHere(call, name));
  if (here) return here;
  return [...call.world.trails.values()].find(
    (trail) => trail.name === name && trail.multiRegion && trail.accountId === call.caller.accountId,
  );
}

/**
 * The call's own permission on the trail. No resource account: CloudTrail asks the caller's own policies, and refuses
 * a member that touches the organization's trail by itself.
 */
export const onTrail =
  (member: 'Name' | 'TrailName') =>
  (call: Call): readonly AuthorizationNeed[] => [needOn(call, text(call.input, member, { max: 512 }))];

export function needOn(call: Call, named: string, context: Context = {}): AuthorizationNeed {
  const resource = arnOf(call, named);
  const tags = call.world.trails.get(resource)?.tags ?? new Map<string, string>();
  const tagged = [...tags].map(([key, value]) => [`aws:ResourceTag/${key}`, value] as const);
  return {
    action: `cloudtrail:${call.operation}`,
    resource,
    context: { ...context, ...Object.fromEntries(tagged) },
  };
}

export const onAnything = (call: Call): readonly AuthorizationNeed[] => [
  { action: `cloudtrail:${call.operation}`, resource: '*' },
];

/** Trails that an account sees: its own, and its organization's. */
export function visibleTrails(world: World, accountId: string | undefined): readonly TrailState[] {
  return [...world.trails.values()].filter((trail) => sees(world, accountId, trail));
}

function sees(world: World, accountId: string | undefined, trail: TrailState): boolean {
  if (trail.accountId === accountId) return true;
  return (
    trail.organizationTrail &&
    accountId !== undefined &&
    world.accounts.get(accountId)?.parentId !== undefined
  );
}

/**
 * A visible trail by its ARN; by its name alone only the account's own of this Region.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
export function findTrail(call: Call, named: string): TrailState | undefined {
  const arn = isArn(named) ? validArn(named) : arnHere(call, validName(named));
  const trail = call.world.trails.get(arn);
  return trail && sees(call.world, call.caller.accountId, trail) ? trail : undefined;
}

function validArn(arn: string): string {
  if (!ARN.test(arn)) throw invalidArn(`${arn} is not the ARN of a trail.`);
  return arn;
}

export function readableTrail(call: Call, member: 'Name' | 'TrailName'): TrailState {
  const named = text(call.input, member, { max: 512 });
  const trail = findTrail(call, named);
  if (trail === undefined) throw trailNotFound(named, call.caller.accountId);
  return trail;
}

/**
 * The trail for a call that changes it: in its home Region, by the account that owns it. Members see their
 * organization's trail and cannot change it; a delegated administrator of CloudTrail can. AWS documents that members
 * are refused and lists `NotOrganizationMasterAccountException` for each of these calls, not which error they get.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export function changeableTrail(call: Call, named: string): TrailState {
  const trail = findTrail(call, named) ?? ownTrail(call, named);
  if (trail === undefined) throw trailNotFound(named, call.caller.accountId);
  if (!owns(call, trail)) throw notManagement();
  if (trail.homeRegion !== call.region) throw invalidHomeRegion(trail.name, trail.homeRegion);
  return trail;
}

export function owns({ world, caller }: Call, trail: TrailState): boolean {
  return (
    trail.accountId === caller.accountId || (trail.organizationTrail && isDelegated(world, caller.accountId))
  );
}

export function isDelegated({ organization }: World, accountId: string | undefined): boolean {
  const delegated = organization.delegatedAdministrators.get('cloudtrail.amazonaws.com');
  return accountId !== undefined && (delegated?.has(accountId) ?? false);
}
