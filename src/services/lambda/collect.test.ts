import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  elsewhere,
  here,
  OTHER,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectFunctions } from './collect.ts';
import lambda from './emulate.ts';

const mapping = (end: string): string =>
  here('lambda', `event-source-mapping:11111111-2222-3333-4444-${end.padStart(12, '0')}`);

const RESPONDER = resource('AWS::Lambda::Function', here('lambda', 'function:responder'), 'responder', {
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: OTHER },
        Action: 'lambda:InvokeFunction',
        Resource: here('lambda', 'function:responder'),
      },
    ],
  },
  kmsKeyArn: here('kms', 'key/11111111-2222-3333-4444-555555555555'),
  roleArn: `arn:aws:iam::${ACCOUNT}:role/responder`,
  concerns: [here('kinesis', 'stream/alerts'), mapping('1'), mapping('2'), here('sqs', 'alerts')].sort(),
});
const PLAIN = resource('AWS::Lambda::Function', here('lambda', 'function:plain'), 'plain', {
  roleArn: `arn:aws:iam::${ACCOUNT}:role/plain`,
  concerns: [],
});
const ALL = [PLAIN, RESPONDER];

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([lambda], resources, denied);
  return collectFunctions(reading(sandbox));
}

test('functions are those of the account and Region, with their policies and mappings', async () => {
  expect(await collected([...ALL, ...ALL.flatMap(elsewhere)])).toEqual({ value: ALL, gaps: [] });
});

test('a mapping without a source that has an ARN', async () => {
  const one = { ...PLAIN, concerns: [mapping('1')] };
  expect(await collected([one])).toEqual({ value: [one], gaps: [] });
});

test('more than a page of functions and of mappings', async () => {
  const functions = Array.from({ length: 101 }, (_, index) => {
    const name = `function-${String(index).padStart(3, '0')}`;
    return resource('AWS::Lambda::Function', here('lambda', `function:${name}`), name, {
      concerns: [mapping(String(index))],
    });
  });
  expect(await collected(functions)).toEqual({ value: functions, gaps: [] });
});

test.each([
  ['lambda:ListFunctions', [here('lambda', 'function:*')], []],
  [
    'lambda:ListEventSourceMappings',
    [here('lambda', 'event-source-mapping:*')],
    ALL.map(({ concerns: _, ...rest }) => rest),
  ],
  ['lambda:GetPolicy', ALL.map(({ arn }) => arn), ALL.map(({ policy: _, ...rest }) => rest)],
])('without %s', async (action, resources, value) => {
  const reading = await collected(ALL, [action]);
  expect(reading.gaps.map((gap) => [gap.action, gap.code, gap.resource]).sort()).toEqual(
    resources.map((arn) => [action, 'AccessDeniedException', arn]).sort(),
  );
  expect(reading.value).toEqual(value);
});
