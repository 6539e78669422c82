import type { ManagementAccount, MfaDevice } from '../model/management-account.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import type { Handshake, KmsKey, LogGroup, RetentionMode } from '../model/snapshot.ts';
import type { AdvancedEventSelector, BucketSettings, EventSelector } from './world.ts';

/** A world as a person describes it: what the sandbox starts from. */
export interface WorldFile {
  readonly schema: 'indelible/world@1';
  readonly partition?: string;
  readonly organization?: {
    readonly id?: string;
    readonly rootId?: string;
    /** `SERVICE_CONTROL_POLICY`, `RESOURCE_CONTROL_POLICY`; those of attached policies are enabled anyway. */
    readonly policyTypes?: readonly string[];
    readonly delegatedAdministrators?: readonly WorldDelegate[];
    /** The organization's resource policy, which hands policy administration to member accounts. */
    readonly delegationPolicy?: PolicyDocument;
    /** Service principals. */
    readonly trustedAccess?: readonly string[];
    /** Whether root sessions of member accounts can be had with sts:AssumeRoot. IAM's trusted access comes with it. */
    readonly rootAccess?: boolean;
    /** In a Snapshot's own form. */
    readonly handshakes?: readonly Handshake[];
  };
  readonly organizationalUnits?: readonly WorldUnit[];
  readonly accounts: readonly WorldAccount[];
  readonly policies?: readonly WorldPolicy[];
  readonly buckets?: readonly WorldBucket[];
  readonly trails?: readonly WorldTrail[];
  /** These three in a Snapshot's own form. */
  readonly keys?: readonly KmsKey[];
  readonly logGroups?: readonly LogGroup[];
  readonly resources?: readonly Resource[];
}

/** Trusted access of the service comes with it. */
export interface WorldDelegate {
  /** `cloudtrail.amazonaws.com` */
  readonly service: string;
  /** Name or id. */
  readonly account: string;
}

export interface WorldUnit {
  readonly name: string;
  readonly id?: string;
  /** Name or id of the unit above; the root when absent. */
  readonly parent?: string;
}

export interface WorldAccount {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Name or id of its unit; the root when absent. */
  readonly ou?: string;
  /** True for exactly one. */
  readonly management?: boolean;
  /** True for an account that belongs to no organization. */
  readonly outside?: boolean;
  /** True: neither role `Admin` nor OrganizationAccountAccessRole, but only the roles among `principals`. */
  readonly givenRolesOnly?: boolean;
  /** Of root. None by default. */
  readonly rootMfa?: NonNullable<ManagementAccount['rootMfa']>;
  /** True by default. Without, the sandbox still lets root in. */
  readonly rootAccessKeys?: boolean;
  /** Beside root, user `Admin` and role `Admin`, which every account has. */
  readonly principals?: readonly WorldPrincipal[];
}

export interface WorldPrincipal {
  readonly role?: string;
  readonly user?: string;
  readonly path?: string;
  /** Names of AWS managed policies, and inline documents. */
  readonly policies?: readonly (string | PolicyDocument)[];
  /** A role's trust policy; by default its own account may assume it. */
  readonly trust?: PolicyDocument;
  /** Becomes a managed policy of the account, as a permissions boundary has to be one. */
  readonly boundary?: PolicyDocument;
  readonly tags?: Readonly<Record<string, string>>;
  /** These three of a user: false, 1 and none by default. Without access keys, the sandbox still lets the user in. */
  readonly password?: boolean;
  readonly accessKeys?: number;
  readonly mfa?: readonly MfaDevice[];
}

/** One named FullAWSAccess is AWS's own: it then stands on its `targets` only, instead of everywhere. */
export interface WorldPolicy {
  readonly name: string;
  readonly id?: string;
  readonly kind: 'scp' | 'rcp';
  readonly document: PolicyDocument;
  readonly description?: string;
  /** Names or ids of units and accounts; `root`. */
  readonly targets?: readonly string[];
}

export interface WorldBucket {
  readonly name: string;
  /** Name or id. */
  readonly account: string;
  readonly region?: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  /** By default, what CloudTrail needs to deliver the trails that name this bucket. */
  readonly policy?: PolicyDocument | 'none';
  /** True by default. */
  readonly publicAccessBlock?: boolean;
  readonly lifecycle?: readonly WorldLifecycleRule[];
  /** With versioning only. Without mode and days, new objects are not locked by themselves. */
  readonly objectLock?: { readonly mode?: RetentionMode; readonly days?: number };
  /** What else the bucket answers about itself, in a Snapshot's own form. */
  readonly settings?: BucketSettings;
  readonly objects?: readonly WorldObject[];
}

export interface WorldObject {
  readonly key: string;
  readonly body?: string;
  /** Its own Object Lock, instead of the bucket's. */
  readonly retention?: WorldRetention | 'none';
  readonly legalHold?: boolean;
}

export interface WorldRetention {
  readonly mode: RetentionMode;
  /** ISO 8601, UTC. */
  readonly until: string;
}

export interface WorldLifecycleRule {
  readonly id: string;
  /** Expires what is so old, and previous versions as long after their replacement. */
  readonly days: number;
  readonly enabled?: boolean;
  readonly prefix?: string;
  readonly tag?: { readonly key: string; readonly value: string };
}

export interface WorldTrail {
  readonly name: string;
  /** Name or id. */
  readonly account: string;
  readonly bucket: string;
  readonly region?: string;
  readonly keyPrefix?: string;
  readonly organization?: boolean;
  readonly multiRegion?: boolean;
  readonly logFileValidation?: boolean;
  /** True by default. */
  readonly includeGlobalServiceEvents?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** True by default. */
  readonly logging?: boolean;
  readonly kmsKeyArn?: string;
  readonly logGroupArn?: string;
  readonly logRoleArn?: string;
  readonly snsTopicArn?: string;
  readonly insights?: boolean;
  readonly eventSelectors?: readonly EventSelector[];
  readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
}
