import type { Actor, Reason, Verdict } from '../../src/model/finding.ts';
import type { ManagementAccount } from '../../src/model/management-account.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { Resource, ResourceType } from '../../src/model/resource.ts';
import type {
  Account,
  DelegatedAdministrator,
  Handshake,
  KmsKey,
  LogBucket,
  LogGroup,
  Organization,
  OrganizationPolicy,
  Role,
  Snapshot,
  Trail,
} from '../../src/model/snapshot.ts';

/** A small organization with known answers, worked out by hand from AWS's documentation. */
export interface World {
  readonly name: string;
  /** Why the answers are what they are. */
  readonly why: string;
  readonly snapshot: Snapshot;
  readonly expect: readonly Expectation[];
}

type OneOf<T> = T | readonly T[];

/** What the worst of all findings of a technique that are about this actor and account says. */
export interface Expectation {
  readonly technique: string;
  readonly actor?: Actor['kind'];
  readonly account?: string;
  readonly direct?: OneOf<Verdict>;
  /** Several: AWS's documentation does not settle which. */
  readonly verdict: OneOf<Verdict>;
  /** Calls of the path. */
  readonly pathLength?: number;
  /** A kind of reason in the proof. */
  readonly reason?: Reason['kind'];
}

export const MANAGEMENT = '111111111111';
export const LOG_ARCHIVE = '222222222222';
export const WORKLOAD = '333333333333';
export const OUTSIDE = '999999999999';

export const ORGANIZATION = 'o-exampleorgid';
export const ROOT = 'r-exam';
export const SECURITY = 'ou-exam-security';
export const WORKLOADS = 'ou-exam-workloads';
export const SANDBOXES = 'ou-exam-sandboxes';

export const BUCKET = 'arn:aws:s3:::amzn-s3-demo-logs';
export const OBJECTS = `${BUCKET}/*`;
export const TRAIL = `arn:aws:cloudtrail:us-east-1:${WORKLOAD}:trail/audit`;
export const ORGANIZATION_TRAIL = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/organization`;
export const KEY = `arn:aws:kms:us-east-1:${LOG_ARCHIVE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export const rootOf = (account: string): string => `arn:aws:iam::${account}:root`;
export const roleOf = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

type Many = string | readonly string[];
type Rest = Partial<Omit<PolicyStatement, 'Effect' | 'Action' | 'Resource'>>;

export const allow = (Action: Many, Resource: Many = '*', rest: Rest = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});
export const deny = (Action: Many, Resource: Many = '*', rest: Rest = {}): PolicyStatement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...rest,
});
/** As in a resource policy or an RCP. */
export const denyAnybody = (Action: Many, Resource: Many = '*', rest: Rest = {}): PolicyStatement =>
  deny(Action, Resource, { Principal: '*', ...rest });
export const document = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

function organizationPolicy(
  kind: 'scp' | 'rcp',
  name: string,
  targets: readonly string[],
  written: PolicyDocument,
): OrganizationPolicy {
  const type = kind === 'scp' ? 'service_control_policy' : 'resource_control_policy';
  return {
    id: `p-${name}`,
    arn: `arn:aws:organizations::${MANAGEMENT}:policy/${ORGANIZATION}/${type}/p-${name}`,
    name,
    description: '',
    kind,
    awsManaged: false,
    document: written,
    content: JSON.stringify(written),
    targets,
  };
}

export const scp = (name: string, targets: readonly string[], ...statements: readonly PolicyStatement[]) =>
  organizationPolicy('scp', name, targets, document(...statements));
export const rcp = (name: string, targets: readonly string[], ...statements: readonly PolicyStatement[]) =>
  organizationPolicy('rcp', name, targets, document(...statements));

/** FullAWSAccess, which AWS attaches everywhere. */
export const fullAccess = (...targets: readonly string[]): OrganizationPolicy => ({
  ...organizationPolicy('scp', 'FullAWSAccess', targets, document(allow('*'))),
  id: 'p-FullAWSAccess',
  arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
  awsManaged: true,
});
export const EVERYWHERE = [ROOT, SECURITY, WORKLOADS, SANDBOXES, LOG_ARCHIVE, WORKLOAD, MANAGEMENT];

