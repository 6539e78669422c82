import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { readerOf } from '../../../test/collecting.ts';
import {
  allow,
  denyAnybody,
  document,
  LOG_ARCHIVE,
  type Parts,
  ROOT,
  rcp,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import { clientConfig } from '../../aws/client.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import logs from './emulate.ts';

const ARN = `arn:aws:logs:us-east-1:${LOG_ARCHIVE}:log-group:trail`;
const own = { accountId: LOG_ARCHIVE, region: 'us-east-1' };
const logGroups = [
  { ...own, name: 'trail', arn: ARN, metricFilters: ['alarm', 'count'] },
  { ...own, name: 'app/trail', arn: `arn:aws:logs:us-east-1:${LOG_ARCHIVE}:log-group:app/trail` },
];

const clientIn = async (account: string, policy?: PolicyDocument, parts: Parts = {}) => {
  const access = await readerOf(logs, { logGroups, ...parts }, policy ? { account, policy } : { account });
  return new sdk.CloudWatchLogs(clientConfig(access));
};

const passed = { name: 'NotEmulated' };
const refused = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } };

test('every operation is one of the API', () => {
  const unknown = Object.keys(logs.operations).filter((name) => !(`${name}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('log groups are listed by name, begin or part, those of the account only', async () => {
  const client = await clientIn(LOG_ARCHIVE);
  const names = async (input: sdk.DescribeLogGroupsRequest) =>
    (await client.describeLogGroups(input)).logGroups?.map(({ logGroupName }) => logGroupName);
  expect(await names({})).toEqual(['app/trail', 'trail']);
  expect(await names({ logGroupNamePrefix: 'trail' })).toEqual(['trail']);
  expect(await names({ logGroupNamePattern: 'trail' })).toEqual(['app/trail', 'trail']);
  const first = await client.describeLogGroups({ limit: 1 });
  expect(await names({ nextToken: first.nextToken })).toEqual(['trail']);
  const other = await clientIn(WORKLOAD);
  expect((await other.describeLogGroups({})).logGroups).toEqual([]);
});

test('filters are listed by the begin of their names', async () => {
  const client = await clientIn(LOG_ARCHIVE);
  const { metricFilters } = await client.describeMetricFilters({
    logGroupName: 'trail',
    filterNamePrefix: 'al',
  });
  expect(metricFilters).toMatchObject([{ filterName: 'alarm', logGroupName: 'trail' }]);
});

test('what is not there, or malformed, is told as CloudWatch Logs tells it', async () => {
  const client = await clientIn(LOG_ARCHIVE);
  await expect(client.describeSubscriptionFilters({ logGroupName: 'other' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const invalid = { name: 'InvalidParameterException' };
  for (const input of [
    { limit: 51 },
    { nextToken: 'x' },
    { logGroupNamePrefix: 'a', logGroupNamePattern: 'a' },
  ]) {
    await expect(client.describeLogGroups(input)).rejects.toMatchObject(invalid);
  }
});

test('policies name a log group with :*, its streams by name, and a listing as AWS’s denials do', async () => {
  const client = await clientIn(
    LOG_ARCHIVE,
    document(
      allow('logs:DeleteLogGroup', `${ARN}:*`),
      allow('logs:PutRetentionPolicy', ARN),
      allow('logs:DeleteLogStream', `${ARN}:log-stream:a`),
      allow('logs:DescribeLogGroups', `${ARN}:*`),
      allow('logs:PutAccountPolicy'),
    ),
  );
  const logGroupName = 'trail';
  await expect(client.deleteLogGroup({ logGroupName })).rejects.toMatchObject(passed);
  await expect(client.putRetentionPolicy({ logGroupName, retentionInDays: 1 })).rejects.toMatchObject(
    refused,
  );
  await expect(client.deleteLogStream({ logGroupName, logStreamName: 'a' })).rejects.toMatchObject(passed);
  await expect(client.deleteLogStream({ logGroupName, logStreamName: 'b' })).rejects.toMatchObject(refused);
  await expect(client.describeLogGroups({})).rejects.toThrow(/:log-group::log-stream: because no/);
  const account = (policyType: sdk.PolicyType) =>
    client.putAccountPolicy({ policyName: 'p', policyType, policyDocument: '{}' });
  await expect(account('RETENTION_POLICY' as sdk.PolicyType)).rejects.toMatchObject(passed);
  await expect(account('TRANSFORMER_POLICY')).rejects.toThrow('logs:PutTransformer');
});

test('a resource control policy holds the owner; nobody reaches the log group of another account', async () => {
  const client = await clientIn(LOG_ARCHIVE, undefined, {
    policies: [rcp('guard', [ROOT], denyAnybody('logs:DeleteLogGroup'))],
  });
  await expect(client.deleteLogGroup({ logGroupName: 'trail' })).rejects.toThrow(
    'explicit deny in a resource control policy',
  );
  const other = await clientIn(WORKLOAD);
  const put = { logGroupIdentifier: ARN, deletionProtectionEnabled: false };
  await expect(other.putLogGroupDeletionProtection(put)).rejects.toMatchObject(refused);
});
