import * as sdk from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import { routesOf } from '../../../test/services/routes.ts';
import { ACCOUNT, clientOptions, here, OTHER, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { routes } from './emulate/routes.ts';
import lambda from './emulate.ts';

const FUNCTION = here('lambda', 'function:responder');
const UUID = '11111111-2222-3333-4444-555555555555';
const RESOURCES = [
  resource('AWS::Lambda::Function', FUNCTION, 'responder', {
    policy: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'lambda:InvokeFunction', Resource: FUNCTION },
      ],
    },
    concerns: [here('lambda', `event-source-mapping:${UUID}`), here('sqs', 'alerts')],
  }),
  resource('AWS::Lambda::Function', here('lambda', 'function:plain'), 'plain'),
];

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(account = ACCOUNT, denied?: readonly string[]) {
  sandbox = await startWith([lambda], RESOURCES, denied);
  return new sdk.Lambda(clientOptions(sandbox, account));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is where the API has it', () => {
  expect(Object.keys(lambda.operations).sort()).toEqual(Object.keys(routes).sort());
  expect(routesOf(sdk)).toMatchObject(routes);
});

describe('a function is known', () => {
  test.each([
    ['by its name', 'responder'],
    ['by its ARN', FUNCTION],
    ['by the end of its ARN', `${ACCOUNT}:function:responder`],
  ])('%s', async (_, FunctionName) => {
    const { Policy } = await (await client()).getPolicy({ FunctionName });
    expect(JSON.parse(Policy ?? '')).toEqual(RESOURCES[0]?.policy);
  });

  test.each([
    ['one of that name', { FunctionName: 'none' }],
    ['a policy', { FunctionName: 'plain' }],
    ['a policy of an alias', { FunctionName: 'responder', Qualifier: 'live' }],
  ])('without %s', async (_, input) => {
    await expect((await client()).getPolicy(input)).rejects.toEqual(refusal('ResourceNotFoundException'));
  });
});

test('mappings of one function, or of one source', async () => {
  const it = await client();
  const uuids = async (input: sdk.ListEventSourceMappingsRequest) =>
    (await it.listEventSourceMappings(input)).EventSourceMappings?.map((one) => one.UUID);
  expect(await uuids({ FunctionName: 'responder' })).toEqual([UUID]);
  expect(await uuids({ FunctionName: 'plain' })).toEqual([]);
  expect(await uuids({ EventSourceArn: here('sqs', 'alerts') })).toEqual([UUID]);
  expect(await uuids({ EventSourceArn: here('sqs', 'other') })).toEqual([]);
  await expect(uuids({ Marker: 'none' })).rejects.toEqual(refusal('InvalidParameterValueException'));
});

test('another account does what the policy of the function lets it, and nothing else', async () => {
  const it = await client(OTHER);
  const Payload = Buffer.from('[1]');
  await expect(it.invoke({ FunctionName: FUNCTION, Payload })).rejects.toEqual(refusal('NotEmulated'));
  await expect(it.getPolicy({ FunctionName: FUNCTION })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403 },
  });
  expect((await it.listFunctions({})).Functions).toEqual([]);
});

test('writes are authorized on what they name', async () => {
  const it = await client(ACCOUNT, ['lambda:DeleteEventSourceMapping', 'lambda:GetLayerVersion']);
  await expect(it.deleteEventSourceMapping({ UUID })).rejects.toEqual(
    refusal('AccessDeniedException', here('lambda', `event-source-mapping:${UUID}`)),
  );
  await expect(it.deleteFunction({ FunctionName: 'responder' })).rejects.toEqual(refusal('NotEmulated'));
  await expect(it.deleteResourcePolicy({ ResourceArn: FUNCTION })).rejects.toEqual(refusal('NotEmulated'));
  const layer = here('lambda', 'layer:indelible:1');
  await expect(
    it.updateFunctionConfiguration({ FunctionName: 'responder', Layers: [layer] }),
  ).rejects.toEqual(refusal('AccessDeniedException', layer));
});
