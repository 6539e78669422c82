import { afterEach, expect, test } from 'vitest';
import { elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectAlarms } from './collect.ts';
import monitoring from './emulate.ts';

const alarm = (name: string, concerns: readonly string[] = []) =>
  resource('AWS::CloudWatch::Alarm', here('cloudwatch', `alarm:${name}`), name, { concerns });

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([monitoring], resources, denied);
  return collectAlarms(reading(sandbox));
}

test('alarms are those of the account and Region, with what they act on', async () => {
  const alarms = [alarm('silent'), alarm('stopped', [here('lambda', 'function:restart'), here('sns', 'a')])];
  expect(await collected([...alarms, ...alarms.flatMap(elsewhere)])).toEqual({ value: alarms, gaps: [] });
});

test('more than a page', async () => {
  const alarms = Array.from({ length: 101 }, (_, index) => alarm(`alarm-${String(index).padStart(3, '0')}`));
  expect(await collected(alarms)).toEqual({ value: alarms, gaps: [] });
});

test('without cloudwatch:DescribeAlarms', async () => {
  expect(await collected([alarm('stopped')], ['cloudwatch:DescribeAlarms'])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('cloudwatch', 'alarm:*'),
        action: 'cloudwatch:DescribeAlarms',
        code: 'AccessDeniedException',
      }),
    ],
  });
});
