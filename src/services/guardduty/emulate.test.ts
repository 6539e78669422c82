import * as sdk from '@aws-sdk/client-guardduty';
import { afterEach, describe, expect, test } from 'vitest';
import { routesOf } from '../../../test/services/routes.ts';
import { ACCOUNT, clientOptions, here, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import guardduty from './emulate.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith([guardduty], [], denied);
  return new sdk.GuardDuty(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test.each(Object.keys(guardduty.operations))('%s is where the API has it', (operation) => {
  const [method = '', path = ''] = (routesOf(sdk)[operation] ?? '').split(' ');
  const request = {
    method,
    path: path.replace(/\{\w+\}/g, 'x'),
    query: new URLSearchParams(),
    headers: {},
    body: new Uint8Array(),
  };
  expect(guardduty.protocol.read(request).operation).toBe(operation);
});

test('a token that no page gave, and a page of no size', async () => {
  const it = await client();
  await expect(it.listDetectors({ NextToken: 'none' })).rejects.toEqual(refusal('BadRequestException'));
  await expect(it.listDetectors({ MaxResults: 0 })).rejects.toEqual(refusal('BadRequestException'));
});

describe('writes are authorized on', () => {
  const DetectorId = '12abc34d567e8fa901bc2d34e56789f0';
  const detector = here('guardduty', `detector/${DetectorId}`);
  const members = { DetectorId, AccountIds: [ACCOUNT] };

  test.each<[string, string, string, (it: sdk.GuardDuty) => Promise<unknown>]>([
    ['the detector', 'UpdateDetector', detector, (it) => it.updateDetector({ DetectorId, Enable: false })],
    [
      'a new filter',
      'CreateFilter',
      `${detector}/filter/quiet`,
      (it) => it.createFilter({ DetectorId, Name: 'quiet', FindingCriteria: {} }),
    ],
    [
      'a list of addresses',
      'UpdateIPSet',
      `${detector}/ipset/one`,
      (it) => it.updateIPSet({ DetectorId, IpSetId: 'one', Activate: true }),
    ],
    ['nothing in particular', 'DeleteMembers', '*', (it) => it.deleteMembers(members)],
  ])('%s', async (_, operation, on, call) => {
    await expect(call(await client([`guardduty:${operation}`]))).rejects.toEqual(
      refusal('AccessDeniedException', `guardduty:${operation} on resource: ${on}`),
    );
    await sandbox?.close();
    await expect(call(await client())).rejects.toEqual(refusal('NotEmulated'));
  });
});
