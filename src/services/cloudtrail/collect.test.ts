import { afterEach, expect, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import {
  allow,
  document,
  KEY,
  LOG_ARCHIVE,
  MANAGEMENT,
  ORGANIZATION_TRAIL,
  organization,
  organizationTrail,
  type Parts,
  resource,
  roleOf,
  rootOf,
  TRAIL,
  trail,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import type { Resource } from '../../model/resource.ts';
import type { Trail } from '../../model/snapshot.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectEventDataStores, collectTrails } from './collect.ts';

const FULL = trail({
  kmsKeyArn: KEY,
  keyPrefix: 'pre',
  logGroupArn: `arn:aws:logs:us-east-1:${WORKLOAD}:log-group:trail`,
  logRoleArn: roleOf(WORKLOAD, 'ToLogs'),
  snsTopicArn: `arn:aws:sns:us-east-1:${WORKLOAD}:trail`,
  insights: true,
  tags: { team: 'security' },
});

const store = (accountId: string, id: string, rest: Partial<Resource> = {}): Resource =>
  resource(
    'AWS::CloudTrail::EventDataStore',
    `arn:aws:cloudtrail:us-east-1:${accountId}:eventdatastore/${id}`,
    {
      protected: true,
      organization: false,
      ...rest,
    },
  );
const OWN = store(WORKLOAD, 'own', {
  kmsKeyArn: KEY,
  protected: false,
  policy: document(allow('cloudtrail:StartQuery', '*', { Principal: { AWS: rootOf(LOG_ARCHIVE) } })),
});
const OF_ORGANIZATION = store(MANAGEMENT, 'all', { organization: true });

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

const start = async (parts: Parts): Promise<Sandbox> => {
  sandbox = await twinOf(organization(parts));
  return sandbox;
};

const named = (trails: readonly Trail[], arn: string) => trails.find((one) => one.arn === arn);

test('every setting of a trail', async () => {
  const { value, gaps } = await collectTrails(readAs(await start({ trails: [FULL] }), WORKLOAD));
  expect(gaps).toEqual([]);
  expect(value).toEqual([expect.objectContaining(FULL)]);
});

test('what a trail could not deliver', async () => {
  const running = await start({ trails: [FULL] });
  const state = running.world.trails.get(FULL.arn);
  if (state !== undefined) state.latestDeliveryError = 'AccessDenied';
  const { value } = await collectTrails(readAs(running, WORKLOAD));
  expect(value).toMatchObject([{ arn: FULL.arn, deliveryErrors: { logFiles: 'AccessDenied' } }]);
});

test('what a trail has not is an answer, and no Gap', async () => {
  const { value, gaps } = await collectTrails(readAs(await start({ trails: [trail()] }), WORKLOAD));
  expect(gaps).toEqual([]);
  expect(value).toEqual([{ ...trail(), insights: false, tags: {}, eventSelectors: expect.any(Array) }]);
});

test('tags of the organization’s trail only in its own account', async () => {
  const running = await start({ trails: [organizationTrail()] });
  const member = await collectTrails(readAs(running, WORKLOAD));
  expect(member.gaps).toEqual([]);
  expect(named(member.value, ORGANIZATION_TRAIL)).toMatchObject({ insights: false });
  expect(named(member.value, ORGANIZATION_TRAIL)).not.toHaveProperty('tags');
  const { value } = await collectTrails(readAs(running, MANAGEMENT));
  expect(named(value, ORGANIZATION_TRAIL)).toMatchObject({ tags: {} });
});

test.each([
  ['cloudtrail:GetInsightSelectors', 'insights'],
  ['cloudtrail:ListTags', 'tags'],
])('without %s', async (action, unread) => {
  const { value, gaps } = await collectTrails(readAs(await start({ trails: [FULL] }), WORKLOAD, action));
  expect(missing(gaps)).toEqual([`${action} ${TRAIL}`]);
  expect(value[0]).not.toHaveProperty(unread);
});

test('event data stores of the account and the Region', async () => {
  const elsewhere = resource(
    'AWS::CloudTrail::EventDataStore',
    `arn:aws:cloudtrail:eu-west-1:${WORKLOAD}:eventdatastore/elsewhere`,
  );
  const resources = [OWN, store(WORKLOAD, 'another'), elsewhere, OF_ORGANIZATION];
  const running = await start({ resources });
  expect(await collectEventDataStores(readAs(running, WORKLOAD))).toEqual({
    value: [store(WORKLOAD, 'another'), OWN],
    gaps: [],
  });
  expect(await collectEventDataStores(readAs(running, MANAGEMENT))).toEqual({
    value: [OF_ORGANIZATION],
    gaps: [],
  });
});

test('a delegated administrator of CloudTrail sees the organization’s', async () => {
  const delegatedAdministrators = [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }];
  const running = await start({ resources: [OF_ORGANIZATION], delegatedAdministrators });
  expect(await collectEventDataStores(readAs(running, LOG_ARCHIVE))).toEqual({
    value: [OF_ORGANIZATION],
    gaps: [],
  });
  expect(await collectEventDataStores(readAs(running, WORKLOAD))).toEqual({ value: [], gaps: [] });
});

test('two pages of event data stores', async () => {
  const resources = Array.from({ length: 120 }, (_, index) => store(WORKLOAD, `s-${index + 100}`));
  const running = await start({ resources });
  expect(await collectEventDataStores(readAs(running, WORKLOAD))).toEqual({ value: resources, gaps: [] });
});

const EVERY = `arn:aws:cloudtrail:us-east-1:${WORKLOAD}:eventdatastore/*`;

test.each([
  ['cloudtrail:ListEventDataStores', EVERY, []],
  ['cloudtrail:GetEventDataStore', OWN.arn, [{ ...resource(OWN.type, OWN.arn), policy: OWN.policy }]],
  ['cloudtrail:GetResourcePolicy', OWN.arn, [{ ...OWN, policy: undefined }]],
])('without %s', async (action, about, read) => {
  const running = await start({ resources: [OWN] });
  const { value, gaps } = await collectEventDataStores(readAs(running, WORKLOAD, action));
  expect(missing(gaps)).toEqual([`${action} ${about}`]);
  expect(value).toEqual(read);
});
