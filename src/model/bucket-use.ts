/** Who, beside CloudTrail, puts objects into a log bucket, and who gets what is in it. */
export interface BucketUse {
  readonly bucket: string;
  readonly writers: readonly BucketUser[];
  readonly readers: readonly BucketUser[];
  /** Permissions of reads that failed, or were not made, and that may have shown others. */
  readonly unread: readonly string[];
}

export interface BucketUser {
  /** As whom they call S3: an ARN, an account, a service principal, `*`. Absent: that is not known. */
  readonly principal?: string;
  readonly by: UseSource;
  /** What tells: a statement of the bucket's policy, the ARN of a resource, a folder. */
  readonly from: string;
  /** What a statement of the policy lets them do at least. */
  readonly action?: string;
  /** Whether a service control policy binds them; `unknown`: some of them perhaps, or nobody knows who they are. */
  readonly bound: 'yes' | 'no' | 'unknown';
}

export type UseSource =
  | 'access-logs'
  | 'access-point'
  | 'acl'
  | 'bucket-policy'
  | 'config'
  | 'firehose'
  | 'flow-log'
  | 'folder'
  | 'load-balancer'
  | 'notification'
  | 'replication';
