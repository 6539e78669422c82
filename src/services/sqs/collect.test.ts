import { expect, test } from 'vitest';
import { readerOf, without } from '../../../test/collecting.ts';
import { allow, document, LOG_ARCHIVE, resource, WORKLOAD } from '../../../test/worlds/build.ts';
import { collectQueue } from './collect.ts';
import sqs from './emulate.ts';

const ARN = `arn:aws:sqs:eu-west-1:${LOG_ARCHIVE}:siem`;
const KEY = `arn:aws:kms:eu-west-1:${LOG_ARCHIVE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const policy = document(allow('sqs:*', ARN, { Principal: { AWS: `arn:aws:iam::${WORKLOAD}:root` } }));
const bare = resource('AWS::SQS::Queue', ARN);
const queue = { ...bare, policy, kmsKeyArn: KEY };

test('a queue is as its Snapshot has it, from another Region and another account', async () => {
  const own = await readerOf(sqs, { resources: [queue] });
  expect(await collectQueue(own, ARN)).toEqual({ value: queue, gaps: [] });
  const other = await readerOf(sqs, { resources: [queue] }, { account: WORKLOAD });
  expect(await collectQueue(other, ARN)).toEqual({ value: queue, gaps: [] });
});

test('a queue without policy and key has none', async () => {
  const access = await readerOf(sqs, { resources: [bare] });
  expect(await collectQueue(access, ARN)).toEqual({ value: bare, gaps: [] });
});

test('no queue is no Gap', async () => {
  expect(await collectQueue(await readerOf(sqs, {}), ARN)).toEqual({ value: undefined, gaps: [] });
});

test.each(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'])('without %s there is its Gap', async (action) => {
  const access = await readerOf(sqs, { resources: [queue] }, { policy: without(action) });
  const { policy: _, ...closed } = queue;
  expect(await collectQueue(access, ARN)).toMatchObject({
    value: bare,
    gaps: [{ resource: ARN, action, code: 'AccessDenied' }],
  });
  const lettingNobodyIn = await readerOf(sqs, { resources: [closed] }, { account: WORKLOAD });
  expect((await collectQueue(lettingNobodyIn, ARN)).gaps).toMatchObject([
    { resource: ARN, action: 'sqs:GetQueueUrl' },
  ]);
});

test('a key that AWS manages is not the customer’s, an id is an ARN, an alias has to be read', async () => {
  const keyOf = async (kmsKeyArn: string) =>
    collectQueue(await readerOf(sqs, { resources: [{ ...bare, kmsKeyArn }] }), ARN);
  expect(await keyOf('alias/aws/sqs')).toEqual({ value: bare, gaps: [] });
  expect(await keyOf(`arn:aws:kms:eu-west-1:${LOG_ARCHIVE}:alias/aws/sqs`)).toEqual({
    value: bare,
    gaps: [],
  });
  expect((await keyOf(KEY.slice(KEY.lastIndexOf('/') + 1))).value).toEqual({ ...bare, kmsKeyArn: KEY });
  expect(await keyOf('alias/siem')).toMatchObject({
    value: bare,
    gaps: [{ resource: `arn:aws:kms:eu-west-1:${LOG_ARCHIVE}:alias/siem`, action: 'kms:DescribeKey' }],
  });
});
