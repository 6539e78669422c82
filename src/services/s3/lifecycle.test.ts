import * as sdk from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import s3 from './emulate.ts';

const Bucket = 'shop-logs';
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
      buckets: [{ name: Bucket, account: 'main', objects: [{ key: 'AWSLogs/a' }, { key: 'AWSLogs/b' }] }],
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

const put = (...Rules: sdk.LifecycleRule[]) =>
  admin.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
const keys = async () => (await admin.listObjectsV2({ Bucket })).Contents?.map(({ Key }) => Key);

test('rules are given back as they were set, replaced as a whole, and deleted', async () => {
  const all: sdk.LifecycleRule = {
    ID: 'all',
    Status: 'Enabled',
    Filter: { And: { Prefix: 'AWSLogs/', Tags: [{ Key: 'expire', Value: 'yes' }] } },
    Expiration: { Days: 30 },
    NoncurrentVersionExpiration: { NoncurrentDays: 7, NewerNoncurrentVersions: 2 },
  };
  const markers: sdk.LifecycleRule = {
    ID: 'markers',
    Status: 'Disabled',
    Filter: { Prefix: '' },
    Expiration: { ExpiredObjectDeleteMarker: true },
  };
  await put(all, markers);
  expect((await admin.getBucketLifecycleConfiguration({ Bucket })).Rules).toEqual([all, markers]);
  const dated: sdk.LifecycleRule = {
    ID: 'dated',
    Status: 'Enabled',
    Filter: { Tag: { Key: 'a', Value: '' } },
    Expiration: { Date: new Date('2031-01-01T00:00:00Z') },
  };
  await put(dated);
  expect((await admin.getBucketLifecycleConfiguration({ Bucket })).Rules).toEqual([dated]);
  await admin.deleteBucketLifecycle({ Bucket });
  await expect(admin.getBucketLifecycleConfiguration({ Bucket })).rejects.toMatchObject({
    name: 'NoSuchLifecycleConfiguration',
  });
});

test.each<[string, string, sdk.LifecycleRule[]]>([
  ['no rule', 'MalformedXML', []],
  ['no action', 'MalformedXML', [{ Status: 'Enabled', Filter: { Prefix: '' } }]],
  ['no day', 'InvalidArgument', [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 0 } }]],
  [
    'an hour',
    'InvalidArgument',
    [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Date: new Date('2031-01-01T01:00:00Z') } }],
  ],
  [
    'an id twice',
    'InvalidArgument',
    ['a', 'b'].map((Prefix) => ({
      ID: 'same',
      Status: 'Enabled',
      Filter: { Prefix },
      Expiration: { Days: 1 },
    })),
  ],
  [
    'another storage class',
    'NotEmulated',
    [{ Status: 'Enabled', Filter: { Prefix: '' }, Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }],
  ],
])('a configuration with %s is refused whole', async (_what, name, rules) => {
  await expect(put(...rules)).rejects.toMatchObject({ name });
  expect(sandbox.world.buckets.get(Bucket)?.lifecycle).toBeUndefined();
});

test('S3 deletes what is due when the clock passes the day, and CloudTrail says nothing', async () => {
  await put({ ID: 'all', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } });
  const { eventHistory } = sandbox.world.accounts.get('111111111111') ?? {};
  const recorded = eventHistory?.length;
  sandbox.advance(DAY);
  expect(sandbox.world.buckets.get(Bucket)?.objects.size).toBe(2);
  sandbox.advance(DAY);
  expect(sandbox.world.buckets.get(Bucket)?.objects.size).toBe(0);
  expect(eventHistory?.length).toBe(recorded);
});

test('a tag makes an existing rule take an object', async () => {
  const Tag = { Key: 'expire', Value: 'yes' };
  await put({ ID: 'tagged', Status: 'Enabled', Filter: { Tag }, Expiration: { Days: 1 } });
  await admin.putObjectTagging({ Bucket, Key: 'AWSLogs/a', Tagging: { TagSet: [Tag] } });
  expect((await admin.getObjectTagging({ Bucket, Key: 'AWSLogs/a' })).TagSet).toEqual([Tag]);
  sandbox.advance(2 * DAY);
  expect(await keys()).toEqual(['AWSLogs/b']);
});

test('tags of an object are replaced as a whole, deleted, and seen by policies', async () => {
  const where = { Bucket, Key: 'AWSLogs/a' };
  await admin.putObjectTagging({ ...where, Tagging: { TagSet: [{ Key: 'a', Value: '1' }] } });
  await admin.putObjectTagging({ ...where, Tagging: { TagSet: [{ Key: 'keep', Value: 'yes' }] } });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition: { StringEquals: { 's3:ExistingObjectTag/keep': 'yes' } },
    },
  });
  await admin.putBucketPolicy({ Bucket, Policy });
  await expect(admin.getObject(where)).rejects.toMatchObject({ name: 'AccessDenied' });
  await admin.deleteObjectTagging(where);
  await admin.getObject(where);
  expect((await admin.getObjectTagging(where)).TagSet).toEqual([]);
});

test('a policy decides by the tags that a call sets', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObjectTagging',
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition: { StringEquals: { 's3:RequestObjectTag/expire': 'yes' } },
    },
  });
  await admin.putBucketPolicy({ Bucket, Policy });
  const tag = (Value: string) =>
    admin.putObjectTagging({
      Bucket,
      Key: 'AWSLogs/a',
      Tagging: { TagSet: [{ Key: 'expire', Value }] },
    });
  await expect(tag('yes')).rejects.toMatchObject({ name: 'AccessDenied' });
  await tag('no');
});

test('twice the same tag is refused', async () => {
  const TagSet = [1, 2].map((value) => ({ Key: 'a', Value: String(value) }));
  await expect(
    admin.putObjectTagging({ Bucket, Key: 'AWSLogs/a', Tagging: { TagSet } }),
  ).rejects.toMatchObject({ name: 'InvalidTag' });
});
