import { POLICY_TYPES } from '../model/change.ts';
import type { IamUser } from '../model/management-account.ts';
import type {
  Account,
  LogBucket,
  Organization,
  OrganizationPolicy,
  Role,
  Snapshot,
  Trail,
} from '../model/snapshot.ts';
import { type AdvancedEventSelector, type BucketSettings, type EventSelector, SETTINGS } from './world.ts';
import type {
  WorldAccount,
  WorldBucket,
  WorldFile,
  WorldObject,
  WorldPolicy,
  WorldPrincipal,
  WorldTrail,
  WorldUnit,
} from './world-file.ts';

/**
 * A digital twin: the world that answers as far as the Snapshot knows. What was not read is as AWS makes it.
 */
export function worldFileOf(snapshot: Snapshot): WorldFile {
  const { organization, partition } = snapshot;
  const trails = snapshot.trails.map(trailOf);
  const buckets = [...snapshot.logBuckets.map(bucketOf), ...unreadBuckets(snapshot)];
  return {
    schema: 'indelible/world@1',
    partition,
    organization: { ...organizationOf(organization), handshakes: snapshot.handshakes ?? [] },
    organizationalUnits: unitsOf(snapshot),
    accounts: accountsOf(snapshot, [...buckets, ...trails]),
    policies: snapshot.policies.flatMap((policy) => policyOf(policy, organization)),
    buckets,
    trails,
    keys: snapshot.keys ?? [],
    logGroups: snapshot.logGroups ?? [],
    resources: snapshot.resources ?? [],
  };
}

const organizationOf = (organization: Organization): NonNullable<WorldFile['organization']> => ({
  id: organization.id,
  rootId: organization.rootId,
  policyTypes: organization.policyTypes,
  delegatedAdministrators: (organization.delegatedAdministrators ?? []).map(
    ({ servicePrincipal, accountId }) => ({ service: servicePrincipal, account: accountId }),
  ),
  ...(organization.delegationPolicy === undefined || organization.delegationPolicy === 'none'
    ? {}
    : { delegationPolicy: organization.delegationPolicy }),
  ...(organization.trustedAccess === undefined ? {} : { trustedAccess: organization.trustedAccess }),
  ...(organization.rootAccess === undefined ? {} : { rootAccess: organization.rootAccess }),
});

/** Each below a unit that is already there. */
function unitsOf({ organizationalUnits, organization }: Snapshot): readonly WorldUnit[] {
  const below = (parent: string): readonly WorldUnit[] =>
    organizationalUnits
      .filter(({ parentId }) => parentId === parent)
      .flatMap(({ id, name }) => [
        { id, name, ...(parent === organization.rootId ? {} : { parent }) },
        ...below(id),
      ]);
  return below(organization.rootId);
}

/** Whose owner could not be told. */
const NOBODY = '000000000000';

function accountsOf(
  snapshot: Snapshot,
  owned: readonly { readonly account: string }[],
): readonly WorldAccount[] {
  const inside = snapshot.accounts.map((account) => accountOf(snapshot, account));
  const known = new Set(inside.map(({ id }) => id));
  const others = [
    ...owned.map(({ account }) => account),
    ...(snapshot.roles ?? []).map((role) => role.accountId),
  ];
  const outside = [...new Set(others)].filter((id) => !known.has(id));
  return [
    ...inside,
    ...outside.map((id) => ({ id, name: `outside-${id}`, outside: true, principals: rolesIn(snapshot, id) })),
  ];
}

function accountOf(snapshot: Snapshot, { id, name, email, parentId }: Account): WorldAccount {
  const { managementAccountId, rootId } = snapshot.organization;
  const units = new Set(snapshot.organizationalUnits.map((unit) => unit.id));
  return {
    id,
    name,
    ...(email === '' ? {} : { email }),
    ...(units.has(parentId) ? { ou: parentId } : {}),
    management: id === managementAccountId,
    outside: parentId !== rootId && !units.has(parentId),
    givenRolesOnly: snapshot.roles !== undefined,
    ...(id === managementAccountId ? signInOf(snapshot) : {}),
    principals: [...rolesIn(snapshot, id), ...(id === managementAccountId ? usersIn(snapshot) : [])],
  };
}

const signInOf = ({
  managementAccount = {},
}: Snapshot): Pick<WorldAccount, 'rootMfa' | 'rootAccessKeys'> => ({
  ...(managementAccount.rootMfa === undefined ? {} : { rootMfa: managementAccount.rootMfa }),
  ...(managementAccount.rootAccessKeys === undefined
    ? {}
    : { rootAccessKeys: managementAccount.rootAccessKeys }),
});

/** But for Admin, whom every account of the sandbox has. */
const usersIn = ({ managementAccount }: Snapshot): readonly WorldPrincipal[] =>
  (managementAccount?.users ?? []).map(userOf).filter(({ user }) => user !== 'Admin');

function userOf({ arn, policies, password, accessKeys, mfa }: IamUser): WorldPrincipal {
  const [, path = '/', user = ''] = /:user(\/(?:.+\/)?)([^/]+)$/.exec(arn) ?? [];
  return {
    user,
    path,
    policies: policies ?? ['AdministratorAccess'],
    password: password ?? false,
    accessKeys: accessKeys ?? 0,
    mfa: mfa ?? [],
  };
}

