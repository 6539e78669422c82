import {
  type DeliveryStreamDescription,
  DescribeDeliveryStreamCommand,
  type FirehoseClient,
  ListDeliveryStreamsCommand,
} from '@aws-sdk/client-firehose';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { customerKeyArn } from '../../aws/customer-key.ts';
import { concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { firehoseClient } from './operations.ts';

/** The account's Firehose streams of one Region: as which role they deliver, from where and into which buckets. */
export async function collectDeliveryStreams(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = firehoseClient(access);
  const reader = new Reader();
  const every = ownArn(access, 'firehose', 'deliverystream/*');
  const names = await reader.read(every, 'firehose:ListDeliveryStreams', () => namesOf(client));
  const streams = await concurrently(names ?? [], async (name): Promise<Resource> => {
    const arn = ownArn(access, 'firehose', `deliverystream/${name}`);
    const described = await reader.read(arn, 'firehose:DescribeDeliveryStream', async () => {
      const command = new DescribeDeliveryStreamCommand({ DeliveryStreamName: name });
      return (await client.send(command)).DeliveryStreamDescription;
    });
    const key = described?.DeliveryStreamEncryptionConfiguration?.KeyARN;
    const kmsKeyArn = await customerKeyArn(access, reader, key, arn);
    return {
      type: 'AWS::KinesisFirehose::DeliveryStream',
      arn,
      name,
      accountId: access.caller.accountId,
      region: access.region,
      ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
      ...(described === undefined ? {} : wired(described)),
    };
  });
  return { value: [...streams].sort(byArn), gaps: reader.gaps };
}

/** The SDK has no pages for them. */
async function namesOf(client: FirehoseClient): Promise<readonly string[]> {
  const names: string[] = [];
  for (let more = true; more; ) {
    const last = names.at(-1);
    const after = last === undefined ? {} : { ExclusiveStartDeliveryStreamName: last };
    const page = await client.send(new ListDeliveryStreamsCommand({ Limit: 100, ...after }));
    names.push(...(page.DeliveryStreamNames ?? []));
    more = page.HasMoreDeliveryStreams === true && (page.DeliveryStreamNames ?? []).length > 0;
  }
  return names;
}

/** Each kind of destination says it in a structure of its own, by the same names. */
function wired({ Source, Destinations = [] }: DeliveryStreamDescription): Partial<Resource> {
  const [roleArn] = valuesOf(Destinations, 'RoleARN');
  const concerns = distinct([
    ...valuesOf(Destinations, 'BucketARN'),
    Source?.KinesisStreamSourceDescription?.KinesisStreamARN,
  ]);
  return {
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(concerns.length === 0 ? {} : { concerns }),
  };
}

function valuesOf(value: unknown, name: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    member === name && typeof inner === 'string' ? [inner] : valuesOf(inner, name),
  );
}
