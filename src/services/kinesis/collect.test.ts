import { afterEach, expect, test } from 'vitest';
import { elsewhere, here, OTHER, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectStreams } from './collect.ts';
import kinesis from './emulate.ts';

const stream = (name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::Kinesis::Stream', here('kinesis', `stream/${name}`), name, rest);
const SIEM = stream('siem', {
  kmsKeyArn: here('kms', 'key/11111111-2222-3333-4444-555555555555'),
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
        Action: 'kinesis:PutRecord',
        Resource: '*',
      },
    ],
  },
});

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([kinesis], resources, denied);
  return collectStreams(reading(sandbox));
}

test('the streams of the account and Region, with key and policy', async () => {
  const plain = stream('plain');
  expect(await collected([SIEM, plain, ...elsewhere(SIEM)])).toEqual({ value: [plain, SIEM], gaps: [] });
});

test('more than a page', async () => {
  const many = Array.from({ length: 101 }, (_, index) => stream(`s-${index + 100}`));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test('a key that AWS manages is nobody’s to disable', async () => {
  const { value, gaps } = await collected([stream('managed', { kmsKeyArn: 'alias/aws/kinesis' })]);
  expect({ value, gaps }).toEqual({ value: [stream('managed')], gaps: [] });
});

test.each([
  ['kinesis:ListStreams', here('kinesis', 'stream/*'), []],
  ['kinesis:DescribeStreamSummary', SIEM.arn, [{ ...SIEM, kmsKeyArn: undefined }]],
  ['kinesis:GetResourcePolicy', SIEM.arn, [{ ...SIEM, policy: undefined }]],
])('without %s', async (action, about, value) => {
  expect(await collected([SIEM], [action])).toEqual({
    value,
    gaps: [expect.objectContaining({ resource: about, action, code: 'AccessDeniedException' })],
  });
});
