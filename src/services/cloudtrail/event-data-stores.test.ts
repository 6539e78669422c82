import {
  GetEventDataStoreCommand,
  GetInsightSelectorsCommand,
  GetResourcePolicyCommand,
  ListEventDataStoresCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAs, twinOf } from '../../../test/replay/read-as.ts';
import {
  allow,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  organization,
  resource,
  rootOf,
  TRAIL,
  trail,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { cloudtrailClient } from './operations.ts';

const arn = (id: string) => `arn:aws:cloudtrail:us-east-1:${WORKLOAD}:eventdatastore/${id}`;
const policy = document(
  allow('cloudtrail:GetEventDataStore', '*', { Principal: { AWS: rootOf(LOG_ARCHIVE) } }),
);

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await twinOf(
    organization({
      trails: [trail({ insights: true })],
      resources: [
        resource('AWS::CloudTrail::EventDataStore', arn('shared'), { policy }),
        resource('AWS::CloudTrail::EventDataStore', arn('plain')),
      ],
    }),
  );
});
afterEach(() => sandbox.close());

const clientOf = (accountId: string) => cloudtrailClient(readAs(sandbox, accountId));
const get = (accountId: string, EventDataStore: string) =>
  clientOf(accountId).send(new GetEventDataStoreCommand({ EventDataStore }));
const policyOf = (ResourceArn: string) =>
  clientOf(WORKLOAD).send(new GetResourcePolicyCommand({ ResourceArn }));

test('an event data store by its ARN or its ID', async () => {
  expect(await get(WORKLOAD, 'plain')).toMatchObject({
    EventDataStoreArn: arn('plain'),
    OrganizationEnabled: false,
    TerminationProtectionEnabled: true,
  });
  expect(await get(WORKLOAD, arn('plain'))).toMatchObject({ Name: 'plain' });
  await expect(get(WORKLOAD, 'none')).rejects.toMatchObject({ name: 'EventDataStoreNotFoundException' });
});

test('another account’s only where its policy says so', async () => {
  expect(await get(LOG_ARCHIVE, arn('shared'))).toMatchObject({ Name: 'shared' });
  await expect(get(LOG_ARCHIVE, arn('plain'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(get(MANAGEMENT, arn('shared'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('resource policies', async () => {
  expect(JSON.parse((await policyOf(arn('shared'))).ResourcePolicy ?? '')).toEqual(policy);
  await expect(policyOf(arn('plain'))).rejects.toMatchObject({ name: 'ResourcePolicyNotFoundException' });
  await expect(policyOf(arn('none'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('pages of them', async () => {
  const list = (input: object) => clientOf(WORKLOAD).send(new ListEventDataStoresCommand(input));
  const { EventDataStores, NextToken } = await list({ MaxResults: 1 });
  expect(EventDataStores).toMatchObject([{ Name: 'plain' }]);
  expect((await list({ MaxResults: 1, NextToken })).EventDataStores).toMatchObject([{ Name: 'shared' }]);
  await expect(list({ NextToken: 'none' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
});

test('Insights of a trail that has them', async () => {
  const { InsightSelectors } = await clientOf(WORKLOAD).send(
    new GetInsightSelectorsCommand({ TrailName: TRAIL }),
  );
  expect(InsightSelectors).toEqual([{ InsightType: 'ApiCallRateInsight' }]);
});
