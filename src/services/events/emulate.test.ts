import * as sdk from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, test } from 'vitest';
import { ACCOUNT, clientOptions, here, OTHER, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import events from './emulate.ts';

const BUS = here('events', 'event-bus/alerts');
const RULE = here('events', 'rule/alerts/stopped');
const CONNECTION = here('events', 'connection/pager/11111111-2222-3333-4444-555555555555');
const policy = {
  Version: '2012-10-17' as const,
  Statement: [
    { Effect: 'Allow' as const, Principal: { AWS: OTHER }, Action: 'events:DisableRule', Resource: RULE },
  ],
};
const RESOURCES = [
  resource('AWS::Events::Rule', RULE, 'stopped', { policy, concerns: [CONNECTION, here('sns', 'alerts')] }),
];

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function client(account = ACCOUNT, denied?: readonly string[]) {
  sandbox = await startWith([events], RESOURCES, denied);
  return new sdk.EventBridge(clientOptions(sandbox, account));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is one of the API', async () => {
  await client();
  const commands = Object.keys(sdk);
  expect(Object.keys(events.operations).filter((name) => !commands.includes(`${name}Command`))).toEqual([]);
});

describe('what is not there', () => {
  test.each([
    ['an event bus', (it: sdk.EventBridge) => it.describeEventBus({ Name: 'none' })],
    ['the rules of an event bus', (it: sdk.EventBridge) => it.listRules({ EventBusName: 'none' })],
    ['the targets of a rule', (it: sdk.EventBridge) => it.listTargetsByRule({ Rule: 'stopped' })],
    ['an API destination', (it: sdk.EventBridge) => it.describeApiDestination({ Name: 'none' })],
  ])('%s', async (_, ask) => {
    await expect(ask(await client())).rejects.toEqual(refusal('ResourceNotFoundException'));
  });
});

test('a token that no page gave', async () => {
  await expect((await client()).listEventBuses({ NextToken: 'none' })).rejects.toEqual(
    refusal('InvalidToken'),
  );
});

test('another account disables the rule that the policy of its bus gives it, and reads nothing', async () => {
  const it = await client(OTHER);
  const named = { EventBusName: BUS, Name: 'stopped' };
  await expect(it.disableRule(named)).rejects.toEqual(refusal('NotEmulated'));
  await expect(it.deleteRule(named)).rejects.toEqual(refusal('AccessDeniedException', RULE));
  await expect(it.listRules({ EventBusName: BUS })).rejects.toEqual(refusal('ResourceNotFoundException'));
  expect((await it.listEventBuses({})).EventBuses?.map(({ Name }) => Name)).toEqual(['default']);
});

test('a connection is named without the end of its ARN', async () => {
  const it = await client(ACCOUNT, ['events:DeauthorizeConnection']);
  await expect(it.deauthorizeConnection({ Name: 'pager' })).rejects.toEqual(
    refusal('AccessDeniedException', CONNECTION),
  );
});
