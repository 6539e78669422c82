import { afterEach, expect, test } from 'vitest';
import { here, OTHER, REGION, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectLandingZones } from './collect.ts';
import controltower from './emulate.ts';

const ARN = here('controltower', 'landingzone/1A2B3C4D5E6F7G8H');
const zone = (rest: Partial<Resource> = {}) =>
  resource('AWS::ControlTower::LandingZone', ARN, '1A2B3C4D5E6F7G8H', {
    landingZone: { version: '3.3', logging: { accountId: OTHER } },
    ...rest,
  });
const away = (region: string) => zone({ arn: ARN.replace(REGION, region), region });
const REGIONS = ['ap-east-1', 'eu-west-1', REGION];

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  regions: readonly string[] = REGIONS,
) {
  sandbox = await startWith([controltower], resources, denied);
  return collectLandingZones(reading(sandbox), regions);
}

test('the landing zone, once, with where its logs are', async () => {
  expect(
    await collected([zone(), { ...zone(), arn: ARN.replace(/:\d+:/, `:${OTHER}:`), accountId: OTHER }]),
  ).toEqual({
    value: [zone()],
    gaps: [],
  });
});

test.each(['eu-west-1', 'ap-east-1'])('a landing zone at home in %s', async (region) => {
  expect(await collected([away(region)])).toEqual({ value: [away(region)], gaps: [] });
});

test('is not told of by another Region where its own has to be enabled', async () => {
  expect(await collected([away('ap-east-1')], undefined, [REGION])).toEqual({ value: [], gaps: [] });
});

test('central logging is switched off', async () => {
  const off = zone({ landingZone: { version: '4.0', logging: 'off' } });
  expect(await collected([off])).toEqual({ value: [off], gaps: [] });
});

test('there is none', async () => {
  expect(await collected([])).toEqual({ value: [], gaps: [] });
});

test('without controltower:ListLandingZones, it may be in any Region', async () => {
  const action = 'controltower:ListLandingZones';
  const { value, gaps } = await collected([zone()], [action]);
  expect(value).toEqual([]);
  expect(gaps).toEqual(
    REGIONS.map((region) =>
      expect.objectContaining({
        resource: ARN.replace(REGION, region).replace(/[^/]*$/, '*'),
        action,
        code: 'AccessDeniedException',
      }),
    ),
  );
});

test('without controltower:GetLandingZone, it is there and not known', async () => {
  const action = 'controltower:GetLandingZone';
  const { landingZone: _, ...known } = zone();
  expect(await collected([zone()], [action])).toEqual({
    value: [known],
    gaps: [expect.objectContaining({ resource: ARN, action, code: 'AccessDeniedException' })],
  });
});

test.each([
  ['aws-cn', 0],
  ['aws', 1],
])('in %s, where no such host is known, it is not there or not known: %s', async (partition, unknown) => {
  sandbox = await startWith([controltower], []);
  // A label of more than 63 characters, which no name server is asked for.
  const access = { ...reading(sandbox), partition, endpoint: `http://${'a'.repeat(64)}.invalid` };
  const { value, gaps } = await collectLandingZones(access, [REGION]);
  expect(value).toEqual([]);
  expect(gaps.map(({ code }) => code)).toEqual(['ENOTFOUND'].slice(0, unknown));
});
