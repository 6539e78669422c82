import * as sdk from '@aws-sdk/client-cloudwatch';
import { afterEach, expect, test } from 'vitest';
import { clientOptions, here, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import monitoring from './emulate.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function client(denied?: readonly string[]) {
  const alarms = ['one', 'other'].map((name) =>
    resource('AWS::CloudWatch::Alarm', here('cloudwatch', `alarm:${name}`), name),
  );
  sandbox = await startWith([monitoring], alarms, denied);
  return new sdk.CloudWatch(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is one of the API', async () => {
  await client();
  const commands = Object.keys(sdk);
  expect(Object.keys(monitoring.operations).filter((name) => !commands.includes(`${name}Command`))).toEqual(
    [],
  );
});

test('alarms by name, by the beginning of a name, by kind', async () => {
  const it = await client();
  const names = async (input: sdk.DescribeAlarmsInput) =>
    (await it.describeAlarms(input)).MetricAlarms?.map(({ AlarmName }) => AlarmName);
  expect(await names({ AlarmNames: ['other'] })).toEqual(['other']);
  expect(await names({ AlarmNamePrefix: 'on' })).toEqual(['one']);
  expect(await names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
  await expect(names({ StateValue: 'OK' })).rejects.toEqual(refusal('NotEmulated'));
  await expect(names({ NextToken: 'none' })).rejects.toEqual(refusal('InvalidNextToken'));
  await expect(names({ MaxRecords: 0 })).rejects.toEqual(refusal('ValidationException'));
});

test('writes are authorized on each alarm, then answered 501', async () => {
  const it = await client(['cloudwatch:PutAlarmMuteRule']);
  await expect(it.deleteAlarms({ AlarmNames: ['one', 'other'] })).rejects.toEqual(refusal('NotEmulated'));
  const muting = {
    Name: 'quiet',
    Rule: { Schedule: { Expression: 'cron(0 0 * * *)', Duration: 'P1D' } },
    MuteTargets: { AlarmNames: ['one'] },
  };
  await expect(it.putAlarmMuteRule(muting)).rejects.toEqual(
    refusal('AccessDeniedException', here('cloudwatch', 'alarm-mute-rule:quiet')),
  );
});
