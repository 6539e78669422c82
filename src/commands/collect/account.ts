import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { concurrently, type Reading } from '../../aws/reading.ts';
import type { ManagementAccount } from '../../model/management-account.ts';
import { many } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import type { Gap, Handshake, Organization, Role, Snapshot, Trail } from '../../model/snapshot.ts';
import { collectRegions } from '../../services/account/collect.ts';
import { collectStacks } from '../../services/cloudformation/collect.ts';
import { collectTrails } from '../../services/cloudtrail/collect.ts';
import { collectChannels } from '../../services/cloudtrail/collect-channels.ts';
import { collectEventDataStores } from '../../services/cloudtrail/collect-event-data-stores.ts';
import { collectPipelines } from '../../services/codepipeline/collect.ts';
import { collectRecorders } from '../../services/config/collect.ts';
import { collectLandingZones } from '../../services/controltower/collect.ts';
import { collectInstances } from '../../services/ec2/collect.ts';
import { collectContainers } from '../../services/ecs/collect.ts';
import { collectRules } from '../../services/events/collect.ts';
import { collectDeliveryStreams } from '../../services/firehose/collect.ts';
import { collectDetectors } from '../../services/guardduty/collect.ts';
import { collectRoles } from '../../services/iam/collect.ts';
import { collectInstanceProfiles } from '../../services/iam/collect-instance-profiles.ts';
import { collectProviders } from '../../services/iam/collect-providers.ts';
import { collectSignIn } from '../../services/iam/collect-sign-in.ts';
import { collectStreams } from '../../services/kinesis/collect.ts';
import { collectFunctions } from '../../services/lambda/collect.ts';
import { collectAlarms } from '../../services/monitoring/collect.ts';
import { collectReceivedHandshakes } from '../../services/organizations/collect-handshakes.ts';
import { collectTrustAnchors } from '../../services/rolesanywhere/collect.ts';
import { collectMultiRegionAccessPoints } from '../../services/s3/collect-account-resources.ts';
import { collectDataLakes } from '../../services/securitylake/collect.ts';
import { collectPermissionSets } from '../../services/sso/collect.ts';

/** What one account holds that has to be looked for; the rest is found by the names in it. */
export interface AccountPart {
  readonly accountId: string;
  /** In which it was read. */
  readonly regions: readonly string[];
  readonly trails: readonly Trail[];
  readonly roles: readonly Role[];
  readonly resources: readonly Resource[];
  /** That others have sent it. */
  readonly handshakes: readonly Handshake[];
  /** Of the management account: who can sign in there. */
  readonly signIn?: ManagementAccount;
  readonly gaps: Snapshot['gaps'];
  /** The session that read it, for what it names. */
  readonly access?: AwsAccess;
}

const REGIONAL = [
  collectEventDataStores,
  collectChannels,
  collectRules,
  collectAlarms,
  collectFunctions,
  collectDetectors,
  collectRecorders,
  collectStacks,
  collectStreams,
  collectDeliveryStreams,
  collectDataLakes,
] as const;

/**
 * What matters in a member account as a way to act as one of its roles: looked for where a role lets the service in.
 * The management account is to run nothing at all.
 */
const ACTING = [
  { as: 'ec2', read: collectInstances },
  { as: 'ecs-tasks', read: collectContainers },
  { as: 'codepipeline', read: collectPipelines },
  { as: 'rolesanywhere', read: collectTrustAnchors },
] as const;

const AT_ONCE = 4;

/** In every Region that is enabled for the account; in the given ones where nobody may say which those are. */
export async function readAccount(
  access: AwsAccess,
  otherwise: readonly string[],
  organization: Organization,
  knownTrails: readonly Trail[] = [],
): Promise<AccountPart> {
  const { managementAccountId } = organization;
  const managing = access.caller.accountId === managementAccountId;
  const [enabled, trails, roles, signIn, handshakes, ...global] = await Promise.all([
    collectRegions(access),
    collectTrails(access, knownTrails),
    collectRoles(access),
    managing ? collectSignIn(access) : { value: undefined, gaps: [] },
    collectReceivedHandshakes(access),
    collectProviders(access),
    collectMultiRegionAccessPoints(access),
  ]);
  const regions = enabled.value ?? otherwise;
  const letsIn = (service: string): boolean =>
    managing || roles.gaps.length > 0 || roles.value.some(({ trust }) => mayAct(trust, service));
  const regional = [
    ...REGIONAL,
    ...ACTING.filter(({ as }) => letsIn(as)).map(({ read }) => read),
    ...(administersSignIn(access, organization) ? [permissionSets(organization)] : []),
  ];
  const places = regions.flatMap((region) => regional.map((read) => ({ region, read })));
  const [zones, readings] = await Promise.all([
    managing ? collectLandingZones(access, regions) : { value: [], gaps: [] },
    concurrently(places, ({ region, read }) => read(inRegion(access, region)), AT_ONCE),
  ]);
  const resources = await withRoles(
    access,
    [...global, zones, ...readings].flatMap(({ value }) => value),
  );
  const parts = [enabled, trails, roles, signIn, handshakes, ...global, zones, ...readings, resources];
  const gaps: readonly Gap[] = parts.flatMap((reading) => reading.gaps);
  return {
    accountId: access.caller.accountId,
    regions,
    trails: trails.value,
    roles: roles.value,
    resources: resources.value,
    handshakes: handshakes.value ?? [],
    ...(signIn.value === undefined ? {} : { signIn: signIn.value }),
    gaps,
    access,
  };
}

const mayAct = ({ Statement }: Role['trust'], service: string): boolean =>
  many(Statement).some(
    ({ Effect, Principal = '*' }) =>
      Effect === 'Allow' &&
      (Principal === '*' || many(Principal.Service ?? []).some((name) => name.startsWith(`${service}.`))),
  );

/** An instance acts as the role of its profile. */
async function withRoles(
  access: AwsAccess,
  resources: readonly Resource[],
): Promise<Reading<readonly Resource[]>> {
  const profileOf = ({ type, concerns = [] }: Resource): string | undefined =>
    type === 'AWS::EC2::Instance' ? concerns[0] : undefined;
  if (resources.every((one) => profileOf(one) === undefined)) return { value: resources, gaps: [] };
  const { value: roles, gaps } = await collectInstanceProfiles(access);
  const value = resources.map((one) => {
    const roleArn = roles?.get(profileOf(one) ?? '');
    return roleArn === undefined ? one : { ...one, roleArn };
  });
  return { value, gaps };
}

/** Nobody else sees the organization's instance of IAM Identity Center. */
const administersSignIn = (
  { caller: { accountId: caller } }: AwsAccess,
  { managementAccountId, delegatedAdministrators = [] }: Organization,
): boolean =>
  caller === managementAccountId ||
  delegatedAdministrators.some(
    ({ servicePrincipal, accountId }) => servicePrincipal === 'sso.amazonaws.com' && accountId === caller,
  );

const permissionSets =
  ({ managementAccountId }: Organization) =>
  (access: AwsAccess) =>
    collectPermissionSets(access, managementAccountId);
