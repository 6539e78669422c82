import type { AwsAccess } from '../../aws/access.ts';
import type { LogBucket, LogObject, Trail } from '../../model/snapshot.ts';
import type { Technique } from '../../model/technique.ts';
import { readTrail } from '../../services/cloudtrail/collect.ts';
import { readLogBucket, readObject } from '../../services/s3/collect.ts';

/** What a drill can read again after an attack. */
export type DrillTarget = Trail | LogBucket | LogObject;

/** A technique whose harm a drill can measure. */
export interface DrillTechnique extends Technique<DrillTarget> {
  harmed(before: DrillTarget, after: DrillTarget | undefined): boolean;
}

// INVARIANT: whatever states `harmed` aims at one of these targets.
export const isDrillable = (technique: Technique): technique is DrillTechnique =>
  technique.harmed !== undefined;

const isTrail = (target: DrillTarget): target is Trail => 'homeRegion' in target;
export const isObject = (target: DrillTarget): target is LogObject => 'key' in target;

/** A target as it is now; `undefined` when it is gone. Fails where any part of it cannot be read. */
export async function readTarget(access: AwsAccess, target: DrillTarget): Promise<DrillTarget | undefined> {
  if (isTrail(target)) return readTrail(access, target.arn);
  if (isObject(target)) return readObject(access, target);
  return readLogBucket(access, target);
}
