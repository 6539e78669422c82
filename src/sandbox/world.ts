import type { Policy } from '../model/policy.ts';
import type { Handshake, KmsKey, LogBucket, LogGroup } from '../model/snapshot.ts';
import type { EventRecord } from './event-record.ts';
import type { Resources } from './resources.ts';

/** Everything that the sandbox remembers. One process, one World; operations change it in place. */
export interface World {
  readonly partition: string;
  readonly clock: Clock;
  readonly organization: OrganizationState;
  /** By account id; accounts outside the organization too. */
  readonly accounts: Map<string, AccountState>;
  /** By access key id: long-lived keys, role sessions and root keys. */
  readonly credentials: Map<string, Credential>;
  /** By bucket name. */
  readonly buckets: Map<string, BucketState>;
  /** By trail ARN. */
  readonly trails: Map<string, TrailState>;
  /** By ARN, as a Snapshot has them; replaced when something changes. */
  readonly keys: Map<string, KmsKey>;
  readonly logGroups: Map<string, LogGroup>;
  readonly resources: Resources;
}

/** Settings of a bucket that only answer what was read: they do nothing here. */
export type BucketSettings = Pick<LogBucket, (typeof SETTINGS)[number]>;

export const SETTINGS = [
  'acl',
  'ownership',
  'accessPoints',
  'notifies',
  'replicatesTo',
  'replicationRoleArn',
  'accessLogs',
  'kmsKeyArn',
  'tags',
  'mfaDelete',
  'eventHold',
] as const;

/** The World's time. Signatures alone are checked against wall time. */
export interface Clock {
  readonly now: () => Date;
  readonly set: (time: Date) => void;
  readonly advance: (milliseconds: number) => void;
}

export interface OrganizationState {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  readonly root: { readonly id: string; readonly arn: string; readonly name: string };
  readonly units: Map<string, UnitState>;
  readonly policies: Map<string, OrganizationPolicyState>;
  /** Target (root, organizational unit or account id) to policy ids, in the order of attachment. */
  readonly attachments: Map<string, string[]>;
  /** AWS's names: `SERVICE_CONTROL_POLICY`, `RESOURCE_CONTROL_POLICY`. */
  readonly policyTypes: Set<string>;
  /** Service principals with trusted access. */
  readonly trustedServices: Set<string>;
  /** Service principal to the accounts registered as its delegated administrators. */
  readonly delegatedAdministrators: Map<string, Set<string>>;
  /** Whether root sessions of member accounts can be had. */
  readonly rootAccess: boolean;
  /** As a Snapshot has them: its own, and those that others sent its accounts. */
  readonly handshakes: readonly Handshake[];
  /** Hands policy administration to member accounts. */
  resourcePolicy: { readonly id: string; readonly text: string; readonly policy: Policy } | undefined;
}

export interface UnitState {
  readonly id: string;
  readonly arn: string;
  name: string;
  readonly parentId: string;
}

export interface OrganizationPolicyState {
  readonly id: string;
  readonly arn: string;
  name: string;
  description: string;
  readonly type: string;
  readonly awsManaged: boolean;
  content: string;
  /** What evaluation uses; replaced, never changed in place, so that compiled policies stay right. */
  policy: Policy;
  readonly tags: Map<string, string>;
}

export interface AccountState {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  readonly joinedAt: Date;
  /** Root or organizational unit; `undefined` outside the organization. */
  parentId: string | undefined;
  readonly canonicalUserId: string;
  /** By lower-cased name: IAM names are unique case-insensitively. */
  readonly users: Map<string, UserState>;
  readonly roles: Map<string, RoleState>;
  /** Customer managed policies by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicyState>;
  /** Root's. */
  readonly mfa: 'none' | 'virtual' | 'not-virtual';
  /** As IAM keeps the last one. Absent: none was made. */
  credentialReport?: { readonly at: Date; readonly content: string };
  /** S3's for all buckets of the account; absent: none is set. */
  publicAccessBlock?: PublicAccessBlock;
  /** CloudTrail's Event history: management events, oldest first. */
  readonly eventHistory: EventRecord[];
}

export interface PrincipalState {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
  readonly inlinePolicies: Map<string, Policy>;
  /** ARNs of managed policies, AWS's own (`AdministratorAccess`) among them. */
  readonly attachedPolicies: Set<string>;
  boundaryArn: string | undefined;
}

export interface UserState extends PrincipalState {
  /** For the console. */
  readonly password: boolean;
  /** Serial numbers. */
  readonly mfaDevices: readonly string[];
}

export interface RoleState extends PrincipalState {
  trustPolicy: Policy;
  description: string;
  maxSessionSeconds: number;
}

