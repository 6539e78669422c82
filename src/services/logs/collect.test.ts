import { expect, test } from 'vitest';
import { readerOf, without } from '../../../test/collecting.ts';
import { LOG_ARCHIVE, WORKLOAD } from '../../../test/worlds/build.ts';
import type { LogGroup } from '../../model/snapshot.ts';
import { collectLogGroup } from './collect.ts';
import logs from './emulate.ts';

const groupIn = (accountId: string, name: string, rest: Partial<LogGroup> = {}): LogGroup => ({
  name,
  arn: `arn:aws:logs:eu-west-1:${accountId}:log-group:${name}`,
  accountId,
  region: 'eu-west-1',
  ...rest,
});

const settings = {
  deletionProtection: true,
  metricFilters: Array.from({ length: 51 }, (_, index) => `metric-${String(index).padStart(2, '0')}`),
  subscriptionFilters: ['backup', 'siem'],
  kmsKeyArn: `arn:aws:kms:eu-west-1:${LOG_ARCHIVE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
};
const group = groupIn(LOG_ARCHIVE, 'trail/z', settings);
const { deletionProtection, metricFilters, subscriptionFilters, kmsKeyArn, ...bare } = group;

test('a log group is as its Snapshot has it, on second pages and among its like', async () => {
  const before = Array.from({ length: 50 }, (_, index) =>
    groupIn(LOG_ARCHIVE, `trail/z-${index}`, { metricFilters: ['other'] }),
  );
  const logGroups = [...before, group, groupIn(WORKLOAD, 'trail/z')];
  const access = await readerOf(logs, { logGroups });
  expect(await collectLogGroup(access, group.arn)).toEqual({ value: group, gaps: [] });
  expect(await collectLogGroup(access, `${group.arn}:*`)).toEqual({ value: group, gaps: [] });
  const last = groupIn(LOG_ARCHIVE, 'trail/z-9', { metricFilters: ['other'] });
  expect((await collectLogGroup(access, last.arn)).value).toMatchObject(last);
});

test('a log group without protection, filters and key has none', async () => {
  const access = await readerOf(logs, { logGroups: [bare] });
  expect(await collectLogGroup(access, bare.arn)).toEqual({
    value: { ...bare, deletionProtection: false, metricFilters: [], subscriptionFilters: [] },
    gaps: [],
  });
});

test('no log group is no Gap, whatever begins with its name or bears it elsewhere', async () => {
  const alike = [groupIn(LOG_ARCHIVE, 'trail/z-2'), groupIn(WORKLOAD, 'trail/z')];
  const access = await readerOf(logs, { logGroups: alike });
  expect(await collectLogGroup(access, group.arn)).toEqual({ value: undefined, gaps: [] });
});

test('a log group of another account is a Gap, even where the caller has one of that name', async () => {
  const logGroups = [group, groupIn(WORKLOAD, 'trail/z')];
  const access = await readerOf(logs, { logGroups }, { account: WORKLOAD });
  expect(await collectLogGroup(access, group.arn)).toMatchObject({
    value: undefined,
    gaps: [{ resource: group.arn, action: 'logs:DescribeLogGroups', code: 'OtherAccount' }],
  });
});

test.each([
  ['logs:DescribeLogGroups', { ...bare, metricFilters, subscriptionFilters }],
  ['logs:DescribeMetricFilters', { ...bare, deletionProtection, subscriptionFilters, kmsKeyArn }],
  ['logs:DescribeSubscriptionFilters', { ...bare, deletionProtection, metricFilters, kmsKeyArn }],
])('without %s there is its Gap', async (action, value) => {
  const access = await readerOf(logs, { logGroups: [group] }, { policy: without(action) });
  const reading = await collectLogGroup(access, group.arn);
  expect(reading.gaps).toMatchObject([{ resource: group.arn, action, code: 'AccessDeniedException' }]);
  expect(reading.value).toEqual(value);
});
