import type { BucketState, ObjectVersion } from './world.ts';

const DAY = 86_400_000;

/** Until when a version is locked, and how; `undefined`: it is not, or no longer. */
export function retentionOf(
  { retention }: Pick<ObjectVersion, 'retention'>,
  now: Date,
): ObjectVersion['retention'] {
  return retention !== undefined && retention.until > now ? retention : undefined;
}

/** What the bucket's default gives to a version written now. */
export function defaultRetention({ objectLock }: BucketState, now: Date): ObjectVersion['retention'] {
  const standing = objectLock?.default;
  return standing && { mode: standing.mode, until: new Date(now.getTime() + standing.days * DAY) };
}
