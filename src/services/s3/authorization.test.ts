import * as sdk from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../model/policy.ts';
import type { EventRecord } from '../../sandbox/event-record.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import type { WorldPolicy } from '../../sandbox/world-file.ts';
import s3 from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const OTHER = '333333333333';
const BUCKET = 'shop-logs';
const ARN = `arn:aws:s3:::${BUCKET}`;

let sandbox: Sandbox;

afterEach(() => sandbox.close());

const statement = (value: object): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Resource: '*', ...value },
});

async function start(
  options: { policies?: readonly WorldPolicy[]; user?: PolicyDocument; bucket?: PolicyDocument } = {},
) {
  sandbox = await startSandbox({
    emulations: [s3],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        {
          id: SHOP,
          name: 'shop',
          principals: [{ user: 'Limited', policies: options.user ? [options.user] : [] }],
        },
        { id: OTHER, name: 'other' },
      ],
      policies: options.policies ?? [],
      buckets: [
        {
          name: BUCKET,
          account: 'shop',
          versioning: 'Enabled',
          ...(options.bucket ? { policy: options.bucket } : {}),
          objects: [{ key: 'log', body: 'x' }],
        },
      ],
      trails: [
        {
          name: 'trail',
          account: 'management',
          bucket: BUCKET,
          organization: true,
          multiRegion: true,
          eventSelectors: [
            {
              ReadWriteType: 'All',
              IncludeManagementEvents: true,
              DataResources: [{ Type: 'AWS::S3::Object', Values: [`${ARN}/`] }],
              ExcludeManagementEventSources: [],
            },
          ],
        },
      ],
    },
  });
}

