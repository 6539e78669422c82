import { Firehose } from '@aws-sdk/client-firehose';
import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientOptions,
  elsewhere,
  here,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectDeliveryStreams } from './collect.ts';
import firehose from './emulate.ts';

const stream = (name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::KinesisFirehose::DeliveryStream', here('firehose', `deliverystream/${name}`), name, rest);
const SIEM = stream('siem', {
  kmsKeyArn: here('kms', 'key/11111111-2222-3333-4444-555555555555'),
  roleArn: `arn:aws:iam::${ACCOUNT}:role/delivery`,
  concerns: [here('kinesis', 'stream/siem'), 'arn:aws:s3:::amzn-s3-demo-siem'],
});

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([firehose], resources, denied);
  return collectDeliveryStreams(reading(sandbox));
}

test('the streams of the account and Region, with role, key, source and bucket', async () => {
  const plain = stream('plain');
  expect(await collected([SIEM, plain, ...elsewhere(SIEM)])).toEqual({ value: [plain, SIEM], gaps: [] });
});

test('more than a page', async () => {
  const many = Array.from({ length: 201 }, (_, index) => stream(`s-${index + 100}`));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test.each([
  ['firehose:ListDeliveryStreams', here('firehose', 'deliverystream/*'), []],
  ['firehose:DescribeDeliveryStream', SIEM.arn, [stream('siem')]],
])('without %s', async (action, about, value) => {
  expect(await collected([SIEM], [action])).toEqual({
    value,
    gaps: [expect.objectContaining({ resource: about, action, code: 'AccessDeniedException' })],
  });
});

test('a stream that is not there', async () => {
  sandbox = await startWith([firehose], [SIEM]);
  const it = new Firehose(clientOptions(sandbox));
  await expect(it.describeDeliveryStream({ DeliveryStreamName: 'none' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('writes are authorized on the stream, then answered 501', async () => {
  const DeliveryStreamName = 'siem';
  sandbox = await startWith([firehose], [SIEM], ['firehose:DeleteDeliveryStream']);
  const it = new Firehose(clientOptions(sandbox));
  await expect(it.deleteDeliveryStream({ DeliveryStreamName })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`on resource: ${SIEM.arn}`),
  });
  const update = { DeliveryStreamName, CurrentDeliveryStreamVersionId: '1', DestinationId: 'one' };
  await expect(it.updateDestination(update)).rejects.toMatchObject({ name: 'NotEmulated' });
});
