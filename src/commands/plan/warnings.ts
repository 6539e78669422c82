import type { AwsAccess } from '../../aws/access.ts';
import { collectLogBucket, ownsBucket } from '../../services/s3/collect.ts';
import type { Found } from './find-trail.ts';
import type { EnteredAccount } from './read-trails.ts';

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
  { trail, trailName, bucketName }: Found,
  entered: readonly EnteredAccount[],
  management: string,
): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  if (trail === undefined) warnings.push({ reason: 'trail-not-seen', parameters: { trail: trailName } });
  else if (trail.bucketName !== bucketName) {
    warnings.push({
      reason: 'bucket-differs',
      parameters: { trail: trailName, bucket: bucketName, actual: trail.bucketName },
    });
  }
  const access = await ownerOf(bucketName, entered);
  const owner = access?.caller.accountId;
  if (access === undefined) {
    warnings.push({ reason: 'bucket-outside-target', parameters: { bucket: bucketName } });
  }
  if (owner === management) {
    warnings.push({
      reason: 'bucket-in-management',
      parameters: { bucket: bucketName, account: management },
    });
  }
  // The guards leave PutObject to whoever else writes into the bucket.
  if (access !== undefined && (await overwrites(access, bucketName))) {
    warnings.push({ reason: 'bucket-unversioned', parameters: { bucket: bucketName } });
  }
  return warnings;
}

async function overwrites(access: AwsAccess, bucketName: string): Promise<boolean> {
  const { value } = await collectLogBucket(access, bucketName);
  return value?.versioning !== 'Enabled';
}

async function ownerOf(
  bucketName: string,
  entered: readonly EnteredAccount[],
): Promise<AwsAccess | undefined> {
  for (const { access } of entered) {
    if (access !== undefined && (await ownsBucket(access, bucketName))) return access;
  }
  return undefined;
}
