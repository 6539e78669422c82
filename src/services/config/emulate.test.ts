import * as sdk from '@aws-sdk/client-config-service';
import { afterEach, expect, test } from 'vitest';
import { clientOptions, here, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import config from './emulate.ts';

const RECORDER = here('config', 'configuration-recorder/default/0123456789abcdef');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith(
    [config],
    [resource('AWS::Config::ConfigurationRecorder', RECORDER, 'default')],
    denied,
  );
  return new sdk.ConfigService(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is one of the API', async () => {
  await client();
  const commands = Object.keys(sdk);
  expect(Object.keys(config.operations).filter((name) => !commands.includes(`${name}Command`))).toEqual([]);
});

test('a recorder by its name, and by its ARN', async () => {
  const it = await client();
  const arns = async (input: sdk.DescribeConfigurationRecordersRequest) =>
    (await it.describeConfigurationRecorders(input)).ConfigurationRecorders?.map(({ arn }) => arn);
  expect(await arns({ ConfigurationRecorderNames: ['default'] })).toEqual([RECORDER]);
  expect(await arns({ Arn: RECORDER })).toEqual([RECORDER]);
  for (const input of [{ ConfigurationRecorderNames: ['none'] }, { Arn: `${RECORDER}0` }]) {
    await expect(arns(input)).rejects.toEqual(refusal('NoSuchConfigurationRecorderException'));
  }
});

test('writes are authorized on the recorder that they name, then answered 501', async () => {
  const it = await client(['config:PutConfigurationRecorder', 'config:StopConfigurationRecorder']);
  const denied = refusal('AccessDeniedException', RECORDER);
  const ConfigurationRecorderName = 'default';
  await expect(it.stopConfigurationRecorder({ ConfigurationRecorderName })).rejects.toEqual(denied);
  await expect(it.putConfigurationRecorder({ ConfigurationRecorder: {} })).rejects.toEqual(denied);
  await expect(it.deleteConfigurationRecorder({ ConfigurationRecorderName })).rejects.toEqual(
    refusal('NotEmulated'),
  );
});
