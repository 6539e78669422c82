import { type DeliveryChannel, DescribeDeliveryChannelsCommand } from '@aws-sdk/client-config-service';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { configClient } from './operations.ts';

/**
 * The account's delivery channel of one Region, where it leads to one of the buckets; it comes in one page.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeDeliveryChannels.html
 */
export async function collectDeliveryChannels(
  access: AwsAccess,
  bucketArns: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  const client = configClient(access);
  const reader = new Reader();
  const channels = await reader.read(
    ownArn(access, 'config', 'delivery-channel/*'),
    'config:DescribeDeliveryChannels',
    async () => (await client.send(new DescribeDeliveryChannelsCommand({}))).DeliveryChannels,
  );
  const kept = (channels ?? []).map((channel) => channelOf(access, channel));
  return {
    value: kept.filter(({ concerns }) => concerns.some((arn) => bucketArns.includes(arn))).sort(byArn),
    gaps: reader.gaps,
  };
}

/** AWS gives it a name and no ARN: this one is ours. */
const channelOf = (access: AwsAccess, { name = '', s3BucketName }: DeliveryChannel) => ({
  type: 'AWS::Config::DeliveryChannel' as const,
  arn: ownArn(access, 'config', `delivery-channel/${name}`),
  name,
  accountId: access.caller.accountId,
  region: access.region,
  concerns: [`arn:${access.partition}:s3:::${s3BucketName}`],
});
