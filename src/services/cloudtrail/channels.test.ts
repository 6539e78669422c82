import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { afterEach, expect, test } from 'vitest';
import {
  clientOptions,
  elsewhere,
  here,
  OTHER,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectChannels } from './collect-channels.ts';
import cloudtrail from './emulate.ts';

const UUID = '11111111-2222-3333-4444-555555555555';
const channel = (id: string, name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::CloudTrail::Channel', here('cloudtrail', `channel/${id}`), name, rest);
const CHANNEL = channel(UUID, 'partner', {
  concerns: [here('cloudtrail', `eventdatastore/${UUID}`)],
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
        Action: 'cloudtrail-data:PutAuditEvents',
        Resource: '*',
      },
    ],
  },
});
const SERVICE_LINKED = channel('22222222-2222-3333-4444-555555555555', 'aws-service-channel/mgn/one');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([cloudtrail], resources, denied);
  return collectChannels(reading(sandbox));
}

test('channels of the account and Region, those of AWS services among them', async () => {
  expect(await collected([SERVICE_LINKED, CHANNEL, ...elsewhere(CHANNEL)])).toEqual({
    value: [CHANNEL, SERVICE_LINKED],
    gaps: [],
  });
});

test('more than a page of them', async () => {
  const many = Array.from({ length: 101 }, (_, index) => channel(`channel-${index + 100}`, `c${index}`));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test.each([
  ['cloudtrail:ListChannels', here('cloudtrail', 'channel/*'), []],
  ['cloudtrail:GetChannel', CHANNEL.arn, [{ ...CHANNEL, concerns: undefined }]],
  ['cloudtrail:GetResourcePolicy', CHANNEL.arn, [{ ...CHANNEL, policy: undefined }]],
])('without %s', async (action, about, value) => {
  expect(await collected([CHANNEL], [action])).toEqual({
    value,
    gaps: [expect.objectContaining({ resource: about, action, code: 'AccessDeniedException' })],
  });
});

test('a channel by its UUID, one that is not there, another account’s, and a token that no page gave', async () => {
  sandbox = await startWith([cloudtrail], [CHANNEL]);
  const it = new CloudTrail(clientOptions(sandbox));
  expect(await it.getChannel({ Channel: UUID })).toMatchObject({ ChannelArn: CHANNEL.arn, Name: 'partner' });
  await expect(it.getChannel({ Channel: 'none' })).rejects.toMatchObject({
    name: 'ChannelNotFoundException',
  });
  const other = new CloudTrail(clientOptions(sandbox, OTHER));
  await expect(other.getChannel({ Channel: CHANNEL.arn })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  await expect(it.listChannels({ NextToken: 'none' })).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
  });
});
