import { GetBucketEncryptionCommand, type ServerSideEncryptionByDefault } from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import { keyArn } from '../../aws/arn.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

/** Of its default encryption, where that is a customer managed key; `none`. */
export const readKmsKeyArn = (bucket: NamedBucket): Promise<string | undefined> =>
  bucket.reader.read(bucket.arn, 's3:GetEncryptionConfiguration', () =>
    orAbsent('ServerSideEncryptionConfigurationNotFoundError', 'none', async () => {
      const command = new GetBucketEncryptionCommand({ Bucket: bucket.name });
      const { ServerSideEncryptionConfiguration: encryption } = await bucket.client.send(command);
      return keyArnOf(bucket, encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault);
    }),
  );

const AWS_MANAGED = /(?:^|:)alias\/aws\//;

/**
 * S3 keeps a key as it was named: by ARN, ID or alias; without a name it is AWS's own.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
function keyArnOf(
  { access, accountId }: NamedBucket,
  { SSEAlgorithm, KMSMasterKeyID: named }: Partial<ServerSideEncryptionByDefault> = {},
): string {
  if (SSEAlgorithm?.startsWith('aws:kms') !== true || named === undefined || AWS_MANAGED.test(named)) {
    return 'none';
  }
  if (accountId === undefined) return named;
  return keyArn(named, { partition: access.partition, region: access.region, accountId });
}