const unit = (id: string, name: string) => ({
  id,
  arn: `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION}/${id}`,
  name,
  parentId: ROOT,
});

export const account = (id: string, name: string, parentId: string): Account => ({
  id,
  arn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${id}`,
  name,
  email: `${name}@example.com`,
  status: 'ACTIVE',
  parentId,
});

export const ACCOUNTS: readonly Account[] = [
  account(MANAGEMENT, 'management', ROOT),
  account(LOG_ARCHIVE, 'log-archive', SECURITY),
  account(WORKLOAD, 'workload', WORKLOADS),
];

/** As AWS answers for a trail that nobody narrowed. */
export const EVERY_MANAGEMENT_EVENT = [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
  },
];

export const trail = (rest: Partial<Trail> = {}): Trail => ({
  name: 'audit',
  arn: TRAIL,
  accountId: WORKLOAD,
  homeRegion: 'us-east-1',
  bucketName: 'amzn-s3-demo-logs',
  multiRegion: true,
  organizationTrail: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  insights: false,
  eventSelectors: EVERY_MANAGEMENT_EVENT,
  logging: true,
  ...rest,
});

export const organizationTrail = (): Trail =>
  trail({
    name: 'organization',
    arn: ORGANIZATION_TRAIL,
    accountId: MANAGEMENT,
    organizationTrail: true,
  });

/** CloudTrail may deliver, nobody else is named. */
export const DELIVERY: readonly PolicyStatement[] = [
  allow('s3:GetBucketAcl', BUCKET, { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
  allow('s3:PutObject', OBJECTS, { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
];

export const LOG_FILE = `AWSLogs/${WORKLOAD}/CloudTrail/us-east-1/2026/11/02/${WORKLOAD}_CloudTrail_us-east-1_20261102T0000Z_0123456789abcdef.json.gz`;

export const bucket = (rest: Partial<LogBucket> = {}): LogBucket => ({
  name: 'amzn-s3-demo-logs',
  arn: BUCKET,
  accountId: LOG_ARCHIVE,
  region: 'us-east-1',
  versioning: 'Enabled',
  policy: document(...DELIVERY),
  sample: { key: LOG_FILE, versionId: 'v1' },
  objectLock: 'off',
  retention: 'none',
  mfaDelete: false,
  lifecycle: [],
  accessPoints: [],
  acl: [],
  ownership: 'BucketOwnerEnforced',
  publicAccessBlock: true,
  legalHold: false,
  notifies: [],
  replicatesTo: [],
  accessLogs: 'off',
  stored: { folders: [`AWSLogs/${WORKLOAD}/CloudTrail/`], whole: true },
  tags: {},
  ...rest,
});

/** Its policy is the default one: the account's identity policies decide. */
export const key = (rest: Partial<KmsKey> = {}): KmsKey => ({
  arn: KEY,
  accountId: LOG_ARCHIVE,
  region: 'us-east-1',
  enabled: true,
  policy: document(allow('kms:*', '*', { Principal: { AWS: rootOf(LOG_ARCHIVE) } })),
  grants: [],
  aliases: [],
  origin: 'AWS_KMS',
  tags: {},
  ...rest,
});

export const role = (accountId: string, name: string, trust: PolicyStatement['Principal']): Role => ({
  arn: roleOf(accountId, name),
  accountId,
  trust: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...(trust && { Principal: trust }) }],
  },
  tags: {},
});

/** Named by the end of its ARN, and at home where that says. */
export function resource(type: ResourceType, arn: string, rest: Partial<Resource> = {}): Resource {
  const [, , , region = '', accountId = '', ...named] = arn.split(':');
  return { type, arn, name: named.join(':').split(/[/:]/).at(-1) ?? '', accountId, region, ...rest };
}

export interface Parts {
  readonly policies?: readonly OrganizationPolicy[];
  /** Where FullAWSAccess is attached; everywhere if not given. */
  readonly full?: readonly string[];
  readonly accounts?: readonly Account[];
  readonly trails?: readonly Trail[];
  readonly buckets?: readonly LogBucket[];
  readonly keys?: readonly KmsKey[];
  readonly roles?: readonly Role[];
  readonly logGroups?: readonly LogGroup[];
  readonly resources?: readonly Resource[];
  readonly policyTypes?: readonly string[];
  readonly delegatedAdministrators?: readonly DelegatedAdministrator[];
  readonly delegationPolicy?: PolicyDocument;
  readonly rootAccess?: boolean;
  readonly trustedAccess?: readonly string[];
  readonly managementAccount?: ManagementAccount;
  readonly handshakes?: readonly Handshake[];
}

/** A complete Snapshot: management, log archive and one workload account, each with FullAWSAccess, a trail, a bucket. */
export function organization(parts: Parts = {}): Snapshot {
  return {
    schema: 'indelible/snapshot@1',
    readAt: '2026-11-02T00:00:00Z',
    readBy: roleOf(MANAGEMENT, 'Reader'),
    partition: 'aws',
    organization: organizationOf(parts),
    organizationalUnits: [
      unit(SECURITY, 'Security'),
      unit(WORKLOADS, 'Workloads'),
      unit(SANDBOXES, 'Sandboxes'),
    ],
    accounts: parts.accounts ?? ACCOUNTS,
    policies: [fullAccess(...(parts.full ?? EVERYWHERE)), ...(parts.policies ?? [])],
    trails: parts.trails ?? [trail()],
    logBuckets: parts.buckets ?? [bucket()],
    keys: parts.keys ?? [],
    roles: parts.roles ?? [],
    logGroups: parts.logGroups ?? [],
    resources: parts.resources ?? [],
    ...(parts.managementAccount === undefined ? {} : { managementAccount: parts.managementAccount }),
    ...(parts.handshakes === undefined ? {} : { handshakes: parts.handshakes }),
    gaps: [],
  };
}

function organizationOf(parts: Parts): Organization {
  return {
    id: ORGANIZATION,
    arn: `arn:aws:organizations::${MANAGEMENT}:organization/${ORGANIZATION}`,
    managementAccountId: MANAGEMENT,
    rootId: ROOT,
    policyTypes: parts.policyTypes ?? ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    delegatedAdministrators: parts.delegatedAdministrators ?? [],
    delegationPolicy: parts.delegationPolicy ?? 'none',
    rootAccess: parts.rootAccess ?? false,
    trustedAccess: parts.trustedAccess ?? [],
  };
}

/** Nobody leaves: neither into nowhere nor straight into another organization, and no root closes an account. */
export const NO_LEAVING = deny(
  ['organizations:LeaveOrganization', 'organizations:AcceptHandshake', 'account:CloseAccount'],
  '*',
  { Sid: 'NoLeaving' },
);

/** Everything that changes a trail. */
export const TRAIL_WRITES = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:Put*',
];

/** Everything that changes a bucket or its objects. */
export const BUCKET_WRITES = [
  's3:Delete*',
  's3:Put*',
  's3:Create*',
  's3:Replicate*',
  's3:Restore*',
  's3:Abort*',
  's3:Update*',
  's3:Bypass*',
  's3:ObjectOwnerOverrideToBucketOwner',
];

export const GUARD_TRAILS = deny(TRAIL_WRITES, '*', { Sid: 'GuardTrails' });
export const GUARD_BUCKET = deny(BUCKET_WRITES, [BUCKET, OBJECTS], { Sid: 'GuardBucket' });

type More = Partial<Omit<Expectation, 'technique' | 'actor' | 'account' | 'verdict'>>;

/** An administrator of this account. */
export const admin = (
  accountId: string,
  technique: string,
  verdict: Expectation['verdict'],
  more: More = {},
): Expectation => ({ technique, actor: 'admin', account: accountId, verdict, ...more });

/** Direct and by any path alike. */
export const blocked = (accountId: string, technique: string, reason?: Reason['kind']): Expectation =>
  admin(accountId, technique, 'blocked', { direct: 'blocked', ...(reason && { reason }) });
export const possible = (accountId: string, technique: string): Expectation =>
  admin(accountId, technique, 'possible', { direct: 'possible' });
