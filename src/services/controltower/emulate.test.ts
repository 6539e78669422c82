import { afterEach, expect, test } from 'vitest';
import { here, REGION, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { controltowerClient, GetLandingZoneCommand } from './client.ts';
import controltower from './emulate.ts';
import operationsOf from './operations.ts';

const ID = '1A2B3C4D5E6F7G8H';
const ARN = here('controltower', `landingzone/${ID}`);
const ZONE = resource('AWS::ControlTower::LandingZone', ARN, ID);

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

const get = async (landingZoneIdentifier: string, region = REGION) => {
  sandbox = await startWith([controltower], [ZONE]);
  return controltowerClient(reading(sandbox, undefined, region)).send(
    new GetLandingZoneCommand({ landingZoneIdentifier }),
  );
};

test.each([ARN, ID])('a landing zone is had by %s, at home', async (identifier) => {
  expect(await get(identifier)).toMatchObject({
    landingZone: { version: '3.3', manifest: { centralizedLogging: { enabled: false } } },
  });
});

test.each([
  [here('controltower', 'landingzone/OTHER'), REGION],
  [ARN, 'eu-west-1'],
])('%s is not there in %s', async (identifier, region) => {
  await expect(get(identifier, region)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('no landing zone is named', async () => {
  await expect(get(undefined as never)).rejects.toMatchObject({ name: 'ValidationException' });
});

test.each([
  ['DeleteLandingZone', {}],
  ['UpdateLandingZone', { version: '3.3', manifest: { centralizedLogging: { enabled: false } } }],
])('%s is authorized on the landing zone, then answered 501', async (operation, rest) => {
  const call = async (denied?: readonly string[]) => {
    sandbox = await startWith([controltower], [ZONE], denied);
    const { run } = operationsOf({ ...reading(sandbox), mode: 'write' });
    return run(operation, { landingZoneIdentifier: ARN, ...rest });
  };
  await expect(call([`controltower:${operation}`])).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`on resource: ${ARN}`),
  });
  await sandbox?.close();
  await expect(call()).rejects.toMatchObject({ name: 'NotEmulated' });
});
