import * as sdk from '@aws-sdk/client-account';
import { expect, it } from 'vitest';
import { readerOf, without } from '../../../test/collecting.ts';
import { routesOf } from '../../../test/services/routes.ts';
import { resource } from '../../../test/worlds/build.ts';
import { collectRegions } from './collect.ts';
import emulation from './emulate.ts';
import { accountClient } from './operations.ts';

const ALARM = 'arn:aws:cloudwatch:eu-west-3:333333333333:alarm:one';
const parts = {
  resources: [
    { ...resource('AWS::CloudWatch::Alarm', ALARM), region: 'eu-west-3' },
    resource('AWS::CloudWatch::Alarm', ALARM.replace('eu-west-3', 'us-east-1')),
  ],
};

it('lists the Regions in which something is', async () => {
  const { value, gaps } = await collectRegions(await readerOf(emulation, parts));
  expect(gaps).toEqual([]);
  expect(value).toEqual(expect.arrayContaining(['eu-west-3', 'us-east-1']));
});

it('lists them page by page', async () => {
  const client = accountClient(await readerOf(emulation, parts));
  const first = await client.send(new sdk.ListRegionsCommand({ MaxResults: 1 }));
  const { NextToken: token } = first;
  const second = await client.send(new sdk.ListRegionsCommand({ MaxResults: 1, NextToken: token }));
  expect(first.Regions).toHaveLength(1);
  expect(second.Regions?.[0]?.RegionName).not.toBe(first.Regions?.[0]?.RegionName);
});

it('is a Gap where it is denied', async () => {
  const reading = await collectRegions(
    await readerOf(emulation, parts, { policy: without('account:ListRegions') }),
  );
  expect(reading.value).toBeUndefined();
  expect(reading.gaps).toMatchObject([{ action: 'account:ListRegions', code: 'AccessDeniedException' }]);
});

it('has the routes of the SDK', () => {
  const routes = routesOf(sdk);
  expect(routes).toMatchObject({
    DisableRegion: 'POST /disableRegion',
    EnableRegion: 'POST /enableRegion',
    ListRegions: 'POST /listRegions',
  });
});
