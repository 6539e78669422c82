import { type CloudTrailClient, GetChannelCommand, paginateListChannels } from '@aws-sdk/client-cloudtrail';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { resourcePolicyOf } from './collect-resource-policy.ts';
import { cloudtrailClient } from './operations.ts';

/** The account's channels of one Region, those that AWS services made among them. */
export async function collectChannels(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = cloudtrailClient(access);
  const reader = new Reader();
  const listed = await reader.read(ownArn(access, 'cloudtrail', 'channel/*'), 'cloudtrail:ListChannels', () =>
    all(paginateListChannels({ client }, {}), (page) => page.Channels),
  );
  const channels = await concurrently(listed ?? [], ({ ChannelArn: arn = '', Name: name = '' }) =>
    complete(client, reader, {
      type: 'AWS::CloudTrail::Channel',
      arn,
      name,
      accountId: access.caller.accountId,
      region: access.region,
    }),
  );
  return { value: [...channels].sort(byArn), gaps: reader.gaps };
}

async function complete(client: CloudTrailClient, reader: Reader, channel: Resource): Promise<Resource> {
  const { arn } = channel;
  const concerns = await reader.read(arn, 'cloudtrail:GetChannel', () => destinationsOf(client, arn));
  const policy = isServiceLinked(channel)
    ? 'none'
    : await reader.read(arn, 'cloudtrail:GetResourcePolicy', () => resourcePolicyOf(client, arn));
  return {
    ...channel,
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
    ...(concerns === undefined || concerns.length === 0 ? {} : { concerns }),
  };
}

/** Event data stores; of a service-linked channel AWS names the service instead. */
async function destinationsOf(client: CloudTrailClient, arn: string): Promise<readonly string[]> {
  const { Destinations = [] } = await client.send(new GetChannelCommand({ Channel: arn }));
  return distinct(Destinations.map(({ Location }) => Location)).filter((one) => one.startsWith('arn:'));
}

/**
 * Nobody puts events into such a channel, which is all that a policy could let others do.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/viewing-service-linked-channels.html
 */
const isServiceLinked = ({ name }: Resource): boolean => name.startsWith('aws-service-channel/');
