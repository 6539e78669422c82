import { ownsBucket } from '../../services/s3/collect.ts';
import type { Found } from './find-trail.ts';
import type { EnteredAccount } from './read-trails.ts';

export interface Warning {
  readonly reason: 'trail-not-seen' | 'bucket-differs' | 'bucket-in-management' | 'bucket-outside-target';
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
  const owner = await ownerOf(bucketName, entered);
  if (owner === undefined) {
    warnings.push({ reason: 'bucket-outside-target', parameters: { bucket: bucketName } });
  }
  if (owner === management) {
    warnings.push({
      reason: 'bucket-in-management',
      parameters: { bucket: bucketName, account: management },
    });
  }
  return warnings;
}

async function ownerOf(bucketName: string, entered: readonly EnteredAccount[]): Promise<string | undefined> {
  for (const { id, access } of entered) {
    if (access !== undefined && (await ownsBucket(access, bucketName))) return id;
  }
  return undefined;
}
