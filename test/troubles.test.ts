import { expect, test } from 'vitest';
import { collect } from '../src/commands/collect.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { troublesIn } from '../src/model/trouble.ts';
import { accessTo, without } from './collecting.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import {
  allow,
  bucket,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  organization,
  role,
  rootOf,
  TRAIL,
  trail,
  WORKLOAD,
} from './worlds/build.ts';

const reader = (accountId: string, policy = document(allow('*'))) => ({
  ...role(accountId, 'OrganizationAccountAccessRole', { AWS: rootOf(MANAGEMENT) }),
  policies: [policy],
});

const collected = async (parts: Parameters<typeof organization>[0], policy = document(allow('*'))) => {
  const roles = [reader(LOG_ARCHIVE, policy), reader(WORKLOAD, policy)];
  const there = withUsableIds(organization({ ...parts, roles }));
  return collect(await accessTo(there), { depth: 'full' });
};

const kinds = (snapshot: Snapshot) => troublesIn(snapshot).map(({ kind }) => kind);

test('nothing is the matter where the trail logs into a bucket that is there', async () => {
  const parts = { trails: [trail({ kmsKeyArn: KEY })], buckets: [bucket()], keys: [key()] };
  expect(troublesIn(await collected(parts))).toEqual([]);
});

test('a trail that is stopped, and under a key that is deleted soon', async () => {
  const on = '2126-01-31T00:00:00.000Z';
  const keys = [key({ enabled: false, deletionDate: on })];
  const parts = { trails: [trail({ logging: false, kmsKeyArn: KEY })], keys };
  const snapshot = await collected(parts);
  expect(troublesIn(snapshot)).toEqual([
    { kind: 'not-logging', trail: TRAIL },
    { kind: 'key-deleted', key: KEY, on },
  ]);
});

test('a key that is disabled', async () => {
  const keys = [key({ enabled: false })];
  expect(kinds(await collected({ trails: [trail({ kmsKeyArn: KEY })], buckets: [bucket()], keys }))).toEqual([
    'key-disabled',
  ]);
});

test.each(['cloudtrail:GetTrailStatus', 's3:ListBucket', 'kms:DescribeKey'])(
  'without %s nothing is said to be broken that may not be',
  async (action) => {
    const parts = { trails: [trail({ kmsKeyArn: KEY })], buckets: [bucket()], keys: [key()] };
    const snapshot = await collected(parts, without(action));
    expect(snapshot.gaps.map((gap) => gap.action)).toContain(action);
    expect(kinds(snapshot)).toEqual([]);
  },
);

test('a bucket that was not found, and one that nobody could look for', () => {
  const snapshot = organization({ trails: [trail()], buckets: [] });
  const [{ bucketName = '' } = {}] = snapshot.trails;
  expect(troublesIn(snapshot)).toEqual([{ kind: 'no-bucket', trail: TRAIL, bucket: bucketName }]);
  const denied = { resource: `arn:aws:s3:::${bucketName}`, action: 's3:ListBucket', code: '', message: '' };
  expect(troublesIn({ ...snapshot, gaps: [denied] })).toEqual([]);
});

test('what a trail could not deliver', () => {
  const deliveryErrors = { logFiles: 'AccessDenied', topic: 'TopicNotFound' };
  const snapshot = organization({ trails: [trail({ deliveryErrors })], buckets: [bucket()] });
  expect(troublesIn(snapshot)).toEqual([
    { kind: 'not-delivered', trail: TRAIL, delivery: 'logFiles', code: 'AccessDenied' },
    { kind: 'not-delivered', trail: TRAIL, delivery: 'topic', code: 'TopicNotFound' },
  ]);
});
