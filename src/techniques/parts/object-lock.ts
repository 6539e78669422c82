import {
  type LogBucket,
  type LogObject,
  logFileOf,
  type Retention,
  type Snapshot,
} from '../../model/snapshot.ts';
import type { Missing, ServiceRefusal } from '../../model/technique.ts';

/** The retention under which the least locked of the sampled log files was when the Snapshot was read. */
export function retentionOf(bucket: LogBucket, { readAt }: Snapshot): Retention | 'none' | Missing {
  if (bucket.objectLock === undefined) {
    return { resource: bucket.arn, action: 's3:GetBucketObjectLockConfiguration' };
  }
  if (bucket.objectLock === 'off') return 'none';
  if (bucket.retention === undefined) {
    return { resource: `${bucket.arn}/${logFileOf(bucket).key}`, action: 's3:GetObjectRetention' };
  }
  if (bucket.retention === 'none') return 'none';
  return Date.parse(bucket.retention.until) > Date.parse(readAt) ? bucket.retention : 'none';
}

/**
 * Why S3 does not let anybody delete a log file, not even the root user: compliance mode.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export function immutability(bucket: LogBucket, snapshot: Snapshot): ServiceRefusal | Missing | undefined {
  const retention = retentionOf(bucket, snapshot);
  if (retention === 'none') return undefined;
  if ('action' in retention) return retention;
  return retention.mode === 'COMPLIANCE' ? { kind: 'immutable', until: retention.until } : undefined;
}

/** Whether a log file can be deleted only by somebody who may bypass its retention: governance mode. */
export function governed(bucket: LogBucket, snapshot: Snapshot): boolean | Missing {
  const retention = retentionOf(bucket, snapshot);
  if (retention === 'none') return false;
  return 'action' in retention ? retention : retention.mode === 'GOVERNANCE';
}

/** The bucket that an object is in, as the Snapshot has it. */
export const bucketOf = ({ bucketArn }: LogObject, { logBuckets }: Snapshot): LogBucket | undefined =>
  logBuckets.find(({ arn }) => arn === bucketArn);

/** As `immutability` of a bucket, for one of its objects. */
export function objectImmutability(
  object: LogObject,
  snapshot: Snapshot,
): ServiceRefusal | Missing | undefined {
  const bucket = bucketOf(object, snapshot);
  return bucket === undefined ? unreadBucket(object) : immutability(bucket, snapshot);
}

/**
 * Why S3 may not let anybody delete a version of a log file: compliance mode, or a legal hold, which no bypass lifts.
 * Each file has a hold of its own: the sample's says nothing of the others.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function legallyKept(object: LogObject, snapshot: Snapshot): ServiceRefusal | Missing | undefined {
  const { bucketArn, key } = object;
  const bucket = bucketOf(object, snapshot);
  const kept = objectImmutability(object, snapshot);
  if (kept !== undefined || bucket?.objectLock === 'off' || bucket?.legalHold === false) return kept;
  const unread = bucket?.legalHold === true ? '*' : key;
  return { resource: `${bucketArn}/${unread}`, action: 's3:GetObjectLegalHold' };
}

/** The same, or an event hold. */
export function undeletable(object: LogObject, snapshot: Snapshot): ServiceRefusal | Missing | undefined {
  const kept = legallyKept(object, snapshot);
  if (kept !== undefined || bucketOf(object, snapshot)?.eventHold !== true) return kept;
  return { resource: `${object.bucketArn}/*`, action: 's3:GetObjectRetention' };
}

/** As `governed` of a bucket, for one of its objects. */
export function objectGoverned(object: LogObject, snapshot: Snapshot): boolean | Missing {
  const bucket = bucketOf(object, snapshot);
  return bucket === undefined ? unreadBucket(object) : governed(bucket, snapshot);
}

const unreadBucket = ({ bucketArn }: LogObject): Missing => ({
  resource: bucketArn,
  action: 's3:GetBucketObjectLockConfiguration',
});
