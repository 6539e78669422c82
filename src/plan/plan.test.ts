import { expect, test } from 'vitest';
import { after } from '../model/change.ts';
import type { Guard, Plan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { plan } from './plan.ts';

const guardOf = (...actions: readonly string[]): Guard => ({
  id: 'guard',
  title: { en: '', ja: '' },
  why: { en: '', ja: '' },
  sources: [],
  statements: ({ bucketNames }) => [
    { Effect: 'Deny', Action: actions, Resource: bucketNames.map((name) => `arn:aws:s3:::${name}/*`) },
  ],
  blocks: [],
  costs: { en: '', ja: '' },
});
const guard = guardOf('s3:Delete*');

const empty: Snapshot = {
  schema: 'indelible/snapshot@1',
  readAt: '',
  readBy: '',
  partition: 'aws',
  organization: {
    id: 'o-1',
    arn: 'arn:aws:organizations::1:organization/o-1',
    managementAccountId: '1',
    rootId: 'r-1',
    policyTypes: ['SERVICE_CONTROL_POLICY'],
  },
  organizationalUnits: [],
  accounts: [],
  policies: [],
  trails: [],
  logBuckets: [],
  gaps: [],
};

const planned = (
  snapshot: Snapshot,
  target: string,
  bucket: string,
  guards = [guard],
  trail = 'main',
): Plan =>
  plan(snapshot, {
    target: { id: target, name: target, kind: 'account' },
    trailNames: [trail],
    bucketNames: [bucket],
    guards,
    madeAt: '',
  });

const applied = (snapshot: Snapshot, { changes }: Plan): Snapshot => changes.reduce(after, snapshot);

const protectedBuckets = ({ policies }: Snapshot, target: string) =>
  policies
    .filter(({ targets }) => targets.includes(target))
    .flatMap(({ content }) => content.match(/(?<=s3:::)[\w-]+/g) ?? []);

test('a trail of the same name elsewhere keeps its own protection', () => {
  const first = applied(empty, planned(empty, '2', 'logs-2'));
  const both = applied(first, planned(first, '3', 'logs-3'));
  expect(protectedBuckets(both, '2')).toEqual(['logs-2']);
  expect(protectedBuckets(both, '3')).toEqual(['logs-3']);
  expect(planned(both, '2', 'logs-2').changes).toEqual([]);
  expect(planned(both, '3', 'logs-3').changes).toEqual([]);
});

test('a trail that delivers elsewhere now leaves its old log files protected', () => {
  const first = applied(empty, planned(empty, '2', 'old'));
  expect(protectedBuckets(applied(first, planned(first, '2', 'new')), '2')).toEqual(['old', 'new']);
});

test('a bucket whose name only begins alike is another one', () => {
  const first = applied(empty, planned(empty, '2', 'logs-2'));
  expect(protectedBuckets(applied(first, planned(first, '3', 'logs')), '2')).toEqual(['logs-2']);
});

test('other guards change the policy that is there, and attach it', () => {
  const first = applied(empty, planned(empty, '2', 'logs'));
  const stricter = guardOf('s3:Delete*', 's3:Put*');
  expect(planned(first, '3', 'logs', [stricter]).changes.map(({ kind }) => kind)).toEqual([
    'update-policy',
    'attach-policy',
  ]);
});

test('names fit into the 128 characters of AWS, and still tell buckets apart', () => {
  const trail = 't'.repeat(128);
  const first = applied(empty, planned(empty, '2', 'logs-2', [guard], trail));
  const both = applied(first, planned(first, '3', 'logs-3', [guard], trail));
  const names = both.policies.map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  expect(names.every((name) => name.length <= 128)).toBe(true);
});
