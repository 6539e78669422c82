import type { LogBucket } from '../model/snapshot.ts';

/**
 * What nobody sets is as AWS makes a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const NEW_BUCKET = {
  objectLock: 'off',
  retention: 'none',
  mfaDelete: false,
  lifecycle: [],
  accessPoints: [],
  acl: [],
  ownership: 'BucketOwnerEnforced',
  publicAccessBlock: true,
  legalHold: false,
  notifies: [],
  replicatesTo: [],
  accessLogs: 'off',
} satisfies Partial<LogBucket>;
