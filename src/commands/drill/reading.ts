import type { AwsAccess } from '../../aws/access.ts';
import type { LogBucket, LogObject, Trail } from '../../model/snapshot.ts';
import type { AttackTarget } from '../../model/technique.ts';
import { readTrail } from '../../services/cloudtrail/collect.ts';
import { collectLogBucket, readObject } from '../../services/s3/collect.ts';

const isTrail = (target: AttackTarget): target is Trail => 'homeRegion' in target;
export const isObject = (target: AttackTarget): target is LogObject => 'key' in target;

/** A target as it is now; `undefined` when it is gone. Fails where any part of it cannot be read. */
export async function readTarget(access: AwsAccess, target: AttackTarget): Promise<AttackTarget | undefined> {
  if (isTrail(target)) return readTrail(access, target.arn);
  if (isObject(target)) return readObject(access, target);
  return readBucket(access, target);
}

async function readBucket(access: AwsAccess, { name, sample }: LogBucket): Promise<LogBucket | undefined> {
  const { value, gaps } = await collectLogBucket(access, name);
  const gap = gaps[0];
  if (gap !== undefined) throw new Error(gap.message);
  if (value === undefined) return undefined;
  const { sample: _, ...bucket } = value;
  return sample === undefined ? bucket : { ...bucket, sample };
}
