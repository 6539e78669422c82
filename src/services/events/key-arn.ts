import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { AwsAccess } from '../../aws/access.ts';
import { keyArn } from '../../aws/arn.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import type { Reader } from '../../aws/reading.ts';

/**
 * EventBridge may name a key by its ARN, its id, an alias or an alias's ARN. An alias that cannot be read stands for
 * its key: whose verdicts are unknown then, and not missing.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html
 */
export async function keyArnOf(access: AwsAccess, reader: Reader, identifier: string): Promise<string> {
  const { partition, region, caller } = access;
  const arn = keyArn(identifier, { partition, region, accountId: caller.accountId });
  if (arn.includes(':key/')) return arn;
  const key = await reader.read(arn, 'kms:DescribeKey', async () => {
    const client = guarded(new KMSClient(clientConfig(access)), access);
    return (await client.send(new DescribeKeyCommand({ KeyId: arn }))).KeyMetadata?.Arn;
  });
  return key ?? arn;
}
