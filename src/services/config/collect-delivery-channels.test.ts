import { ConfigService } from '@aws-sdk/client-config-service';
import { afterEach, expect, test } from 'vitest';
import {
  clientOptions,
  elsewhere,
  here,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectDeliveryChannels } from './collect-delivery-channels.ts';
import config from './emulate.ts';

const LOGS = 'arn:aws:s3:::amzn-s3-demo-logs';
const CHANNEL = resource(
  'AWS::Config::DeliveryChannel',
  here('config', 'delivery-channel/default'),
  'default',
  {
    concerns: [LOGS],
  },
);

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([config], resources, denied);
  return collectDeliveryChannels(reading(sandbox), [LOGS]);
}

test('the channel is that of the account and Region', async () => {
  expect(await collected([CHANNEL, ...elsewhere(CHANNEL)])).toEqual({ value: [CHANNEL], gaps: [] });
});

test('one that leads to another bucket is left out', async () => {
  const other = { ...CHANNEL, concerns: ['arn:aws:s3:::amzn-s3-demo-other'] };
  expect(await collected([other])).toEqual({ value: [], gaps: [] });
});

test('there is none', async () => {
  expect(await collected(elsewhere(CHANNEL))).toEqual({ value: [], gaps: [] });
  const it = new ConfigService(clientOptions(sandbox));
  await expect(it.describeDeliveryChannels({ DeliveryChannelNames: ['none'] })).rejects.toMatchObject({
    name: 'NoSuchDeliveryChannelException',
  });
});

test('without config:DescribeDeliveryChannels', async () => {
  expect(await collected([CHANNEL], ['config:DescribeDeliveryChannels'])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('config', 'delivery-channel/*'),
        action: 'config:DescribeDeliveryChannels',
        code: 'AccessDeniedException',
      }),
    ],
  });
});