export interface ManagedPolicyState {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: Date;
  description: string;
  /** By version id (`v1`, `v2`, …). */
  readonly versions: Map<string, { readonly policy: Policy; readonly createdAt: Date }>;
  defaultVersionId: string;
}

export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  status: 'Active' | 'Inactive';
  /** The sandbox's own way in, for somebody who has no access key: IAM knows nothing of it. */
  readonly sandboxOnly?: true;
  readonly identity: Identity;
}

export type Identity =
  | { readonly type: 'root'; readonly accountId: string }
  | { readonly type: 'user'; readonly accountId: string; readonly userName: string }
  | {
      readonly type: 'session';
      readonly accountId: string;
      readonly roleArn: string;
      readonly roleName: string;
      /** The role's unique id: a role deleted and made anew does not revive its sessions. */
      readonly roleId: string;
      readonly sessionName: string;
      readonly sessionPolicy?: Policy;
      readonly tags: Readonly<Record<string, string>>;
      readonly issuedAt: Date;
    }
  | {
      readonly type: 'service';
      readonly principal: string;
      readonly sourceArn?: string;
      readonly sourceAccount?: string;
    }
  | { readonly type: 'anonymous' };

export interface BucketState {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Date;
  versioning: 'Enabled' | 'Suspended' | undefined;
  policy: { readonly text: string; readonly policy: Policy } | undefined;
  /** Key to its versions and delete markers, newest first; a key without any is absent. */
  readonly objects: Map<string, ObjectVersion[]>;
  /** Absent: all four settings are on, as in every new bucket; `none` once deleted. */
  publicAccessBlock?: PublicAccessBlock | 'none';
  /** Multipart uploads in progress, by upload id. */
  readonly uploads: Map<string, MultipartUpload>;
  lifecycle: readonly LifecycleRule[] | undefined;
  /** As in a new bucket where one is absent. */
  readonly settings: BucketSettings;
  /** Absent: off. */
  objectLock?: {
    readonly default?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number };
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html, as far as it expires objects. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** All of them. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly expiration?: { readonly days: number } | { readonly date: Date };
  readonly expiredDeleteMarker?: true;
  readonly noncurrent?: { readonly days: number; readonly kept: number };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface MultipartUpload {
  readonly key: string;
  readonly initiated: Date;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** By part number. */
  readonly parts: Map<
    number,
    { readonly body: Uint8Array; readonly etag: string; readonly lastModified: Date }
  >;
}

export interface ObjectVersion {
  /** `null` (the text) where versioning never was on. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  readonly lastModified: Date;
  readonly body: Uint8Array;
  readonly etag: string;
  readonly contentType: string;
  /** Other headers to give back on GetObject: content-encoding, x-amz-meta-…, checksums. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: none. */
  tags?: ReadonlyMap<string, string>;
  legalHold?: boolean;
  /** Object Lock's; absent: none. */
  retention?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly until: Date };
}

export interface TrailState {
  readonly name: string;
  readonly arn: string;
  /** The account in the ARN: for an organization trail, the management account. */
  readonly accountId: string;
  readonly homeRegion: string;
  bucketName: string;
  keyPrefix: string | undefined;
  multiRegion: boolean;
  organizationTrail: boolean;
  includeGlobalServiceEvents: boolean;
  logFileValidation: boolean;
  snsTopicArn: string | undefined;
  kmsKeyId: string | undefined;
  logGroupArn: string | undefined;
  logRoleArn: string | undefined;
  insights: boolean;
  logging: boolean;
  eventSelectors: readonly EventSelector[] | undefined;
  advancedEventSelectors: readonly AdvancedEventSelector[] | undefined;
  readonly tags: Map<string, string>;
  startedAt: Date | undefined;
  stoppedAt: Date | undefined;
  latestDeliveryAt: Date | undefined;
  latestDeliveryAttemptAt: Date | undefined;
  latestDeliveryError: string | undefined;
  /** Recorded and not yet delivered, oldest first. */
  pending: EventRecord[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
export interface EventSelector {
  readonly ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly IncludeManagementEvents: boolean;
  readonly DataResources: readonly { readonly Type: string; readonly Values: readonly string[] }[];
  readonly ExcludeManagementEventSources: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly {
    readonly Field: string;
    readonly Equals?: readonly string[];
    readonly StartsWith?: readonly string[];
    readonly EndsWith?: readonly string[];
    readonly NotEquals?: readonly string[];
    readonly NotStartsWith?: readonly string[];
    readonly NotEndsWith?: readonly string[];
  }[];
}
