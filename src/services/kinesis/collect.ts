import {
  DescribeStreamSummaryCommand,
  GetResourcePolicyCommand,
  type KinesisClient,
  paginateListStreams,
} from '@aws-sdk/client-kinesis';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { customerKeyArn } from '../../aws/customer-key.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { kinesisClient } from './operations.ts';

/** The account's data streams of one Region, with key and policy as far as they can be read. */
export async function collectStreams(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = kinesisClient(access);
  const reader = new Reader();
  const names = await reader.read(ownArn(access, 'kinesis', 'stream/*'), 'kinesis:ListStreams', () =>
    all(paginateListStreams({ client }, {}), (page) => page.StreamNames),
  );
  const streams = await concurrently(names ?? [], async (name): Promise<Resource> => {
    const arn = ownArn(access, 'kinesis', `stream/${name}`);
    const key = await reader.read(arn, 'kinesis:DescribeStreamSummary', () => keyOf(client, name));
    const policy = await reader.read(arn, 'kinesis:GetResourcePolicy', () => policyOf(client, arn));
    const kmsKeyArn = await customerKeyArn(access, reader, key === 'none' ? undefined : key, arn);
    return {
      type: 'AWS::Kinesis::Stream',
      arn,
      name,
      accountId: access.caller.accountId,
      region: access.region,
      ...(policy === undefined || policy === 'none' ? {} : { policy }),
      ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
    };
  });
  return { value: [...streams].sort(byArn), gaps: reader.gaps };
}

async function keyOf(client: KinesisClient, StreamName: string): Promise<string> {
  const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
  return StreamDescriptionSummary?.KeyId ?? 'none';
}

/** What is answered where there is none is not documented: nothing, an empty policy, or that there is no such thing. */
const policyOf = (client: KinesisClient, ResourceARN: string): Promise<PolicyDocument | 'none'> =>
  orAbsent('ResourceNotFoundException', 'none', async () => {
    const { Policy } = await client.send(new GetResourcePolicyCommand({ ResourceARN }));
    const policy: PolicyDocument = JSON.parse(Policy || '{}');
    return 'Statement' in policy ? policy : 'none';
  });