function as(userName: string, accountId = SHOP): sdk.S3 {
  const credentials = [...sandbox.world.credentials.values()].find(
    ({ identity }) =>
      identity.type !== 'service' &&
      identity.type !== 'anonymous' &&
      identity.accountId === accountId &&
      (userName === 'root'
        ? identity.type === 'root'
        : identity.type === 'user' && identity.userName === userName),
  );
  if (!credentials) throw new Error(`no key of ${userName}`);
  return new sdk.S3({ endpoint: sandbox.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

const denied = (message: string) =>
  expect.objectContaining({ name: 'AccessDenied', message: expect.stringContaining(message) });

const records = (): readonly EventRecord[] =>
  [...sandbox.world.trails.values()].flatMap(({ pending }) => pending);

const recordsOf = (eventName: string) => records().filter((record) => record.eventName === eventName);

const log = { Bucket: BUCKET, Key: 'log' };
const versions = () => sandbox.world.buckets.get(BUCKET)?.objects.get('log') ?? [];

describe("the article's service control policy", () => {
  const onBucket: WorldPolicy = {
    name: 'protect',
    kind: 'scp',
    targets: ['shop'],
    document: statement({ Action: 's3:Delete*', Resource: ARN }),
  };
  const onObjects: WorldPolicy = {
    ...onBucket,
    document: statement({ Action: 's3:Delete*', Resource: [ARN, `${ARN}/*`] }),
  };

  test('on the bucket alone does not reach its objects', async () => {
    await start({ policies: [onBucket] });
    for (const who of ['Admin', 'root']) {
      await as(who).deleteObject(log);
      await expect(as(who).deleteBucket({ Bucket: BUCKET })).rejects.toEqual(
        denied(
          `s3:DeleteBucket on resource: "${ARN}" with an explicit deny in a service control policy: arn:`,
        ),
      );
      await expect(as(who).deleteBucketPolicy({ Bucket: BUCKET })).rejects.toEqual(
        denied('s3:DeleteBucketPolicy'),
      );
    }
    const [{ versionId } = { versionId: '' }] = versions();
    await as('root').deleteObject({ ...log, VersionId: versionId });
  });

  test('on the objects too refuses every way to delete one, to root as well', async () => {
    await start({ policies: [onObjects] });
    const before = versions();
    const [{ versionId } = { versionId: '' }] = before;
    for (const who of ['Admin', 'root']) {
      await expect(as(who).deleteObject(log)).rejects.toEqual(
        denied(`s3:DeleteObject on resource: "${ARN}/log"`),
      );
      await expect(as(who).deleteObject({ ...log, VersionId: versionId })).rejects.toEqual(
        denied(`s3:DeleteObjectVersion on resource: "${ARN}/log"`),
      );
      const { Errors, Deleted } = await as(who).deleteObjects({
        Bucket: BUCKET,
        Delete: { Objects: [{ Key: 'log' }, { Key: 'log', VersionId: versionId }] },
      });
      expect(Deleted).toBeUndefined();
      expect(Errors).toMatchObject([
        { Code: 'AccessDenied', Message: expect.stringContaining('s3:DeleteObject on') },
        {
          Code: 'AccessDenied',
          VersionId: versionId,
          Message: expect.stringContaining('s3:DeleteObjectVersion on'),
        },
      ]);
    }
    expect(versions()).toEqual(before);
  });

  test('does not bind the management account', async () => {
    await start({
      policies: [onObjects],
      bucket: statement({
        Effect: 'Allow',
        Action: 's3:*',
        Resource: [ARN, `${ARN}/*`],
        Principal: { AWS: MANAGEMENT },
      }),
    });
    await as('Admin', MANAGEMENT).deleteObject(log);
    expect(versions()[0]?.deleteMarker).toBe(true);
  });
});

describe('permissions', () => {
  const allow = (...Action: string[]) => statement({ Effect: 'Allow', Action });

  test('to delete a version and to delete an object are two', async () => {
    await start({ user: allow('s3:DeleteObject') });
    const [{ versionId } = { versionId: '' }] = versions();
    await as('Limited').deleteObject(log);
    await expect(as('Limited').deleteObject({ ...log, VersionId: versionId })).rejects.toEqual(
      denied('because no identity-based policy allows the s3:DeleteObjectVersion action'),
    );
    const { Deleted, Errors } = await as('Limited').deleteObjects({
      Bucket: BUCKET,
      Delete: { Objects: [{ Key: 'other' }, { Key: 'log', VersionId: versionId }] },
    });
    expect([Deleted?.length, Errors?.length]).toEqual([1, 1]);
  });

  test('to bypass governance is asked of those who say that they do', async () => {
    await start({ user: allow('s3:DeleteObject', 's3:DeleteObjectVersion') });
    await expect(as('Limited').deleteObject({ ...log, BypassGovernanceRetention: true })).rejects.toEqual(
      denied('s3:BypassGovernanceRetention'),
    );
    const { Errors } = await as('Limited').deleteObjects({
      Bucket: BUCKET,
      BypassGovernanceRetention: true,
      Delete: { Objects: [{ Key: 'log' }] },
    });
    expect(Errors).toMatchObject([{ Code: 'AccessDenied' }]);
  });

  test('of a copy are those of its source and of its target', async () => {
    await start({ user: allow('s3:PutObject') });
    const copy = { Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/log` };
    await expect(as('Limited').copyObject(copy)).rejects.toEqual(denied('s3:GetObject on'));
    await expect(
      as('Limited').copyObject({
        ...copy,
        CopySource: `${BUCKET}/log?versionId=${versions()[0]?.versionId}`,
      }),
    ).rejects.toEqual(denied('s3:GetObjectVersion on'));
  });

  test('of an upload are also those of what its headers set', async () => {
    await start({ user: allow('s3:PutObject') });
    const upload = { ...log, Body: 'y' };
    await as('Limited').putObject({ ...upload, ACL: 'bucket-owner-full-control' });
    await expect(as('Limited').putObject({ ...upload, Tagging: 'a=b' })).rejects.toEqual(
      denied('s3:PutObjectTagging'),
    );
    await expect(as('Limited').putObject({ ...upload, ACL: 'public-read' })).rejects.toEqual(
      denied('s3:PutObjectAcl'),
    );
    await expect(
      as('Limited').putObject({
        ...upload,
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: new Date('2030-01-01'),
      }),
    ).rejects.toEqual(denied('s3:PutObjectRetention'));
  });

  test('have their own names where operations have others', async () => {
    await start({ user: allow('s3:GetObject') });
    const limited = as('Limited');
    await expect(
      limited.putBucketLifecycleConfiguration({ Bucket: BUCKET, LifecycleConfiguration: { Rules: [] } }),
    ).rejects.toEqual(denied('s3:PutLifecycleConfiguration'));
    await expect(limited.listObjectsV2({ Bucket: BUCKET })).rejects.toEqual(
      denied(`s3:ListBucket on resource: "${ARN}"`),
    );
    await expect(limited.listObjectVersions({ Bucket: BUCKET })).rejects.toEqual(
      denied('s3:ListBucketVersions'),
    );
    await expect(limited.listBuckets({})).rejects.toEqual(denied('s3:ListAllMyBuckets on resource: "*"'));
    await limited.headObject(log);
    await expect(limited.headBucket({ Bucket: BUCKET })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('are asked before it is said that a call is not emulated', async () => {
    await start();
    const acceleration = { Bucket: BUCKET, AccelerateConfiguration: { Status: 'Enabled' } as const };
    await expect(as('Admin').putBucketAccelerateConfiguration(acceleration)).rejects.toMatchObject({
      name: 'NotEmulated',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(as('Admin', OTHER).putBucketAccelerateConfiguration(acceleration)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test('to list a bucket decide whether a missing object is told', async () => {
    await start({ user: allow('s3:GetObject', 's3:GetObjectVersion') });
    const missing = { Bucket: BUCKET, Key: 'missing' };
    await expect(as('Limited').getObject(missing)).rejects.toEqual(denied('s3:ListBucket'));
    await expect(as('Admin').getObject(missing)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('may be limited to a prefix', async () => {
    await start({
      user: statement({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Condition: { StringEquals: { 's3:prefix': 'mine/' }, NumericLessThanEquals: { 's3:max-keys': 10 } },
      }),
    });
    const list = (input: object) => as('Limited').listObjectsV2({ Bucket: BUCKET, ...input });
    await list({ Prefix: 'mine/', MaxKeys: 10 });
    await expect(list({ Prefix: 'mine/', MaxKeys: 11 })).rejects.toEqual(denied('s3:ListBucket'));
    await expect(list({ Prefix: 'other/', MaxKeys: 1 })).rejects.toEqual(denied('s3:ListBucket'));
    await expect(list({})).rejects.toEqual(denied('s3:ListBucket'));
  });
});

describe('bucket policies', () => {
  const put = (document: unknown, who = as('Admin')) =>
    who.putBucketPolicy({
      Bucket: BUCKET,
      Policy: typeof document === 'string' ? document : JSON.stringify(document),
    });
  const onBucket = (value: object) => statement({ Resource: [ARN, `${ARN}/*`], ...value });

  test('are given back as they were written, and deleted', async () => {
    await start();
    const text = JSON.stringify(onBucket({ Action: 's3:DeleteObject', Principal: '*' }), null, 2);
    await put(text);
    expect((await as('Admin').getBucketPolicy({ Bucket: BUCKET })).Policy).toBe(text);
    await expect(as('Admin').deleteObject(log)).rejects.toEqual(
      denied('with an explicit deny in a resource-based policy'),
    );
    await as('Admin').deleteBucketPolicy({ Bucket: BUCKET });
    await as('Admin').deleteObject(log);
  });

  test('open a bucket to another account, which needs its own permission too', async () => {
    await start();
    await expect(as('Admin', OTHER).getObject(log)).rejects.toMatchObject({ name: 'AccessDenied' });
    await put(onBucket({ Effect: 'Allow', Action: 's3:GetObject', Principal: { AWS: OTHER } }));
    await as('Admin', OTHER).getObject(log);
    await expect(as('Admin', OTHER).deleteObject(log)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('that lock everybody out still let the root of the owner in', async () => {
    await start();
    await put(onBucket({ Action: 's3:*', Principal: '*' }));
    await expect(as('Admin').deleteBucketPolicy({ Bucket: BUCKET })).rejects.toEqual(
      denied('s3:DeleteBucketPolicy'),
    );
    await expect(as('root').deleteObject(log)).rejects.toEqual(denied('s3:DeleteObject'));
    await as('root').deleteBucketPolicy({ Bucket: BUCKET });
    await as('Admin').deleteObject(log);
  });

  test.each([
    ['no JSON', 'nonsense', "the first byte must be '{'"],
    ['a typographic quote', '{"Version":"2012-10-17”}', ''],
    ['no principal', onBucket({ Action: 's3:*' }), 'Principal'],
    [
      'another bucket',
      statement({ Action: 's3:*', Principal: '*', Resource: 'arn:aws:s3:::other/*' }),
      'Policy has invalid resource',
    ],
    [
      'everything',
      statement({ Action: 's3:*', Principal: '*', Resource: '*' }),
      'Policy has invalid resource',
    ],
    [
      'a bucket whose name begins alike',
      statement({ Action: 's3:*', Principal: '*', Resource: `${ARN}-2/*` }),
      'Policy has invalid resource',
    ],
    ['too much', `{"Id":"${'x'.repeat(20_480)}"}`, 'maximum allowed document size'],
  ])('with %s are malformed', async (_, document, message) => {
    await start();
    await expect(put(document)).rejects.toMatchObject({
      name: 'MalformedPolicy',
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('for everybody are refused until Block Public Access is off', async () => {
    await start();
    const open = onBucket({ Effect: 'Allow', Action: 's3:GetObject', Principal: '*' });
    await expect(put(open)).rejects.toEqual(denied('BlockPublicPolicy'));
    await as('Admin').deletePublicAccessBlock({ Bucket: BUCKET });
    await put(open);
    expect((await fetch(`${sandbox.endpoint}/${BUCKET}/log`)).status).toBe(200);
    expect((await fetch(`${sandbox.endpoint}/${BUCKET}/log`, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('CloudTrail', () => {
  beforeEach(() => start());

  test('is told of an object call as a data event with its object and bucket', async () => {
    await as('Admin').deleteObject({ ...log, VersionId: 'a'.repeat(32) });
    expect(recordsOf('DeleteObject')).toMatchObject([
      {
        eventSource: 's3.amazonaws.com',
        eventCategory: 'Data',
        managementEvent: false,
        readOnly: false,
        requestParameters: {
          bucketName: BUCKET,
          Host: sandbox.endpoint.slice('http://'.length),
          key: 'log',
          versionId: 'a'.repeat(32),
        },
        resources: [
          { type: 'AWS::S3::Object', ARN: `${ARN}/log` },
          { accountId: SHOP, type: 'AWS::S3::Bucket', ARN },
        ],
      },
    ]);
  });

  test('is told of a bucket call as a management event with what it sets', async () => {
    await as('Admin').putBucketVersioning({
      Bucket: BUCKET,
      VersioningConfiguration: { Status: 'Suspended' },
    });
    await as('Admin').getPublicAccessBlock({ Bucket: BUCKET });
    expect(recordsOf('PutBucketVersioning')).toMatchObject([
      {
        eventCategory: 'Management',
        requestParameters: {
          bucketName: BUCKET,
          versioning: '',
          VersioningConfiguration: { Status: 'Suspended' },
        },
        resources: [{ accountId: SHOP, type: 'AWS::S3::Bucket', ARN }],
      },
    ]);
    expect(recordsOf('GetBucketPublicAccessBlock')).toMatchObject([{ readOnly: true }]);
  });

  test('is told of listings with the prefix that they name, under one name', async () => {
    await as('Admin').listObjectsV2({ Bucket: BUCKET, Prefix: 'AWSLogs/' });
    expect(recordsOf('ListObjects')).toMatchObject([
      {
        eventCategory: 'Data',
        requestParameters: { 'list-type': '2', prefix: 'AWSLogs/' },
        resources: [{ type: 'AWS::S3::Object', ARNPrefix: `${ARN}/AWSLogs/` }, { ARN }],
      },
    ]);
  });

  test('is told of a multi-delete and of each of its keys', async () => {
    const Objects = [{ Key: 'log' }, { Key: 'log', VersionId: 'nonsense' }];
    await as('Admin').deleteObjects({ Bucket: BUCKET, Delete: { Objects } });
    expect(recordsOf('DeleteObjects')).toMatchObject([
      {
        eventCategory: 'Data',
        requestParameters: { bucketName: BUCKET, delete: '' },
        resources: [{ ARNPrefix: `${ARN}/` }, { ARN }],
      },
    ]);
    expect(
      recordsOf('DeleteObject').map(({ errorCode, requestParameters }) => [errorCode, requestParameters]),
    ).toEqual([
      [undefined, { bucketName: BUCKET, key: 'log' }],
      ['InvalidArgument', { bucketName: BUCKET, key: 'log', versionId: 'nonsense' }],
    ]);
  });

  test('is told of what was refused', async () => {
    await expect(as('Admin', OTHER).deleteBucket({ Bucket: BUCKET })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(recordsOf('DeleteBucket')[0]).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: expect.any(String),
      resources: [{ accountId: SHOP, ARN }],
    });
  });
});
