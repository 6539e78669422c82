import { afterEach, expect, test } from 'vitest';
import { ACCOUNT, elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectRecorders } from './collect.ts';
import config from './emulate.ts';

const RECORDER = resource(
  'AWS::Config::ConfigurationRecorder',
  here('config', 'configuration-recorder/default/0123456789abcdef'),
  'default',
  {
    roleArn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
  },
);

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([config], resources, denied);
  return collectRecorders(reading(sandbox));
}

test('the recorder is that of the account and Region', async () => {
  expect(await collected([RECORDER, ...elsewhere(RECORDER)])).toEqual({ value: [RECORDER], gaps: [] });
});

test('nothing records', async () => {
  expect(await collected(elsewhere(RECORDER))).toEqual({ value: [], gaps: [] });
});

test('without config:DescribeConfigurationRecorders', async () => {
  expect(await collected([RECORDER], ['config:DescribeConfigurationRecorders'])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('config', 'configuration-recorder/*'),
        action: 'config:DescribeConfigurationRecorders',
        code: 'AccessDeniedException',
      }),
    ],
  });
});
