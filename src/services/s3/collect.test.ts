import { afterEach, expect, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import {
  allow,
  BUCKET,
  bucket,
  document,
  KEY,
  LOG_ARCHIVE,
  LOG_FILE,
  organization,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import type { LogBucket } from '../../model/snapshot.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectLogBucket } from './collect.ts';

const NAME = 'amzn-s3-demo-logs';
const FILE = `${BUCKET}/${LOG_FILE}`;

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

const start = async (logs: LogBucket): Promise<Sandbox> => {
  sandbox = await twinOf(organization({ trails: [], buckets: [logs] }));
  return sandbox;
};

const withVersion = (logs: LogBucket, read: LogBucket | undefined): LogBucket => ({
  ...logs,
  sample: { key: LOG_FILE, versionId: read?.sample?.versionId ?? '' },
});

const point = (name: string) => `arn:aws:s3:us-east-1:${LOG_ARCHIVE}:accesspoint/${name}`;

const FULL = bucket({
  mfaDelete: true,
  objectLock: { default: { mode: 'COMPLIANCE', days: 30 } },
  retention: { mode: 'GOVERNANCE', until: '2027-01-01T00:00:00Z' },
  legalHold: true,
  eventHold: true,
  lifecycle: [
    { id: 'old', enabled: true, expires: true },
    { id: 'tagged', enabled: false, expires: true, tag: { key: 'expire', value: 'yes' } },
  ],
  acl: [
    { grantee: 'AllUsers', permission: 'READ' },
    { grantee: '0123456789abcdef'.repeat(4), permission: 'FULL_CONTROL' },
  ],
  ownership: 'ObjectWriter',
  accessPoints: [
    { name: 'open', arn: point('open'), accountId: LOG_ARCHIVE, policy: document(allow('s3:GetObject')) },
    { name: 'plain', arn: point('plain'), accountId: LOG_ARCHIVE },
  ],
  publicAccessBlock: false,
  notifies: [
    `arn:aws:lambda:us-east-1:${LOG_ARCHIVE}:function:siem`,
    `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:logs`,
    `arn:aws:sqs:us-east-1:${LOG_ARCHIVE}:logs`,
    'eventbridge',
  ],
  replicatesTo: ['arn:aws:s3:::amzn-s3-demo-copy'],
  replicationRoleArn: `arn:aws:iam::${LOG_ARCHIVE}:role/service-role/copies`,
  accessLogs: 'amzn-s3-demo-access-logs',
  kmsKeyArn: KEY,
  stored: {
    folders: [
      '/',
      `AWSLogs/${LOG_ARCHIVE}/Config/`,
      `AWSLogs/${WORKLOAD}/CloudTrail/`,
      `AWSLogs/${WORKLOAD}/vpcflowlogs/`,
      'exports/',
    ],
    whole: true,
  },
  tags: { team: 'security' },
});

test('more than a page of what stands in a bucket', async () => {
  const many = Array.from({ length: 1001 }, (_, index) => `export-${index + 1000}/`);
  const top = await start(bucket({ stored: { folders: many, whole: true } }));
  const { value } = await collectLogBucket(readAs(top, LOG_ARCHIVE), NAME);
  expect([value?.stored?.whole, value?.stored?.folders.length]).toEqual([false, 1000]);
  await sandbox?.close();
  const services = many.map((name) => `AWSLogs/${name}`);
  const logs = await start(bucket({ stored: { folders: services, whole: true } }));
  const read = await collectLogBucket(readAs(logs, LOG_ARCHIVE), NAME);
  expect([read.value?.stored?.whole, read.value?.stored?.folders.length]).toEqual([true, 1002]);
});

test('every setting of a bucket is read', async () => {
  const { value, gaps } = await collectLogBucket(readAs(await start(FULL), LOG_ARCHIVE), NAME);
  expect(gaps).toEqual([]);
  expect(value).toEqual(withVersion(FULL, value));
});

test('what is not set is an answer, and no Gap', async () => {
  const { policy: _, sample: __, stored: ___, ...bare } = bucket({ versioning: 'Off' });
  const { value, gaps } = await collectLogBucket(readAs(await start(bare), LOG_ARCHIVE), NAME, 'pre');
  expect(gaps).toEqual([]);
  expect(value).toEqual({
    ...bare,
    keyPrefix: 'pre',
    legalHold: false,
    eventHold: false,
    notifies: [],
    replicatesTo: [],
    accessLogs: 'off',
    stored: { folders: [], whole: true },
  });
});

test('what stands below the prefix of a trail, and of an organization’s trail', async () => {
  const stored = {
    folders: [
      'AWSLogs/',
      `pre/AWSLogs/${WORKLOAD}/Config/`,
      `pre/AWSLogs/aws-account-id=${WORKLOAD}/aws-service=vpcflowlogs/`,
      `pre/AWSLogs/o-exampleorg/${WORKLOAD}/CloudTrail/`,
    ],
    whole: true,
  };
  const { sample: _, ...logs } = bucket({ stored });
  const { value } = await collectLogBucket(readAs(await start(logs), LOG_ARCHIVE), NAME, 'pre');
  expect(value?.stored).toEqual(stored);
});

test('files of other services are no sample of the log files', async () => {
  const folders = [
    `AWSLogs/${WORKLOAD}/CloudTrail/`,
    `AWSLogs/aws-account-id=${WORKLOAD}/aws-service=vpcflowlogs/`,
  ];
  const shared = bucket({ stored: { folders, whole: true } });
  const { value } = await collectLogBucket(readAs(await start(shared), LOG_ARCHIVE), NAME);
  expect(value?.sample?.key).toBe(LOG_FILE);
  await sandbox?.close();
  const key = `AWSLogs/${WORKLOAD}/Config/us-east-1/2026/11/2/ConfigHistory/history.json.gz`;
  const config = bucket({ sample: { key }, stored: { folders: [], whole: true } });
  const read = await collectLogBucket(readAs(await start(config), LOG_ARCHIVE), NAME);
  expect(read.value?.sample).toBeUndefined();
});

test('where more stands than is looked at, that is said', async () => {
  const accounts = Array.from(
    { length: 301 },
    (_, index) => `AWSLogs/${100_000_000_000 + index}/CloudTrail/`,
  );
  const running = await start(bucket({ stored: { folders: accounts, whole: true } }));
  const { value } = await collectLogBucket(readAs(running, LOG_ARCHIVE), NAME);
  expect(value?.stored).toEqual({ folders: [accounts[299]], whole: false });
});

test('a version under no lock, in a bucket that has one', async () => {
  const logs = bucket({ objectLock: {}, retention: 'none' });
  const { value, gaps } = await collectLogBucket(readAs(await start(logs), LOG_ARCHIVE), NAME);
  expect(gaps).toEqual([]);
  expect(value).toMatchObject({ objectLock: {}, retention: 'none', legalHold: false, eventHold: false });
});

test.each([
  ['1234abcd-12ab-34cd-56ef-1234567890ab', KEY],
  ['alias/logs', `arn:aws:kms:us-east-1:${LOG_ARCHIVE}:alias/logs`],
  ['alias/aws/s3', undefined],
  [`arn:aws:kms:us-east-1:${LOG_ARCHIVE}:alias/aws/s3`, undefined],
])('its key, named %s', async (kmsKeyArn, arn) => {
  const running = await start(bucket({ kmsKeyArn }));
  expect((await collectLogBucket(readAs(running, LOG_ARCHIVE), NAME)).value?.kmsKeyArn).toBe(arn);
});

test.each([
  ['s3:GetBucketVersioning', BUCKET, { versioning: 'Off', mfaDelete: undefined }],
  ['s3:GetBucketPolicy', BUCKET, { policy: undefined }],
  ['s3:GetBucketAcl', BUCKET, { acl: undefined }],
  ['s3:GetBucketOwnershipControls', BUCKET, { ownership: undefined }],
  ['s3:GetBucketPublicAccessBlock', BUCKET, { publicAccessBlock: undefined }],
  ['s3:GetAccountPublicAccessBlock', `arn:aws:s3::${LOG_ARCHIVE}:*`, { publicAccessBlock: undefined }],
  ['s3:ListAccessPoints', BUCKET, { accessPoints: undefined }],
  ['s3:GetLifecycleConfiguration', BUCKET, { lifecycle: undefined }],
  ['s3:GetEncryptionConfiguration', BUCKET, { kmsKeyArn: undefined }],
  ['s3:GetReplicationConfiguration', BUCKET, { replicatesTo: undefined, replicationRoleArn: undefined }],
  ['s3:GetBucketNotification', BUCKET, { notifies: undefined }],
  ['s3:GetBucketLogging', BUCKET, { accessLogs: undefined }],
  ['s3:GetBucketTagging', BUCKET, { tags: undefined }],
  ['s3:GetObjectRetention', FILE, { retention: undefined, eventHold: undefined }],
  ['s3:GetObjectLegalHold', FILE, { legalHold: undefined }],
  [
    's3:GetBucketObjectLockConfiguration',
    BUCKET,
    { objectLock: undefined, retention: undefined, legalHold: undefined, eventHold: undefined },
  ],
  [
    's3:ListBucketVersions',
    BUCKET,
    { sample: undefined, retention: undefined, legalHold: undefined, eventHold: undefined },
  ],
])('without %s', async (action, resource, unread) => {
  const { value, gaps } = await collectLogBucket(readAs(await start(FULL), LOG_ARCHIVE, action), NAME);
  expect(missing(gaps)).toEqual([`${action} ${resource}`]);
  expect(value).toEqual(JSON.parse(JSON.stringify({ ...withVersion(FULL, value), ...unread })));
});

test('access points whose policies cannot be read count as not read', async () => {
  const access = readAs(await start(FULL), LOG_ARCHIVE, 's3:GetAccessPointPolicy');
  const { value, gaps } = await collectLogBucket(access, NAME);
  expect(missing(gaps)).toEqual(['open', 'plain'].map((name) => `s3:GetAccessPointPolicy ${point(name)}`));
  expect(gaps[0]?.message).toContain(
    'because no identity-based policy allows the s3:GetAccessPointPolicy action',
  );
  expect(value).not.toHaveProperty('accessPoints');
});

test('two pages of access points', async () => {
  const accessPoints = Array.from({ length: 1001 }, (_, index) => index + 1000).map((index) => ({
    name: `p-${index}`,
    arn: point(`p-${index}`),
    accountId: LOG_ARCHIVE,
  }));
  const running = await start(bucket({ accessPoints }));
  expect((await collectLogBucket(readAs(running, LOG_ARCHIVE), NAME)).value?.accessPoints).toEqual(
    accessPoints,
  );
});

const ON = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const account = ({ world }: Sandbox) => {
  const state = world.accounts.get(LOG_ARCHIVE);
  if (state === undefined) throw new Error('no log archive');
  return state;
};

test.each([
  ['the account', 'none', ON],
  ['the bucket', ON, undefined],
  ['both together', { ...ON, BlockPublicPolicy: false }, { ...ON, RestrictPublicBuckets: false }],
] as const)('public access is blocked by %s', async (_, ofBucket, ofAccount) => {
  const running = await start(FULL);
  const state = running.world.buckets.get(NAME);
  if (state !== undefined) state.publicAccessBlock = ofBucket;
  if (ofAccount !== undefined) account(running).publicAccessBlock = ofAccount;
  expect((await collectLogBucket(readAs(running, LOG_ARCHIVE), NAME)).value?.publicAccessBlock).toBe(true);
});

test('what blocks public access is enough, whatever else cannot be read', async () => {
  const running = await start(FULL);
  account(running).publicAccessBlock = ON;
  const access = readAs(running, LOG_ARCHIVE, 's3:GetBucketPublicAccessBlock');
  const { value, gaps } = await collectLogBucket(access, NAME);
  expect(missing(gaps)).toEqual([`s3:GetBucketPublicAccessBlock ${BUCKET}`]);
  expect(value?.publicAccessBlock).toBe(true);
});

test('without s3:ListBucket there is nothing to say about a bucket', async () => {
  const { value, gaps } = await collectLogBucket(
    readAs(await start(FULL), LOG_ARCHIVE, 's3:ListBucket'),
    NAME,
  );
  expect(missing(gaps)).toEqual([`s3:ListBucket ${BUCKET}`]);
  expect(value).toBeUndefined();
});

test('another account’s bucket that lets one list it: no owner, and a Gap of each refusal', async () => {
  const policy = document(allow('s3:ListBucket*', BUCKET, { Principal: '*' }));
  const running = await start(bucket({ policy }));
  const { value, gaps } = await collectLogBucket(readAs(running, WORKLOAD), NAME);
  expect(value).toEqual({
    name: NAME,
    arn: BUCKET,
    region: 'us-east-1',
    versioning: 'Off',
    sample: { key: LOG_FILE, versionId: expect.any(String) },
    stored: { folders: [`AWSLogs/${WORKLOAD}/CloudTrail/`], whole: true },
  });
  expect(missing(gaps)).toContain(`s3:GetBucketPolicy ${BUCKET}`);
});

test('a bucket that is not there is no Gap', async () => {
  expect(await collectLogBucket(readAs(await start(FULL), LOG_ARCHIVE), 'amzn-s3-demo-gone')).toEqual({
    value: undefined,
    gaps: [],
  });
});

test('a bucket of another Region is read there', async () => {
  const logs = bucket({ region: 'eu-west-1' });
  const { value, gaps } = await collectLogBucket(readAs(await start(logs), LOG_ARCHIVE), NAME);
  expect(gaps).toEqual([]);
  expect(value).toMatchObject({ region: 'eu-west-1', tags: {} });
});