const rolesIn = (snapshot: Snapshot, accountId: string): readonly WorldPrincipal[] =>
  (snapshot.roles ?? []).filter((role) => role.accountId === accountId).map(roleOf);

function roleOf({ arn, trust, policies, boundary, tags }: Role): WorldPrincipal {
  const [, path = '/', role = ''] = /:role(\/(?:.+\/)?)([^/]+)$/.exec(arn) ?? [];
  return {
    role,
    path,
    policies: policies ?? ['AdministratorAccess'],
    trust,
    ...(boundary === undefined ? {} : { boundary }),
    tags: tags ?? {},
  };
}

/** AWS's own full access policy for RCPs stands everywhere and cannot be detached; that for SCPs is FullAWSAccess. */
function policyOf(policy: OrganizationPolicy, { policyTypes }: Organization): readonly WorldPolicy[] {
  const { id, name, kind, document, description, awsManaged, targets } = policy;
  if (awsManaged && kind === 'rcp') return [];
  const enabled = policyTypes.includes(POLICY_TYPES[kind]);
  return [
    {
      ...(awsManaged || id === '' ? {} : { id }),
      name,
      kind,
      document,
      description,
      targets: enabled ? targets : [],
    },
  ];
}

function bucketOf(bucket: LogBucket): WorldBucket {
  const { name, accountId, region, versioning, policy, publicAccessBlock } = bucket;
  return {
    name,
    account: accountId ?? NOBODY,
    region,
    ...(versioning === 'Off' ? {} : { versioning }),
    policy: policy ?? 'none',
    publicAccessBlock: publicAccessBlock ?? true,
    ...lifecycleOf(bucket),
    ...lockOf(bucket),
    settings: settingsOf(bucket),
    objects: objectsIn(bucket),
  };
}

/** The log file that is known, and one object in each other folder. */
function objectsIn(bucket: LogBucket): readonly WorldObject[] {
  const { sample, stored } = bucket;
  const others = (stored?.folders ?? []).filter((folder) => sample?.key.startsWith(folder) !== true);
  return [
    ...(sample === undefined ? [] : [{ key: sample.key, body: 'log file', ...retentionOf(bucket) }]),
    ...others.map((folder) => ({ key: folder === '/' ? 'object' : `${folder}object`, body: 'object' })),
  ];
}

const settingsOf = (bucket: LogBucket): BucketSettings =>
  Object.fromEntries(SETTINGS.flatMap((name) => (bucket[name] === undefined ? [] : [[name, bucket[name]]])));

function lockOf({ objectLock }: LogBucket): Pick<WorldBucket, 'objectLock'> {
  return objectLock === undefined || objectLock === 'off' ? {} : { objectLock: objectLock.default ?? {} };
}

const retentionOf = ({ retention, legalHold }: LogBucket) => ({
  ...(retention === undefined ? {} : { retention }),
  ...(legalHold === undefined ? {} : { legalHold }),
});

/** After how many days a rule expires objects, no Snapshot says. */
function lifecycleOf({ lifecycle = [] }: LogBucket): Pick<WorldBucket, 'lifecycle'> {
  const expiring = lifecycle.filter(({ expires }) => expires);
  if (expiring.length === 0) return {};
  return {
    lifecycle: expiring.map(({ id, enabled, tag }) => ({ id, enabled, days: 1, ...(tag ? { tag } : {}) })),
  };
}

/** A trail's bucket that could not be read: its policy lets CloudTrail in. */
function unreadBuckets({ trails, logBuckets }: Snapshot): readonly WorldBucket[] {
  const known = new Set(logBuckets.map(({ name }) => name));
  const named = new Map(trails.map(({ bucketName, homeRegion }) => [bucketName, homeRegion]));
  return [...named]
    .filter(([name]) => !known.has(name))
    .map(([name, region]) => ({ name, account: NOBODY, region }));
}

/** What a selector leaves out is as AWS takes it: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
const whole = (selector: unknown): EventSelector => ({
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
  ...(selector as Partial<EventSelector>),
});

function trailOf(trail: Trail): WorldTrail & { readonly account: string } {
  const { keyPrefix, kmsKeyArn, logGroupArn, snsTopicArn, eventSelectors, advancedEventSelectors } = trail;
  return {
    name: trail.name,
    account: trail.accountId,
    bucket: trail.bucketName,
    region: trail.homeRegion,
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    organization: trail.organizationTrail,
    multiRegion: trail.multiRegion,
    logFileValidation: trail.logFileValidation,
    includeGlobalServiceEvents: trail.includeGlobalServiceEvents,
    tags: trail.tags ?? {},
    logging: trail.logging,
    ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
    ...(logGroupArn === undefined ? {} : { logGroupArn }),
    ...(trail.logRoleArn === undefined ? {} : { logRoleArn: trail.logRoleArn }),
    ...(snsTopicArn === undefined ? {} : { snsTopicArn }),
    ...(trail.insights === undefined ? {} : { insights: trail.insights }),
    // As AWS answered them: the sandbox keeps them in that form.
    ...(eventSelectors === undefined ? {} : { eventSelectors: eventSelectors.map(whole) }),
    ...(advancedEventSelectors === undefined
      ? {}
      : { advancedEventSelectors: advancedEventSelectors as readonly AdvancedEventSelector[] }),
  };
}
