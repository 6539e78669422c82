import type { LogBucket } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';

/** Replaces every lifecycle rule of the bucket. */
export const putLifecycle = (bucket: LogBucket, input: Step['input']): Step => ({
  operation: 's3:PutBucketLifecycleConfiguration',
  region: bucket.region,
  event: 'PutBucketLifecycle',
  needs: [{ action: 's3:PutLifecycleConfiguration', resource: bucket.arn }],
  input: { Bucket: bucket.name, ...input },
});
