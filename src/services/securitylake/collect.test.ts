import * as sdk from '@aws-sdk/client-securitylake';
import { afterEach, expect, test } from 'vitest';
import { routesOf } from '../../../test/services/routes.ts';
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
import { collectDataLakes } from './collect.ts';
import securitylake from './emulate.ts';

const lake = (rest: Partial<Resource> = {}) =>
  resource('AWS::SecurityLake::DataLake', here('securitylake', 'data-lake/default'), 'default', rest);
const LAKE = lake({
  kmsKeyArn: here('kms', 'key/11111111-2222-3333-4444-555555555555'),
  concerns: ['arn:aws:s3:::aws-security-data-lake-us-east-1-example'],
});

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([securitylake], resources, denied);
  return collectDataLakes(reading(sandbox));
}

test.each(Object.keys(securitylake.operations))('%s is where the API has it', (operation) => {
  const [method = '', path = ''] = (routesOf(sdk)[operation] ?? '').split(' ');
  const request = { method, path, query: new URLSearchParams(), headers: {}, body: new Uint8Array() };
  expect(securitylake.protocol.read(request).operation).toBe(operation);
});

test('the data lake of the account and Region', async () => {
  expect(await collected([LAKE, ...elsewhere(LAKE)])).toEqual({ value: [LAKE], gaps: [] });
});

test('a data lake under a key of S3’s own', async () => {
  expect(await collected([lake()])).toEqual({ value: [lake()], gaps: [] });
});

test('Security Lake is not enabled', async () => {
  expect(await collected(elsewhere(LAKE))).toEqual({ value: [], gaps: [] });
});

test('without securitylake:ListDataLakes', async () => {
  const action = 'securitylake:ListDataLakes';
  const about = here('securitylake', 'data-lake/*');
  expect(await collected([LAKE], [action])).toEqual({
    value: [],
    gaps: [expect.objectContaining({ resource: about, action, code: 'AccessDeniedException' })],
  });
});

test.each<[string, (it: sdk.SecurityLake) => Promise<unknown>]>([
  ['DeleteDataLake', (it) => it.deleteDataLake({ regions: ['us-east-1'] })],
  ['DeleteAwsLogSource', (it) => it.deleteAwsLogSource({ sources: [] })],
])('%s is authorized on the lake, then answered 501', async (operation, call) => {
  sandbox = await startWith([securitylake], [LAKE], [`securitylake:${operation}`]);
  await expect(call(new sdk.SecurityLake(clientOptions(sandbox)))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`on resource: ${LAKE.arn}`),
  });
  await sandbox.close();
  sandbox = await startWith([securitylake], [LAKE]);
  await expect(call(new sdk.SecurityLake(clientOptions(sandbox)))).rejects.toMatchObject({
    name: 'NotEmulated',
  });
});
