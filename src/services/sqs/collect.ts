import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { orAbsent } from '../../aws/absent.ts';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { customerKeyArn } from '../../aws/customer-key.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { sqsClient } from './operations.ts';

/** A queue with its policy and key as far as they can be read; no value and no Gap: there is no such queue. */
export async function collectQueue(access: AwsAccess, arn: string): Promise<Reading<Resource | undefined>> {
  const [, , , region = access.region, accountId = '', name = ''] = arn.split(':');
  const there = inRegion(access, region);
  const client = sqsClient(there);
  const reader = new Reader();
  const queueUrl = await reader.read(arn, 'sqs:GetQueueUrl', () => urlOf(client, name, accountId));
  const settings =
    queueUrl === undefined || queueUrl === 'gone'
      ? queueUrl
      : await reader.read(arn, 'sqs:GetQueueAttributes', () => settingsOf(client, queueUrl));
  if (settings === 'gone') return { value: undefined, gaps: reader.gaps };
  const kmsKeyArn = await customerKeyArn(there, reader, settings?.key, arn);
  return {
    value: {
      type: 'AWS::SQS::Queue',
      arn,
      name,
      accountId,
      region,
      ...(settings?.policy === undefined ? {} : { policy: settings.policy }),
      ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
    },
    gaps: reader.gaps,
  };
}

const urlOf = (client: SQSClient, QueueName: string, QueueOwnerAWSAccountId: string) =>
  unlessGone(async () => {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId }));
    return QueueUrl ?? '';
  });

interface Settings {
  readonly policy?: PolicyDocument;
  readonly key: string | undefined;
}

const settingsOf = (client: SQSClient, QueueUrl: string) =>
  unlessGone(async (): Promise<Settings> => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy', 'KmsMasterKeyId'] }),
    );
    const key = Attributes?.KmsMasterKeyId;
    return Attributes?.Policy ? { policy: JSON.parse(Attributes.Policy), key } : { key };
  });

const unlessGone = <T>(read: () => Promise<T>): Promise<T | 'gone'> =>
  orAbsent('QueueDoesNotExist', 'gone', read);
