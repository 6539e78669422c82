import type { ManagementAccount } from './management-account.ts';
import type { PolicyDocument } from './policy.ts';
import type { Resource } from './resource.ts';

/** An organization as collected: plain data, with its Gaps. */
export interface Snapshot {
  readonly schema: 'indelible/snapshot@1';
  /** When it was read: ISO 8601, UTC. */
  readonly readAt: string;
  /** The ARN that read it. */
  readonly readBy: string;
  readonly partition: string;
  readonly organization: Organization;
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly accounts: readonly Account[];
  readonly policies: readonly OrganizationPolicy[];
  readonly trails: readonly Trail[];
  readonly logBuckets: readonly LogBucket[];
  /** Keys that log files are encrypted with. Absent, as every optional list here: not read. */
  readonly keys?: readonly KmsKey[];
  /** Roles that policies name, and those whose trust policy lets others in. */
  readonly roles?: readonly Role[];
  readonly logGroups?: readonly LogGroup[];
  /** What else the record and its alarms depend on. */
  readonly resources?: readonly Resource[];
  readonly managementAccount?: ManagementAccount;
  /** Those that nobody has answered yet. No verdict depends on them: anybody may invite any account at any time. */
  readonly handshakes?: readonly Handshake[];
  readonly gaps: readonly Gap[];
  /** How it was read. Absent in a file that somebody wrote. */
  readonly provenance?: Provenance;
}

export interface Provenance {
  readonly version: string;
  readonly depth: Depth;
  /** Calls made, by operation, such as `S3:GetBucketPolicy`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Where each answer of AWS is recorded. Absent: they were not, or the Snapshot is redacted. */
  readonly answers?: AnswersFile;
}

