import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { type AwsAccess, inRegion } from './access.ts';
import { keyArn } from './arn.ts';
import { clientConfig, guarded } from './client.ts';
import type { Reader } from './reading.ts';

/** Aliases of the keys that AWS manages, which nobody can disable or give another policy. */
const OF_AWS = /^(?:arn:[^:]+:kms:[^:]*:\d*:)?alias\/aws\//;

/**
 * The ARN of the customer managed key that a service names by id, ARN or alias, as KMS takes it for the resource's
 * account and Region. `undefined`: a key that AWS manages, none, or an alias that could not be read.
 * https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
 */
export async function customerKeyArn(
  access: AwsAccess,
  reader: Reader,
  key: string | undefined,
  resource: string,
): Promise<string | undefined> {
  if (key === undefined || key === '' || OF_AWS.test(key)) return undefined;
  const [, partition = '', , region = '', accountId = ''] = resource.split(':');
  const arn = keyArn(key, { partition, region, accountId });
  if (!/:alias\/[^:]*$/.test(arn)) return arn;
  const there = inRegion(access, arn.split(':')[3] ?? region);
  const client = guarded(new KMSClient(clientConfig(there)), there);
  return reader.read(arn, 'kms:DescribeKey', async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: arn }));
    return KeyMetadata?.Arn;
  });
}
