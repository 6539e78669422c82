import { Kinesis } from '@aws-sdk/client-kinesis';
import { afterEach, expect, test } from 'vitest';
import { clientOptions, here, OTHER, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import kinesis from './emulate.ts';
import { kinesisClient } from './operations.ts';

const STREAM = resource('AWS::Kinesis::Stream', here('kinesis', 'stream/siem'), 'siem');
const StreamARN = STREAM.arn;

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function client(denied?: readonly string[], account?: string): Promise<Kinesis> {
  sandbox = await startWith([kinesis], [STREAM], denied);
  const { requestHandler } = kinesisClient(reading(sandbox)).config;
  return new Kinesis({ ...clientOptions(sandbox, account), requestHandler });
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('a stream by its ARN, one that is not there, and a token that no page gave', async () => {
  const it = await client();
  expect(await it.describeStreamSummary({ StreamARN })).toMatchObject({
    StreamDescriptionSummary: { StreamName: 'siem', EncryptionType: 'NONE' },
  });
  await expect(it.describeStreamSummary({ StreamName: 'none' })).rejects.toEqual(
    refusal('ResourceNotFoundException'),
  );
  expect(await it.listStreams({ ExclusiveStartStreamName: 'siem' })).toMatchObject({ StreamNames: [] });
  await expect(it.listStreams({ NextToken: 'none' })).rejects.toEqual(refusal('ExpiredNextTokenException'));
});

test('another account’s stream is closed', async () => {
  const it = await client(undefined, OTHER);
  await expect(it.describeStreamSummary({ StreamARN })).rejects.toEqual(refusal('AccessDeniedException'));
});

test.each<[string, string, (it: Kinesis) => Promise<unknown>]>([
  ['DeleteStream', StreamARN, (it) => it.deleteStream({ StreamARN })],
  ['DeleteResourcePolicy', StreamARN, (it) => it.deleteResourcePolicy({ ResourceARN: StreamARN })],
  ['PutResourcePolicy', StreamARN, (it) => it.putResourcePolicy({ ResourceARN: StreamARN, Policy: '{}' })],
  [
    'StartStreamEncryption',
    StreamARN,
    (it) => it.startStreamEncryption({ StreamARN, EncryptionType: 'KMS', KeyId: 'alias/mine' }),
  ],
])('%s is authorized on the stream, then answered 501', async (operation, on, call) => {
  const denied = call(await client([`kinesis:${operation}`]));
  await expect(denied).rejects.toEqual(refusal('AccessDeniedException', `on resource: ${on}`));
  await sandbox.close();
  await expect(call(await client())).rejects.toEqual(refusal('NotEmulated'));
});