/** One answer a line, with AWS's id of the request and the SHA-256 of its body. */
export interface AnswersFile {
  /** Its name, in the folder that the Snapshot was written to. */
  readonly file: string;
  readonly count: number;
  /** Of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/** How far a collection goes: the organization alone, with the accounts that own its logs, or every account. */
export type Depth = 'organization' | 'logs' | 'full';

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** Policy types enabled at the root, in AWS's names: `SERVICE_CONTROL_POLICY`, … */
  readonly policyTypes: readonly string[];
  /** Who administers what on behalf of the management account. Absent: not read. */
  readonly delegatedAdministrators?: readonly DelegatedAdministrator[];
  /** Hands policy administration to member accounts: the organization's resource policy. `none`: there is none. */
  readonly delegationPolicy?: PolicyDocument | 'none';
  /** Whether member accounts' root sessions can be had with sts:AssumeRoot. Absent: not read. */
  readonly rootAccess?: boolean;
  /** Service principals with trusted access, such as `cloudtrail.amazonaws.com`. Absent: not read. */
  readonly trustedAccess?: readonly string[];
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
export interface DelegatedAdministrator {
  readonly servicePrincipal: string;
  readonly accountId: string;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Handshake.html */
export interface Handshake {
  readonly id: string;
  readonly arn: string;
  /** `INVITE`, `ENABLE_ALL_FEATURES`, `APPROVE_ALL_FEATURES`, `TRANSFER_RESPONSIBILITY`, … */
  readonly action: string;
  readonly state: 'REQUESTED' | 'OPEN';
  /** `ACCOUNT`, `ORGANIZATION` or `EMAIL`, with its id. */
  readonly parties: readonly { readonly id: string; readonly type: string }[];
  /** ISO 8601, UTC. */
  readonly expiresAt?: string;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly parentId: string;
}

export interface Account {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
  readonly parentId: string;
}

export interface OrganizationPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly kind: 'scp' | 'rcp';
  readonly awsManaged: boolean;
  readonly document: PolicyDocument;
  /** The text as stored: quotas count its characters. */
  readonly content: string;
  /** Roots, organizational units and accounts it is attached to. */
  readonly targets: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  /** The account in its ARN: for an organization trail, the management account. */
  readonly accountId: string;
  readonly homeRegion: string;
  readonly bucketName: string;
  readonly keyPrefix?: string;
  readonly multiRegion: boolean;
  readonly organizationTrail: boolean;
  readonly includeGlobalServiceEvents: boolean;
  readonly logFileValidation: boolean;
  readonly kmsKeyArn?: string;
  readonly logGroupArn?: string;
  /** The role as which CloudTrail writes to the log group. Absent, where there is a log group: not read. */
  readonly logRoleArn?: string;
  readonly snsTopicArn?: string;
  /** Whether Insights events are recorded. */
  readonly insights?: boolean;
  readonly tags?: Tags;
  readonly logging: boolean;
  /** AWS's error codes of what the trail could not deliver at its last attempt. */
  readonly deliveryErrors?: Readonly<Partial<Record<Delivery, string>>>;
  /** As AWS answers GetEventSelectors: kept to be put back unchanged. */
  readonly eventSelectors?: readonly unknown[];
  readonly advancedEventSelectors?: readonly unknown[];
}

/** What a trail delivers, and where: files into its bucket, events into its log group, notices to its topic. */
export type Delivery = 'logFiles' | 'digestFiles' | 'logGroup' | 'topic';

export interface LogBucket {
  readonly name: string;
  readonly arn: string;
  /** Absent when the reader could not tell. */
  readonly accountId?: string;
  readonly region: string;
  readonly versioning: 'Enabled' | 'Suspended' | 'Off';
  readonly policy?: PolicyDocument;
  /** Before `AWSLogs/`, without a slash at its end. */
  readonly keyPrefix?: string;
  /** One stored object, as an attack on objects needs it: of the log files looked at the least locked, or a drill's decoy. */
  readonly sample?: { readonly key: string; readonly versionId?: string };
  /** Absent, as every optional setting below: not read. */
  readonly objectLock?: ObjectLock | 'off';
  /** The weakest among the stored log files that were looked at, which are a sample; for those that follow, the default of `objectLock` counts. */
  readonly retention?: Retention | 'none';
  readonly mfaDelete?: boolean;
  readonly lifecycle?: readonly LifecycleRule[];
  readonly accessPoints?: readonly AccessPoint[];
  /** Grants to others than the owner; no grant counts while `ownership` is BucketOwnerEnforced. */
  readonly acl?: readonly AclGrant[];
  readonly ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
  /** Whether RestrictPublicBuckets and BlockPublicPolicy are on, for the bucket or its account. */
  readonly publicAccessBlock?: boolean;
  /** On the stored log file that `sample` names. Absent as well where those looked at differ. */
  readonly legalHold?: boolean;
  /** Likewise: an event hold of Object Lock, whose retention starts once it is released. */
  readonly eventHold?: boolean;
  /** ARNs of topics, queues and functions that are told of new objects; `eventbridge` for the default event bus. */
  readonly notifies?: readonly string[];
  /** ARNs of the buckets that it replicates to. */
  readonly replicatesTo?: readonly string[];
  /** The role as which S3 replicates. */
  readonly replicationRoleArn?: string;
  /** Name of the bucket that holds its server access logs; `off`. */
  readonly accessLogs?: string;
  /** Of its default encryption, where that is a customer managed key. */
  readonly kmsKeyArn?: string;
  readonly stored?: StoredFolders;
  readonly tags?: Tags;
}

/** What stands in a bucket, by the folders that services and others write to. */
export interface StoredFolders {
  /**
   * Of the services that deliver for accounts one of each name, such as `AWSLogs/<account>/Config/`; beside these, what
   * stands at the bucket's top. `/`: objects there in no folder.
   */
  readonly folders: readonly string[];
  /** False: there are more accounts, or more folders at its top, than were looked at. */
  readonly whole: boolean;
}

export type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export interface ObjectLock {
  readonly default?: { readonly mode: RetentionMode; readonly days: number };
}

export interface Retention {
  readonly mode: RetentionMode;
  /** ISO 8601, UTC. */
  readonly until: string;
}

export type RetentionMode = 'GOVERNANCE' | 'COMPLIANCE';

/** As far as it matters here: whether it expires objects, and which tag chooses them. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly expires: boolean;
  readonly tag?: { readonly key: string; readonly value: string };
}

export interface AccessPoint {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly policy?: PolicyDocument;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
export interface AclGrant {
  /** An account id where it is known, else a canonical user id; `AllUsers` and `AuthenticatedUsers` for the groups. */
  readonly grantee: string;
  readonly permission: 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export interface KmsKey {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly enabled: boolean;
  /** ISO 8601, UTC: when it is gone, and all that it encrypts is lost. Absent: no deletion is scheduled. */
  readonly deletionDate?: string;
  /** Whether its material is replaced by itself each period; absent where keys of its kind cannot, too. */
  readonly rotation?: boolean;
  readonly policy?: PolicyDocument;
  readonly grants?: readonly KmsGrant[];
  /** Names such as `alias/logs`. */
  readonly aliases?: readonly string[];
  readonly origin?: 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  readonly keyStoreId?: string;
  readonly tags?: Tags;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface KmsGrant {
  readonly grantId: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly operations: readonly string[];
}

export interface Role {
  /** With its path. */
  readonly arn: string;
  readonly accountId: string;
  readonly trust: PolicyDocument;
  /** Its identity policies. Absent: not read, and taken for full access. */
  readonly policies?: readonly PolicyDocument[];
  /** Absent: none is set. */
  readonly boundary?: PolicyDocument;
  /** ARNs of customer managed policies attached to it. Absent: not read. */
  readonly managedPolicies?: readonly string[];
  readonly tags?: Tags;
}

/** A log group that a trail also delivers to. */
export interface LogGroup {
  readonly name: string;
  /** Without `:*` at its end. */
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly deletionProtection?: boolean;
  readonly metricFilters?: readonly string[];
  readonly subscriptionFilters?: readonly string[];
  /** Where that is a customer managed key. */
  readonly kmsKeyArn?: string;
}

/** One stored object version of a log bucket. */
export interface LogObject {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly accountId?: string;
  readonly key: string;
  readonly versionId?: string;
}

/**
 * A log file of each bucket: a stored one where one is known, else one as CloudTrail would name it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export function logFileOf(bucket: LogBucket): LogObject {
  const prefix = bucket.keyPrefix === undefined ? '' : `${bucket.keyPrefix}/`;
  const key = `${prefix}AWSLogs/${bucket.accountId ?? ''}/CloudTrail/${bucket.region}/log.json.gz`;
  return objectOf(
    bucket,
    bucket.sample ?? { key, ...(bucket.versioning === 'Off' ? {} : { versionId: 'v' }) },
  );
}

/** How the ARNs of an object's neighbours begin, which are log files like it: its bucket's, below the trail's prefix. */
export function logFilesUnder({ bucketArn, key }: LogObject): string {
  const end = key.indexOf(LOG_FILES) + LOG_FILES.length;
  return key.includes(LOG_FILES) ? `${bucketArn}/${key.slice(0, end)}` : `${bucketArn}/`;
}

const LOG_FILES = 'AWSLogs/';

function objectOf(bucket: LogBucket, object: NonNullable<LogBucket['sample']>): LogObject {
  return {
    bucketName: bucket.name,
    bucketArn: bucket.arn,
    ...(bucket.accountId === undefined ? {} : { accountId: bucket.accountId }),
    ...object,
  };
}

/** Something that could not be read, and the permission that was missing. Verdicts that depend on it are `unknown`. */
export interface Gap {
  readonly resource: string;
  readonly action: string;
  readonly code: string;
  readonly message: string;
}

/** Whether it hides roles: from the account that its resource names. */
export const isOfRoles = ({ action }: Gap): boolean =>
  (action.startsWith('iam:') && !NOT_OF_ROLES.has(action.slice('iam:'.length))) ||
  action === 'sts:AssumeRole';

const NOT_OF_ROLES: ReadonlySet<string> = new Set([
  'GetAccountSummary',
  'GetLoginProfile',
  'ListAccessKeys',
  'ListInstanceProfiles',
  'ListMFADevices',
  'ListOpenIDConnectProviders',
  'ListOrganizationsFeatures',
  'ListSAMLProviders',
  'ListVirtualMFADevices',
]);
