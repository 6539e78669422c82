import type { LogBucket, Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';

/** Whether some trail leaves the encryption of its log files to the bucket: a key of the trail's own goes first. */
export function leftToBucket({ name }: LogBucket, { trails }: Snapshot): boolean {
  const delivering = trails.filter(({ bucketName }) => bucketName === name);
  return delivering.length === 0 || delivering.some(({ kmsKeyArn }) => kmsKeyArn === undefined);
}

/** Encrypts what is delivered from now on with this key; without one, with the AWS managed key of S3. */
export const encryptByDefault = (bucket: LogBucket, keyArn?: string): Step => ({
  operation: 's3:PutBucketEncryption',
  region: bucket.region,
  event: 'PutBucketEncryption',
  needs: [{ action: 's3:PutEncryptionConfiguration', resource: bucket.arn }],
  input: {
    Bucket: bucket.name,
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            ...(keyArn === undefined ? {} : { KMSMasterKeyID: keyArn }),
          },
        },
      ],
    },
  },
});
