import { describe, expect, it } from 'vitest';
import { type LogBucket, logFileOf, logFilesUnder, type Snapshot } from '../../model/snapshot.ts';
import { governed, immutability, objectGoverned, objectImmutability } from './object-lock.ts';

const ARN = 'arn:aws:s3:::acme-trail';
const FILE = 'AWSLogs/111111111111/CloudTrail/eu-west-1/log.json.gz';

const bucket = (settings: Partial<LogBucket>): LogBucket => ({
  name: 'acme-trail',
  arn: ARN,
  accountId: '111111111111',
  region: 'eu-west-1',
  versioning: 'Enabled',
  ...settings,
});

const snapshot = (...logBuckets: readonly LogBucket[]): Snapshot => ({
  schema: 'indelible/snapshot@1',
  readAt: '2026-10-01T00:00:00.000Z',
  readBy: 'arn:aws:iam::111111111111:role/reader',
  partition: 'aws',
  organization: { id: 'o-1', arn: '', managementAccountId: '', rootId: 'r-1', policyTypes: [] },
  organizationalUnits: [],
  accounts: [],
  policies: [],
  trails: [],
  logBuckets,
  gaps: [],
});

const locked = (mode: 'GOVERNANCE' | 'COMPLIANCE', until: string): LogBucket =>
  bucket({ objectLock: {}, retention: { mode, until } });

describe('a log file is', () => {
  it.each([
    ['immutable in compliance mode', locked('COMPLIANCE', '2027-01-01T00:00:00Z'), '2027-01-01T00:00:00Z'],
    ['deletable once its retention is over', locked('COMPLIANCE', '2026-09-30T23:59:59Z'), undefined],
    ['deletable at the end of a retention that nobody can read', locked('COMPLIANCE', 'soon'), undefined],
    ['deletable by bypass in governance mode', locked('GOVERNANCE', '2027-01-01T00:00:00Z'), undefined],
    ['deletable without Object Lock', bucket({ objectLock: 'off' }), undefined],
    ['deletable without retention', bucket({ objectLock: {}, retention: 'none' }), undefined],
  ])('%s', (_, target, until) => {
    const refusal = until === undefined ? undefined : { kind: 'immutable', until };
    expect(immutability(target, snapshot(target))).toEqual(refusal);
    expect(objectImmutability(logFileOf(target), snapshot(target))).toEqual(refusal);
  });

  it('under governance only while the retention runs', () => {
    const running = locked('GOVERNANCE', '2027-01-01T00:00:00Z');
    expect(governed(running, snapshot(running))).toBe(true);
    expect(objectGoverned(logFileOf(running), snapshot(running))).toBe(true);
    const over = locked('GOVERNANCE', '2026-01-01T00:00:00Z');
    expect(governed(over, snapshot(over))).toBe(false);
    const compliance = locked('COMPLIANCE', '2027-01-01T00:00:00Z');
    expect(governed(compliance, snapshot(compliance))).toBe(false);
  });
});

describe('what was not read is missing, never locked and never open', () => {
  it.each([
    ['Object Lock', bucket({}), { resource: ARN, action: 's3:GetBucketObjectLockConfiguration' }],
    [
      'the retention',
      bucket({ objectLock: { default: { mode: 'COMPLIANCE', days: 365 } } }),
      { resource: `${ARN}/${FILE}`, action: 's3:GetObjectRetention' },
    ],
  ])('%s', (_, target, missing) => {
    expect(immutability(target, snapshot(target))).toEqual(missing);
    expect(governed(target, snapshot(target))).toEqual(missing);
  });

  it('a bucket that is not in the snapshot', () => {
    const missing = { resource: ARN, action: 's3:GetBucketObjectLockConfiguration' };
    expect(objectImmutability(logFileOf(bucket({})), snapshot())).toEqual(missing);
    expect(objectGoverned(logFileOf(bucket({})), snapshot())).toEqual(missing);
  });
});

it.each([
  [FILE, `${ARN}/AWSLogs/`],
  [`team/a/${FILE}`, `${ARN}/team/a/AWSLogs/`],
  ['elsewhere/log.json.gz', `${ARN}/`],
])('the neighbours of %s', (key, under) => {
  expect(logFilesUnder({ bucketName: 'acme-trail', bucketArn: ARN, key })).toBe(under);
});
