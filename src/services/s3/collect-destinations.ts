import {
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  type GetBucketNotificationConfigurationCommandOutput,
  GetBucketReplicationCommand,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import type { LogBucket } from '../../model/snapshot.ts';
import { known, type NamedBucket } from './collect-named-bucket.ts';

type Replication = Pick<LogBucket, 'replicatesTo' | 'replicationRoleArn'>;
type Destinations = Replication & Pick<LogBucket, 'notifies' | 'accessLogs'>;

/** Where copies of its objects, news of them and its access logs go. */
export async function readDestinations(bucket: NamedBucket): Promise<Destinations> {
  const { client, reader, name, arn } = bucket;
  const [replication, notifies, accessLogs] = await Promise.all([
    reader.read(arn, 's3:GetReplicationConfiguration', () => replicasOf(bucket)),
    reader.read(arn, 's3:GetBucketNotification', async () =>
      toldOf(await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: name }))),
    ),
    reader.read(arn, 's3:GetBucketLogging', async () => {
      const { LoggingEnabled } = await client.send(new GetBucketLoggingCommand({ Bucket: name }));
      return LoggingEnabled?.TargetBucket ?? 'off';
    }),
  ]);
  return { ...replication, ...known({ notifies, accessLogs }) };
}

const replicasOf = ({ client, name }: NamedBucket): Promise<Replication> =>
  orAbsent('ReplicationConfigurationNotFoundError', { replicatesTo: [] }, async () => {
    const { ReplicationConfiguration: replication } = await client.send(
      new GetBucketReplicationCommand({ Bucket: name }),
    );
    const enabled = (replication?.Rules ?? []).filter(({ Status }) => Status === 'Enabled');
    const replicatesTo = inOrder(enabled.map(({ Destination }) => Destination?.Bucket));
    const role = replicatesTo.length === 0 ? undefined : replication?.Role;
    return { replicatesTo, ...known({ replicationRoleArn: role }) };
  });

const toldOf = ({
  TopicConfigurations = [],
  QueueConfigurations = [],
  LambdaFunctionConfigurations = [],
  EventBridgeConfiguration,
}: GetBucketNotificationConfigurationCommandOutput): readonly string[] =>
  inOrder([
    ...TopicConfigurations.map(({ TopicArn }) => TopicArn),
    ...QueueConfigurations.map(({ QueueArn }) => QueueArn),
    ...LambdaFunctionConfigurations.map(({ LambdaFunctionArn }) => LambdaFunctionArn),
    EventBridgeConfiguration === undefined ? undefined : 'eventbridge',
  ]);

const inOrder = (arns: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(arns.filter((arn) => arn !== undefined))].sort();
