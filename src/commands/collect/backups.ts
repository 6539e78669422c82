import { inRegion } from '../../aws/access.ts';
import { concurrently, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { collectRecoveryPoints } from '../../services/backup/collect.ts';
import type { AccountPart } from './account.ts';

const AT_ONCE = 8;

/**
 * The backups of the log buckets, in every account that was entered and in each of its Regions: copies are kept where
 * the bucket is not.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html
 */
export async function readBackups(
  parts: readonly AccountPart[],
  bucketArns: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  if (bucketArns.length === 0) return { value: [], gaps: [] };
  const places = parts.flatMap(({ access, regions }) =>
    access === undefined ? [] : regions.map((region) => inRegion(access, region)),
  );
  const read = await concurrently(places, (place) => collectRecoveryPoints(place, bucketArns), AT_ONCE);
  return { value: read.flatMap(({ value }) => value), gaps: read.flatMap(({ gaps }) => gaps) };
}
