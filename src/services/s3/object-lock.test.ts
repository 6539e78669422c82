import * as sdk from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import s3 from './emulate.ts';

const Bucket = 'shop-logs';
const LOG = { Bucket, Key: 'AWSLogs/a' };
const DAY = 86_400_000;

let sandbox: Sandbox;
let admin: sdk.S3;

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [s3],
    now: new Date('2030-01-15T10:30:00Z'),
    world: {
      schema: 'indelible/world@1',
      accounts: [{ id: '111111111111', name: 'main', management: true }],
      buckets: [
        {
          name: Bucket,
          account: 'main',
          versioning: 'Enabled',
          objectLock: { mode: 'COMPLIANCE', days: 10 },
          objects: [
            { key: LOG.Key },
            { key: 'AWSLogs/governed', retention: { mode: 'GOVERNANCE', until: '2030-02-01T00:00:00Z' } },
            { key: 'AWSLogs/free', retention: 'none' },
          ],
        },
        { name: 'plain-logs', account: 'main' },
      ],
    },
  });
  const [{ accessKeyId = '', secretAccessKey = '' } = {}] = sandbox.accounts[0]?.principals ?? [];
  admin = new sdk.S3({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
});
afterEach(() => sandbox.close());

const versionOf = async (Key: string) => (await admin.headObject({ Bucket, Key })).VersionId ?? '';
const LOCKED = expect.objectContaining({
  name: 'AccessDenied',
  message: 'Access Denied because object protected by object lock.',
});

test('nobody deletes a version under compliance mode before its day, root neither', async () => {
  const VersionId = await versionOf(LOG.Key);
  const erase = (input: object = {}) => admin.deleteObject({ ...LOG, VersionId, ...input });
  await expect(erase()).rejects.toEqual(LOCKED);
  await expect(erase({ BypassGovernanceRetention: true })).rejects.toEqual(LOCKED);
  const { Errors } = await admin.deleteObjects({
    Bucket,
    Delete: { Objects: [{ Key: LOG.Key, VersionId }] },
  });
  expect(Errors).toMatchObject([{ Code: 'AccessDenied' }]);
  await expect(
    admin.putObjectRetention({ ...LOG, VersionId, Retention: {}, BypassGovernanceRetention: true }),
  ).rejects.toEqual(LOCKED);
  sandbox.advance(11 * DAY);
  await erase();
});

test('a delete marker hides a locked version, and can itself be deleted', async () => {
  const { VersionId } = await admin.deleteObject(LOG);
  await expect(admin.getObject(LOG)).rejects.toMatchObject({ name: 'NoSuchKey' });
  await admin.deleteObject({ ...LOG, VersionId });
  await admin.getObject(LOG);
});

test('governance mode yields to who bypasses it', async () => {
  const Key = 'AWSLogs/governed';
  const where = { Bucket, Key, VersionId: await versionOf(Key) };
  await expect(admin.deleteObject(where)).rejects.toEqual(LOCKED);
  await admin.deleteObject({ ...where, BypassGovernanceRetention: true });
});

test('a lock is made stricter by anybody who may, and weaker only by bypassing', async () => {
  const where = { Bucket, Key: 'AWSLogs/governed' };
  const retain = (Mode: sdk.ObjectLockRetentionMode, until: string) =>
    admin.putObjectRetention({ ...where, Retention: { Mode, RetainUntilDate: new Date(until) } });
  await expect(retain('GOVERNANCE', '2030-01-20T00:00:00Z')).rejects.toEqual(LOCKED);
  await retain('COMPLIANCE', '2030-03-01T00:00:00Z');
  await expect(retain('GOVERNANCE', '2030-04-01T00:00:00Z')).rejects.toEqual(LOCKED);
  expect((await admin.getObjectRetention(where)).Retention).toEqual({
    Mode: 'COMPLIANCE',
    RetainUntilDate: new Date('2030-03-01T00:00:00Z'),
  });
});

test('new objects take the bucket’s default, which locks no object once it is gone', async () => {
  await admin.putObject({ ...LOG, Key: 'AWSLogs/new', Body: 'x' });
  const { Retention } = await admin.getObjectRetention({ ...LOG, Key: 'AWSLogs/new' });
  expect(Retention?.Mode).toBe('COMPLIANCE');
  const lock = await admin.getObjectLockConfiguration({ Bucket });
  expect(lock.ObjectLockConfiguration).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10 } },
  });
  await admin.putObjectLockConfiguration({
    Bucket,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
  });
  await admin.putObject({ ...LOG, Key: 'AWSLogs/newer', Body: 'x' });
  await expect(admin.getObjectRetention({ ...LOG, Key: 'AWSLogs/newer' })).rejects.toMatchObject({
    name: 'NoSuchObjectLockConfiguration',
  });
  await admin.deleteObject({ ...LOG, Key: 'AWSLogs/newer', VersionId: await versionOf('AWSLogs/newer') });
});

test('versioning of a locked bucket stays on, and a lock needs versioning', async () => {
  const Status = 'Suspended';
  await expect(
    admin.putBucketVersioning({ Bucket, VersioningConfiguration: { Status } }),
  ).rejects.toMatchObject({ name: 'InvalidBucketState' });
  await expect(
    admin.putObjectLockConfiguration({
      Bucket: 'plain-logs',
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    }),
  ).rejects.toMatchObject({ name: 'InvalidBucketState' });
  await expect(admin.getObjectRetention({ Bucket: 'plain-logs', Key: 'none' })).rejects.toMatchObject({
    name: 'InvalidRequest',
  });
});

test('a lifecycle rule hides a locked version and deletes it only once its lock has ended', async () => {
  const Rules: sdk.LifecycleRule[] = [
    {
      ID: 'all',
      Status: 'Enabled',
      Filter: { Prefix: LOG.Key },
      Expiration: { Days: 1 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    },
  ];
  await admin.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
  const stored = () => sandbox.world.buckets.get(Bucket)?.objects.get(LOG.Key)?.length;
  sandbox.advance(2 * DAY);
  expect(stored()).toBe(2);
  sandbox.advance(5 * DAY);
  expect(stored()).toBe(2);
  sandbox.advance(5 * DAY);
  expect(stored()).not.toBe(2);
});
