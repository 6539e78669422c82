import * as sdk from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { readerOf } from '../../../test/collecting.ts';
import {
  allow,
  deny,
  document,
  LOG_ARCHIVE,
  type Parts,
  resource,
  scp,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import { clientConfig } from '../../aws/client.ts';
import sqs from './emulate.ts';

const ARN = `arn:aws:sqs:us-east-1:${LOG_ARCHIVE}:siem`;
const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${LOG_ARCHIVE}/siem`;
const queue = resource('AWS::SQS::Queue', ARN, {
  policy: document(allow('sqs:*', ARN, { Principal: { AWS: WORKLOAD } })),
});

const clientIn = async (account: string, parts: Parts = { resources: [queue] }) =>
  new sdk.SQS(clientConfig(await readerOf(sqs, parts, { account })));

test('every operation is one of the API', () => {
  const unknown = Object.keys(sqs.operations).filter((name) => !(`${name}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('a queue has a URL and the attributes that are asked for', async () => {
  const client = await clientIn(LOG_ARCHIVE);
  expect(await client.getQueueUrl({ QueueName: 'siem' })).toMatchObject({ QueueUrl });
  const ask = async (...AttributeNames: sdk.QueueAttributeName[]) =>
    (await client.getQueueAttributes({ QueueUrl, AttributeNames })).Attributes;
  expect(await ask('All')).toEqual({
    QueueArn: ARN,
    SqsManagedSseEnabled: 'true',
    Policy: JSON.stringify(queue.policy),
  });
  expect(await ask('QueueArn', 'KmsMasterKeyId')).toEqual({ QueueArn: ARN });
  expect(await ask('KmsMasterKeyId')).toBeUndefined();
});

test('a queue that is not there is told by the codes of both protocols', async () => {
  const client = await clientIn(LOG_ARCHIVE, {});
  const missing = { name: 'QueueDoesNotExist', Code: 'AWS.SimpleQueueService.NonExistentQueue' };
  await expect(client.getQueueUrl({ QueueName: 'siem' })).rejects.toMatchObject(missing);
  await expect(client.getQueueAttributes({ QueueUrl })).rejects.toMatchObject(missing);
  await expect(client.getQueueAttributes({} as never)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});

test('a policy lets other accounts purge the queue, and never delete it', async () => {
  const other = await clientIn(WORKLOAD);
  await expect(other.purgeQueue({ QueueUrl })).rejects.toMatchObject({ name: 'NotEmulated' });
  const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
  await expect(other.deleteQueue({ QueueUrl })).rejects.toMatchObject(denied);
  const own = await clientIn(LOG_ARCHIVE);
  await expect(own.deleteQueue({ QueueUrl })).rejects.toMatchObject({ name: 'NotEmulated' });
});

test('a service control policy holds the owner', async () => {
  const guarded = {
    resources: [queue],
    policies: [scp('guard', [LOG_ARCHIVE], deny('sqs:PurgeQueue', ARN))],
  };
  const own = await clientIn(LOG_ARCHIVE, guarded);
  await expect(own.purgeQueue({ QueueUrl })).rejects.toThrow('explicit deny in a service control policy');
});
