import { currentVersion, deleteObject, deleteVersion } from './objects.ts';
import { retentionOf } from './retention.ts';
import type { BucketState, LifecycleRule, ObjectVersion, World } from './world.ts';

const DAY = 86_400_000;

/**
 * Lets S3 delete what the lifecycle rules of every bucket have made due. S3 acts on its own: no policy is asked, and
 * CloudTrail records none of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html
 */
export function expireDue(world: World): void {
  const now = world.clock.now();
  for (const bucket of world.buckets.values()) {
    for (const rule of bucket.lifecycle ?? []) if (rule.enabled) applyRule(bucket, rule, now);
  }
}

function applyRule(bucket: BucketState, rule: LifecycleRule, now: Date): void {
  for (const key of [...bucket.objects.keys()]) {
    if (!key.startsWith(rule.prefix)) continue;
    expireNoncurrent(bucket, key, rule, now);
    expireCurrent(bucket, key, rule, now);
  }
}

/** The current version goes for good only where versioning never was on; else a delete marker hides it. */
function expireCurrent(bucket: BucketState, key: string, rule: LifecycleRule, now: Date): void {
  const current = currentVersion(bucket, key);
  if (current === undefined) return;
  if (!current.deleteMarker) {
    if (isTagged(current, rule) && isExpired(current, rule, now)) deleteObject(bucket, key, now);
    return;
  }
  const alone = bucket.objects.get(key)?.length === 1;
  const due = rule.expiredDeleteMarker === true || isExpired(current, rule, now);
  if (alone && due && rule.tags.length === 0) deleteVersion(bucket, key, current.versionId);
}

/** Counted from when the version's successor was made. A locked version stays. */
function expireNoncurrent(bucket: BucketState, key: string, rule: LifecycleRule, now: Date): void {
  const { noncurrent } = rule;
  if (noncurrent === undefined) return;
  const versions = bucket.objects.get(key) ?? [];
  const due = versions.filter((version, index) => {
    const successor = versions[index - 1];
    if (successor === undefined || index <= noncurrent.kept) return false;
    if (retentionOf(version, now) !== undefined) return false;
    return isTagged(version, rule) && midnightAfter(successor.lastModified, noncurrent.days) <= now.getTime();
  });
  for (const { versionId } of due) deleteVersion(bucket, key, versionId);
}

const isTagged = ({ tags }: ObjectVersion, rule: LifecycleRule): boolean =>
  rule.tags.every(({ key, value }) => tags?.get(key) === value);

function isExpired(version: ObjectVersion, { expiration }: LifecycleRule, now: Date): boolean {
  if (expiration === undefined) return false;
  const due =
    'date' in expiration ? expiration.date.getTime() : midnightAfter(version.lastModified, expiration.days);
  return due <= now.getTime();
}

/** So many days later, rounded up to the next midnight UTC. */
function midnightAfter(time: Date, days: number): number {
  return Math.ceil((time.getTime() + days * DAY) / DAY) * DAY;
}
