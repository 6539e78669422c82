import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  elsewhere,
  here,
  OTHER,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectRules } from './collect.ts';
import events from './emulate.ts';

const ID = '11111111-2222-3333-4444-555555555555';
const letting = (arn: string) => ({
  Version: '2012-10-17' as const,
  Statement: [
    { Effect: 'Allow' as const, Principal: { AWS: OTHER }, Action: 'events:PutEvents', Resource: arn },
  ],
});

const DEFAULT = resource('AWS::Events::EventBus', here('events', 'event-bus/default'), 'default');
const POLICY = letting(here('events', 'event-bus/alerts'));
const CUSTOM = resource('AWS::Events::EventBus', here('events', 'event-bus/alerts'), 'alerts', {
  policy: POLICY,
  kmsKeyArn: here('kms', `key/${ID}`),
});
const PARTNER = resource(
  'AWS::Events::EventBus',
  here('events', 'event-bus/aws.partner/example.com/alerts'),
  'aws.partner/example.com/alerts',
);
const DESTINATION = here('events', `api-destination/pager/${ID}`);
const CONNECTION = here('events', `connection/pager/${ID}`);
const ON_DEFAULT = resource('AWS::Events::Rule', here('events', 'rule/stopped'), 'stopped', {
  roleArn: `arn:aws:iam::${ACCOUNT}:role/rule`,
  concerns: [DESTINATION, CONNECTION, here('sns', 'alerts')].sort(),
});
const ON_CUSTOM = resource('AWS::Events::Rule', here('events', 'rule/alerts/deleted'), 'deleted', {
  policy: POLICY,
  concerns: [],
});
const ON_PARTNER = resource(
  'AWS::Events::Rule',
  here('events', 'rule/aws.partner/example.com/alerts/found'),
  'found',
  { concerns: [here('sqs', 'alerts')] },
);
const MANAGED = resource(
  'AWS::Events::Rule',
  here('events', 'rule/AutoScalingManagedRule'),
  'AutoScalingManagedRule',
);
const ALL = [CUSTOM, PARTNER, DEFAULT, ON_CUSTOM, ON_PARTNER, ON_DEFAULT].sort((one, other) =>
  one.arn < other.arn ? -1 : 1,
);

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([events], resources, denied);
  return collectRules(reading(sandbox));
}

test('buses and rules are those of the account and Region, without the rules that AWS manages', async () => {
  expect(await collected([...ALL, MANAGED, ...ALL.flatMap(elsewhere)])).toEqual({ value: ALL, gaps: [] });
});

test('an account that made nothing has its default bus', async () => {
  expect(await collected([])).toEqual({ value: [DEFAULT], gaps: [] });
});

test('the key of a bus without rules does not matter; rules that AWS manages count', async () => {
  const encrypted = { ...DEFAULT, kmsKeyArn: here('kms', `key/${ID}`) };
  expect(await collected([encrypted])).toEqual({ value: [DEFAULT], gaps: [] });
  await sandbox.close();
  expect(await collected([encrypted, MANAGED])).toEqual({ value: [encrypted], gaps: [] });
});

test('more than a page of rules and of buses', async () => {
  const rules = Array.from({ length: 201 }, (_, index) => {
    const name = `rule-${String(index).padStart(3, '0')}`;
    return resource('AWS::Events::Rule', here('events', `rule/${name}`), name, { concerns: [] });
  });
  const buses = Array.from({ length: 101 }, (_, index) => {
    const name = `bus-${String(index).padStart(3, '0')}`;
    return resource('AWS::Events::EventBus', here('events', `event-bus/${name}`), name);
  });
  const { value, gaps } = await collected([...rules, ...buses]);
  expect(gaps).toEqual([]);
  expect(value).toEqual([...buses, DEFAULT, ...rules]);
});

test.each([
  ['events:ListEventBuses', [here('events', 'event-bus/*')], []],
  [
    'events:DescribeEventBus',
    [CUSTOM.arn, PARTNER.arn, DEFAULT.arn],
    ALL.map(({ kmsKeyArn: _, ...rest }) => rest),
  ],
  ['events:ListRules', [CUSTOM.arn, PARTNER.arn, DEFAULT.arn], [CUSTOM, PARTNER, DEFAULT]],
  [
    'events:ListTargetsByRule',
    [ON_CUSTOM.arn, ON_PARTNER.arn, ON_DEFAULT.arn],
    ALL.map(({ concerns: _, ...rest }) => rest),
  ],
  [
    'events:DescribeApiDestination',
    [DESTINATION],
    ALL.map((one) => (one === ON_DEFAULT ? { ...one, concerns: [DESTINATION, here('sns', 'alerts')] } : one)),
  ],
])('without %s', async (action, resources, value) => {
  const reading = await collected(ALL, [action]);
  expect(reading.gaps.map((gap) => [gap.action, gap.code, gap.resource]).sort()).toEqual(
    resources.map((arn) => [action, 'AccessDeniedException', arn]).sort(),
  );
  expect(reading.value).toEqual(value);
});

test('an API destination that has no connection known, and keys named by id and by alias', async () => {
  const rule = { ...ON_DEFAULT, concerns: [DESTINATION] };
  const byId = { ...CUSTOM, kmsKeyArn: ID };
  const byAlias = { ...DEFAULT, kmsKeyArn: 'alias/alerts' };
  const { value, gaps } = await collected([rule, ON_CUSTOM, byId, byAlias]);
  const alias = here('kms', 'alias/alerts');
  expect(value).toEqual([CUSTOM, { ...DEFAULT, kmsKeyArn: alias }, ON_CUSTOM, rule]);
  expect(gaps).toEqual([expect.objectContaining({ resource: alias, action: 'kms:DescribeKey' })]);
});
