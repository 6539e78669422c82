import type { PolicyDocument } from './policy.ts';

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
  readonly gaps: readonly Gap[];
}

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** Policy types enabled at the root, in AWS's names: `SERVICE_CONTROL_POLICY`, … */
  readonly policyTypes: readonly string[];
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
  readonly logging: boolean;
  /** As AWS answers GetEventSelectors: kept to be put back unchanged. */
  readonly eventSelectors?: readonly unknown[];
  readonly advancedEventSelectors?: readonly unknown[];
}

export interface LogBucket {
  readonly name: string;
  readonly arn: string;
  /** Absent when the reader could not tell. */
  readonly accountId?: string;
  readonly region: string;
  readonly versioning: 'Enabled' | 'Suspended' | 'Off';
  readonly policy?: PolicyDocument;
  /** One stored object, as an attack on objects needs it: the newest log file, or a drill's decoy. */
  readonly sample?: { readonly key: string; readonly versionId?: string };
}

/** One stored object version of a log bucket. */
export interface LogObject {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly accountId?: string;
  readonly key: string;
  readonly versionId?: string;
}

/** The object of a log bucket that attacks on objects aim at, if one is known. */
export function sampleOf(bucket: LogBucket): readonly LogObject[] {
  if (bucket.sample === undefined) return [];
  return [
    {
      bucketName: bucket.name,
      bucketArn: bucket.arn,
      ...(bucket.accountId === undefined ? {} : { accountId: bucket.accountId }),
      ...bucket.sample,
    },
  ];
}

/** Something that could not be read, and the permission that was missing. Verdicts that depend on it are `unknown`. */
export interface Gap {
  readonly resource: string;
  readonly action: string;
  readonly code: string;
  readonly message: string;
}
