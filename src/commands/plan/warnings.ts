import type { Found } from './find-trail.ts';
import type { Sight } from './sight.ts';

export interface Warning {
  readonly reason:
    | 'trail-not-seen'
    | 'bucket-differs'
    | 'bucket-in-management'
    | 'bucket-outside-target'
    | 'bucket-unversioned';
  readonly parameters: Readonly<Record<string, string>>;
}

/** What makes the plan protect less than it seems to. */
export async function warningsOf(
  { trail, trailName, bucketName: bucket }: Found,
  sight: Sight,
  management: string,
): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  if (trail === undefined) warnings.push({ reason: 'trail-not-seen', parameters: { trail: trailName } });
  else if (trail.bucketName !== bucket) {
    const parameters = { trail: trailName, bucket, actual: trail.bucketName };
    warnings.push({ reason: 'bucket-differs', parameters });
  }
  const seen = await sight.bucket(bucket);
  if (seen === undefined) warnings.push({ reason: 'bucket-outside-target', parameters: { bucket } });
  if (seen?.accountId === management) {
    warnings.push({ reason: 'bucket-in-management', parameters: { bucket, account: management } });
  }
  // The guards leave PutObject to whoever else writes into the bucket.
  if (seen !== undefined && seen.versioning !== 'Enabled') {
    warnings.push({ reason: 'bucket-unversioned', parameters: { bucket } });
  }
  return warnings;
}
