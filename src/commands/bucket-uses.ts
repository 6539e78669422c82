import type { BucketUse } from '../model/bucket-use.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { bucketUse } from '../plan/bucket-use.ts';

/** Of every log bucket that somebody beside CloudTrail is known to use. */
export const bucketUses = (snapshot: Snapshot): readonly BucketUse[] =>
  snapshot.logBuckets
    .map((bucket) => bucketUse(snapshot, bucket))
    .filter(({ writers, readers }) => writers.length + readers.length > 0);
