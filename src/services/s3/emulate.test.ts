import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import s3 from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const OTHER = '333333333333';
const BUCKET = 'shop-logs';

let sandbox: Sandbox;
let admin: sdk.S3;

function clientOf(type: 'root' | 'user', accountId: string, config: sdk.S3ClientConfig = {}): sdk.S3 {
  const credentials = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === type && identity.accountId === accountId,
  );
  if (!credentials) throw new Error(`no ${type} key in ${accountId}`);
  return new sdk.S3({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    ...config,
  });
}

const refusal = (name: string, status: number, message?: string) =>
  expect.objectContaining({
    name,
    $metadata: expect.objectContaining({ httpStatusCode: status }),
    ...(message === undefined ? {} : { message: expect.stringContaining(message) }),
  });

const put = (Key: string, Body: string | Uint8Array = 'body') =>
  admin.putObject({ Bucket: BUCKET, Key, Body });

const versioning = (Status: sdk.BucketVersioningStatus) =>
  admin.putBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status } });

const contentOf = async (Key: string, VersionId?: string) => {
  const input = { Bucket: BUCKET, Key, ...(VersionId === undefined ? {} : { VersionId }) };
  return (await admin.getObject(input)).Body?.transformToString();
};

const textIn = (list: readonly object[] | undefined, name: string) =>
  (list ?? []).map((item) => Reflect.get(item, name));

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [s3],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: SHOP, name: 'shop' },
        { id: OTHER, name: 'other' },
      ],
    },
  });
  admin = clientOf('user', SHOP);
  await admin.createBucket({ Bucket: BUCKET });
});
afterEach(() => sandbox.close());

describe('buckets', () => {
  test('are created, listed, described and deleted', async () => {
    const europe = clientOf('user', SHOP, { region: 'eu-west-1' });
    await europe.createBucket({
      Bucket: 'shop-europe',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
    const { Buckets, Owner } = await admin.listBuckets({});
    expect(textIn(Buckets, 'Name')).toEqual(['shop-europe', BUCKET]);
    expect(Owner?.ID).toBe(sandbox.world.accounts.get(SHOP)?.canonicalUserId);
    expect((await admin.getBucketLocation({ Bucket: 'shop-europe' })).LocationConstraint).toBe('eu-west-1');
    expect((await admin.getBucketLocation({ Bucket: BUCKET })).LocationConstraint).toBeUndefined();
    expect((await europe.headBucket({ Bucket: 'shop-europe' })).BucketRegion).toBe('eu-west-1');
    await admin.deleteBucket({ Bucket: BUCKET });
    await expect(admin.headBucket({ Bucket: BUCKET })).rejects.toEqual(refusal('NotFound', 404));
    expect(textIn((await admin.listBuckets({})).Buckets, 'Name')).toEqual(['shop-europe']);
  });

  test('of another Region are not reached, unless the client follows to it', async () => {
    const region = 'eu-west-1';
    const europe = clientOf('user', SHOP, { region });
    const object = { Bucket: BUCKET, Key: 'log' };
    await put('log');
    const moved = refusal('PermanentRedirect', 301);
    await expect(europe.deleteObject(object)).rejects.toEqual(moved);
    await expect(europe.putBucketVersioning({ ...object, VersioningConfiguration: {} })).rejects.toEqual(
      moved,
    );
    await expect(europe.headBucket({ Bucket: BUCKET })).rejects.toMatchObject({
      $response: { statusCode: 301, headers: { 'x-amz-bucket-region': 'us-east-1' } },
    });
    await clientOf('user', SHOP, { region, followRegionRedirects: true }).deleteObject(object);
    await expect(contentOf('log')).rejects.toEqual(refusal('NoSuchKey', 404));
  });

  test('are listed in pages, each account its own', async () => {
    for (const name of ['b-one', 'b-two', 'c-three']) await admin.createBucket({ Bucket: name });
    const first = await admin.listBuckets({ MaxBuckets: 1, Prefix: 'b-' });
    expect(textIn(first.Buckets, 'Name')).toEqual(['b-one']);
    const second = await admin.listBuckets({
      MaxBuckets: 1,
      Prefix: 'b-',
      ContinuationToken: first.ContinuationToken ?? '',
    });
    expect(textIn(second.Buckets, 'Name')).toEqual(['b-two']);
    expect(second.ContinuationToken).toBeUndefined();
    expect((await clientOf('user', OTHER).listBuckets({})).Buckets ?? []).toEqual([]);
  });

  test('have names that are valid and not taken', async () => {
    const other = clientOf('user', OTHER);
    await expect(admin.createBucket({ Bucket: 'Shop_Logs' })).rejects.toEqual(
      refusal('InvalidBucketName', 400),
    );
    await expect(other.createBucket({ Bucket: BUCKET })).rejects.toEqual(refusal('BucketAlreadyExists', 409));
    await expect(admin.createBucket({ Bucket: BUCKET })).resolves.toMatchObject({ Location: `/${BUCKET}` });
    const tokyo = clientOf('user', SHOP, { region: 'ap-northeast-1' });
    const here = { CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' } } as const;
    await tokyo.createBucket({ Bucket: 'shop-tokyo', ...here });
    await expect(tokyo.createBucket({ Bucket: 'shop-tokyo', ...here })).rejects.toEqual(
      refusal('BucketAlreadyOwnedByYou', 409),
    );
    await expect(
      tokyo.createBucket({
        Bucket: 'shop-elsewhere',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    ).rejects.toEqual(refusal('IllegalLocationConstraintException', 400));
  });

  test('with anything in them, even a delete marker, are not deleted', async () => {
    await versioning('Enabled');
    await put('log');
    await admin.deleteObject({ Bucket: BUCKET, Key: 'log' });
    await expect(admin.deleteBucket({ Bucket: BUCKET })).rejects.toEqual(refusal('BucketNotEmpty', 409));
    const all = await admin.listObjectVersions({ Bucket: BUCKET });
    for (const { VersionId = '' } of [...(all.Versions ?? []), ...(all.DeleteMarkers ?? [])]) {
      await admin.deleteObject({ Bucket: BUCKET, Key: 'log', VersionId });
    }
    await admin.deleteBucket({ Bucket: BUCKET });
    expect(sandbox.world.buckets.has(BUCKET)).toBe(false);
  });

  test('that do not exist are named so', async () => {
    await expect(admin.listObjectsV2({ Bucket: 'nowhere' })).rejects.toEqual(refusal('NoSuchBucket', 404));
    await expect(admin.deleteBucket({ Bucket: 'nowhere' })).rejects.toEqual(refusal('NoSuchBucket', 404));
    await expect(admin.putObject({ Bucket: 'nowhere', Key: 'a', Body: 'x' })).rejects.toEqual(
      refusal('NoSuchBucket', 404),
    );
  });

  test('of another owner than expected are refused', async () => {
    await admin.headBucket({ Bucket: BUCKET, ExpectedBucketOwner: SHOP });
    await expect(admin.getBucketPolicy({ Bucket: BUCKET, ExpectedBucketOwner: OTHER })).rejects.toEqual(
      refusal('AccessDenied', 403),
    );
  });

  test('have versioning that can be suspended but never undone', async () => {
    expect((await admin.getBucketVersioning({ Bucket: BUCKET })).Status).toBeUndefined();
    await versioning('Enabled');
    expect((await admin.getBucketVersioning({ Bucket: BUCKET })).Status).toBe('Enabled');
    await versioning('Suspended');
    expect((await admin.getBucketVersioning({ Bucket: BUCKET })).Status).toBe('Suspended');
    await expect(admin.putBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: {} })).rejects.toEqual(
      refusal('IllegalVersioningConfigurationException', 400),
    );
    await expect(
      admin.putBucketVersioning({
        Bucket: BUCKET,
        VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' },
        MFA: 'arn:aws:iam::222222222222:mfa/root 123456',
      }),
    ).rejects.toEqual(refusal('NotEmulated', 501));
  });
});

describe('settings', () => {
  test('answer as those of a new bucket', async () => {
    const acl = await admin.getBucketAcl({ Bucket: BUCKET });
    expect(acl.Grants).toEqual([
      { Grantee: { ID: acl.Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    ]);
    expect(
      (await admin.getBucketEncryption({ Bucket: BUCKET })).ServerSideEncryptionConfiguration?.Rules,
    ).toEqual([{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }]);
    expect((await admin.getBucketOwnershipControls({ Bucket: BUCKET })).OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerEnforced' },
    ]);
    expect((await admin.getBucketRequestPayment({ Bucket: BUCKET })).Payer).toBe('BucketOwner');
    expect((await admin.getBucketLogging({ Bucket: BUCKET })).LoggingEnabled).toBeUndefined();
    expect((await admin.getBucketAccelerateConfiguration({ Bucket: BUCKET })).Status).toBeUndefined();
    const { $metadata, ...notifications } = await admin.getBucketNotificationConfiguration({
      Bucket: BUCKET,
    });
    expect($metadata.httpStatusCode).toBe(200);
    expect(notifications).toEqual({});
  });

  test.each([
    ['NoSuchLifecycleConfiguration', (Bucket: string) => admin.getBucketLifecycleConfiguration({ Bucket })],
    ['ReplicationConfigurationNotFoundError', (Bucket: string) => admin.getBucketReplication({ Bucket })],
    [
      'ObjectLockConfigurationNotFoundError',
      (Bucket: string) => admin.getObjectLockConfiguration({ Bucket }),
    ],
    ['NoSuchCORSConfiguration', (Bucket: string) => admin.getBucketCors({ Bucket })],
    ['NoSuchTagSet', (Bucket: string) => admin.getBucketTagging({ Bucket })],
    ['NoSuchWebsiteConfiguration', (Bucket: string) => admin.getBucketWebsite({ Bucket })],
    ['NoSuchBucketPolicy', (Bucket: string) => admin.getBucketPolicy({ Bucket })],
  ])('that are not set are %s', async (code, read) => {
    await expect(read(BUCKET)).rejects.toEqual(refusal(code, 404));
  });

  test('Block Public Access is on until it is changed', async () => {
    const read = () => admin.getPublicAccessBlock({ Bucket: BUCKET });
    expect((await read()).PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
    await admin.putPublicAccessBlock({
      Bucket: BUCKET,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    });
    expect((await read()).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    await admin.deletePublicAccessBlock({ Bucket: BUCKET });
    await expect(read()).rejects.toEqual(refusal('NoSuchPublicAccessBlockConfiguration', 404));
  });
});

describe('objects', () => {
  test.each([
    'plain.txt',
    'a/b//c/',
    '/leading',
    '../up/./dot',
    'ä 日本語 & <tag> "quote" \'x\' + % ? # = ~ *',
    'emoji-\u{1F512}',
  ])('of any name, %j, are stored, read, listed and deleted', async (key) => {
    await put(key, 'content');
    expect(await contentOf(key)).toBe('content');
    expect(textIn((await admin.listObjectsV2({ Bucket: BUCKET })).Contents, 'Key')).toEqual([key]);
    const encoded = await admin.listObjectsV2({ Bucket: BUCKET, EncodingType: 'url' });
    expect(textIn(encoded.Contents, 'Key').map(decodeURIComponent)).toEqual([key]);
    const { Deleted } = await admin.deleteObjects({ Bucket: BUCKET, Delete: { Objects: [{ Key: key }] } });
    expect(Deleted).toEqual([{ Key: key }]);
    expect(sandbox.world.buckets.get(BUCKET)?.objects.size).toBe(0);
  });

  test('keep their metadata and checksums', async () => {
    const stored = await admin.putObject({
      Bucket: BUCKET,
      Key: 'log.gz',
      Body: 'zipped',
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      Metadata: { signature: 'abc' },
      ChecksumAlgorithm: 'SHA256',
    });
    expect(stored.ETag).toBe(`"${createHash('md5').update('zipped').digest('hex')}"`);
    expect(stored.ChecksumSHA256).toHaveLength(44);
    const head = await admin.headObject({ Bucket: BUCKET, Key: 'log.gz', ChecksumMode: 'ENABLED' });
    expect(head).toMatchObject({
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentLength: 6,
      Metadata: { signature: 'abc' },
      ChecksumSHA256: stored.ChecksumSHA256,
      ServerSideEncryption: 'AES256',
    });
    expect(head.VersionId).toBeUndefined();
    const renamed = await admin.getObject({
      Bucket: BUCKET,
      Key: 'log.gz',
      ResponseContentDisposition: 'attachment',
    });
    expect(renamed.ContentDisposition).toBe('attachment');
  });

  test('are read in ranges', async () => {
    await put('digits', '0123456789');
    const range = async (Range: string) => {
      const got = await admin.getObject({ Bucket: BUCKET, Key: 'digits', Range });
      return [await got.Body?.transformToString(), got.ContentRange, got.$metadata.httpStatusCode];
    };
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10', 206]);
    expect(await range('bytes=7-')).toEqual(['789', 'bytes 7-9/10', 206]);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10', 206]);
    expect(await range('bytes=8-99')).toEqual(['89', 'bytes 8-9/10', 206]);
    expect(await range('bytes=4-2')).toEqual(['0123456789', undefined, 200]);
    await expect(range('bytes=10-12')).rejects.toEqual(refusal('InvalidRange', 416));
  });

  test('are read under conditions', async () => {
    const { ETag = '' } = await put('log');
    const head = (conditions: Partial<sdk.HeadObjectCommandInput>) =>
      admin.headObject({ Bucket: BUCKET, Key: 'log', ...conditions });
    await head({ IfMatch: ETag });
    await head({ IfNoneMatch: '"other"' });
    await expect(head({ IfMatch: '"other"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    await expect(head({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    const later = new Date(Date.now() + 3_600_000);
    await expect(head({ IfModifiedSince: later })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(head({ IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
  });

  test('are written and deleted under conditions', async () => {
    const { ETag = '' } = await put('log');
    const write = (conditions: Partial<sdk.PutObjectCommandInput>) =>
      admin.putObject({ Bucket: BUCKET, Key: 'log', Body: 'new', ...conditions });
    await expect(write({ IfNoneMatch: '*' })).rejects.toEqual(refusal('PreconditionFailed', 412));
    await expect(write({ IfMatch: '"other"' })).rejects.toEqual(refusal('PreconditionFailed', 412));
    await expect(write({ Key: 'none', IfMatch: ETag })).rejects.toEqual(refusal('NoSuchKey', 404));
    await expect(admin.deleteObject({ Bucket: BUCKET, Key: 'log', IfMatch: '"other"' })).rejects.toEqual(
      refusal('PreconditionFailed', 412),
    );
    expect(await contentOf('log')).toBe('body');
    await write({ IfMatch: ETag });
    expect(await contentOf('log')).toBe('new');
  });

  test('that do not exist are named so', async () => {
    await expect(contentOf('none')).rejects.toEqual(refusal('NoSuchKey', 404));
    await expect(admin.headObject({ Bucket: BUCKET, Key: 'none' })).rejects.toEqual(refusal('NotFound', 404));
    await put('log');
    await expect(contentOf('log', 'x'.repeat(32))).rejects.toEqual(refusal('NoSuchVersion', 404));
    await expect(contentOf('log', 'nonsense')).rejects.toEqual(refusal('InvalidArgument', 400));
    await expect(put('k'.repeat(1025))).rejects.toEqual(refusal('KeyTooLongError', 400));
  });

  test('are copied with their metadata, or with other', async () => {
    await admin.putObject({ Bucket: BUCKET, Key: 'from/ä b', Body: 'x', Metadata: { one: '1' } });
    const CopySource = `${BUCKET}/${encodeURIComponent('from/ä b')}`;
    const copy = await admin.copyObject({ Bucket: BUCKET, Key: 'same', CopySource });
    expect(copy.CopyObjectResult?.ETag).toBe((await admin.headObject({ Bucket: BUCKET, Key: 'same' })).ETag);
    await admin.copyObject({
      Bucket: BUCKET,
      Key: 'other',
      CopySource,
      MetadataDirective: 'REPLACE',
      Metadata: { two: '2' },
    });
    expect((await admin.headObject({ Bucket: BUCKET, Key: 'same' })).Metadata).toEqual({ one: '1' });
    expect((await admin.headObject({ Bucket: BUCKET, Key: 'other' })).Metadata).toEqual({ two: '2' });
    await expect(
      admin.copyObject({ Bucket: BUCKET, Key: 'same', CopySource: `${BUCKET}/same` }),
    ).rejects.toEqual(refusal('InvalidRequest', 400));
    await expect(
      admin.copyObject({ Bucket: BUCKET, Key: 'x', CopySource: `${BUCKET}/none` }),
    ).rejects.toEqual(refusal('NoSuchKey', 404));
    await expect(
      admin.copyObject({
        Bucket: BUCKET,
        Key: 'x',
        CopySource,
        CopySourceIfNoneMatch: copy.CopyObjectResult?.ETag ?? '',
      }),
    ).rejects.toEqual(refusal('PreconditionFailed', 412));
  });

  test.each([
    ['S3 Object Lock', { ObjectLockLegalHoldStatus: 'ON' } as const, 'NotEmulated', 501],
    ['tags', { Tagging: 'a=b' }, 'NotEmulated', 501],
    ['KMS', { ServerSideEncryption: 'aws:kms' } as const, 'NotEmulated', 501],
    ['storage classes', { StorageClass: 'GLACIER' } as const, 'NotEmulated', 501],
    ['access control lists', { ACL: 'public-read' } as const, 'AccessControlListNotSupported', 400],
  ])('are not stored as if %s had taken effect', async (_, input, code, status) => {
    await expect(admin.putObject({ Bucket: BUCKET, Key: 'a', Body: 'x', ...input })).rejects.toEqual(
      refusal(code, status),
    );
    expect(sandbox.world.buckets.get(BUCKET)?.objects.size).toBe(0);
  });
});

describe('versions', () => {
  test('are kept, hidden by delete markers and deleted one by one', async () => {
    await versioning('Enabled');
    const { VersionId: first = '' } = await put('log', 'one');
    const { VersionId: second = '' } = await put('log', 'two');
    expect(await contentOf('log')).toBe('two');
    expect(await contentOf('log', first)).toBe('one');
    const marker = await admin.deleteObject({ Bucket: BUCKET, Key: 'log' });
    expect(marker.DeleteMarker).toBe(true);
    await expect(contentOf('log')).rejects.toEqual(refusal('NoSuchKey', 404));
    await expect(contentOf('log', marker.VersionId)).rejects.toEqual(refusal('MethodNotAllowed', 405));
    expect(await contentOf('log', second)).toBe('two');
    const undone = { Bucket: BUCKET, Key: 'log', VersionId: marker.VersionId ?? '' };
    expect(await admin.deleteObject(undone)).toMatchObject({
      DeleteMarker: true,
      VersionId: marker.VersionId,
    });
    expect(await contentOf('log')).toBe('two');
    const gone = await admin.deleteObject({ Bucket: BUCKET, Key: 'log', VersionId: second });
    expect(gone.DeleteMarker).toBeUndefined();
    expect(await contentOf('log')).toBe('one');
  });

  test('that never existed are deleted without a word', async () => {
    await versioning('Enabled');
    const probe = { Bucket: BUCKET, Key: 'log', VersionId: 'a'.repeat(32) };
    expect((await admin.deleteObject(probe)).$metadata.httpStatusCode).toBe(204);
  });

  test('named null are what suspended versioning replaces', async () => {
    await put('log', 'before');
    await versioning('Enabled');
    const { VersionId: kept = '' } = await put('log', 'kept');
    await versioning('Suspended');
    expect((await put('log', 'after')).VersionId).toBe('null');
    const { Versions } = await admin.listObjectVersions({ Bucket: BUCKET });
    expect(textIn(Versions, 'VersionId')).toEqual(['null', kept]);
    expect(await contentOf('log', 'null')).toBe('after');
    const { VersionId, DeleteMarker } = await admin.deleteObject({ Bucket: BUCKET, Key: 'log' });
    expect([VersionId, DeleteMarker]).toEqual(['null', true]);
    expect(await contentOf('log', kept)).toBe('kept');
    await expect(contentOf('log', 'null')).rejects.toEqual(refusal('MethodNotAllowed', 405));
  });

  test('are deleted by the thousand, with a result for each', async () => {
    await versioning('Enabled');
    const { VersionId = '' } = await put('a');
    await put('b');
    const { Deleted, Errors } = await admin.deleteObjects({
      Bucket: BUCKET,
      Delete: { Objects: [{ Key: 'a', VersionId }, { Key: 'b' }, { Key: 'c', VersionId: 'nonsense' }] },
    });
    expect(Deleted).toEqual([
      { Key: 'a', VersionId },
      { Key: 'b', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
    ]);
    expect(Errors).toMatchObject([{ Key: 'c', VersionId: 'nonsense', Code: 'InvalidArgument' }]);
    const quiet = await admin.deleteObjects({
      Bucket: BUCKET,
      Delete: { Quiet: true, Objects: [{ Key: 'b' }] },
    });
    expect(quiet.Deleted).toBeUndefined();
    await expect(admin.deleteObjects({ Bucket: BUCKET, Delete: { Objects: [] } })).rejects.toEqual(
      refusal('MalformedXML', 400),
    );
  });
});

describe('listings', () => {
  const keys = ['a/1', 'a/2', 'b', 'c/d/1', 'é', '\u{FF5E}', '\u{1F512}'];
  beforeEach(async () => {
    for (const key of keys) await put(key);
  });

  async function allPages(input: Partial<sdk.ListObjectsV2CommandInput>) {
    const seen: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page: sdk.ListObjectsV2CommandOutput = await admin.listObjectsV2({
        Bucket: BUCKET,
        ...input,
        ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      });
      seen.push(...textIn(page.Contents, 'Key'), ...textIn(page.CommonPrefixes, 'Prefix'));
      expect(page.KeyCount).toBe((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0));
      ContinuationToken = page.NextContinuationToken;
      expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
    } while (ContinuationToken !== undefined);
    return seen;
  }

  test.each([1, 2, 3, 1000])('are in the order of UTF-8 bytes, %i a page', async (MaxKeys) => {
    expect(await allPages({ MaxKeys })).toEqual(keys);
    expect(new Set(await allPages({ MaxKeys, Delimiter: '/' }))).toEqual(
      new Set(['a/', 'b', 'c/', 'é', '\u{FF5E}', '\u{1F512}']),
    );
    expect(await allPages({ MaxKeys, Prefix: 'a/', Delimiter: '/' })).toEqual(['a/1', 'a/2']);
    expect(await allPages({ MaxKeys, Prefix: 'c/', Delimiter: '/' })).toEqual(['c/d/']);
    expect(await allPages({ MaxKeys, StartAfter: 'a/1' })).toEqual(keys.slice(1));
  });

  test('of version 1 go on from a marker', async () => {
    const first = await admin.listObjects({ Bucket: BUCKET, Delimiter: '/', MaxKeys: 1 });
    expect(textIn(first.CommonPrefixes, 'Prefix')).toEqual(['a/']);
    expect(first.NextMarker).toBe('a/');
    const second = await admin.listObjects({ Bucket: BUCKET, Delimiter: '/', MaxKeys: 1, Marker: 'a/' });
    expect(textIn(second.Contents, 'Key')).toEqual(['b']);
    expect(second.Contents?.[0]?.Owner?.ID).toBeDefined();
  });

  test('of versions are whole over pages', async () => {
    await versioning('Enabled');
    await put('a/1');
    await admin.deleteObject({ Bucket: BUCKET, Key: 'a/1' });
    const seen: unknown[] = [];
    let marker: Partial<sdk.ListObjectVersionsCommandInput> | undefined = {};
    while (marker) {
      const page: sdk.ListObjectVersionsCommandOutput = await admin.listObjectVersions({
        Bucket: BUCKET,
        MaxKeys: 1,
        Prefix: 'a/',
        ...marker,
      });
      for (const { Key, IsLatest } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
        seen.push([Key, IsLatest, page.DeleteMarkers !== undefined]);
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker ?? '', VersionIdMarker: page.NextVersionIdMarker ?? '' }
        : undefined;
    }
    expect(seen).toEqual([
      ['a/1', true, true],
      ['a/1', false, false],
      ['a/1', false, false],
      ['a/2', true, false],
    ]);
    const rolled = await admin.listObjectVersions({ Bucket: BUCKET, Delimiter: '/' });
    expect(textIn(rolled.CommonPrefixes, 'Prefix')).toEqual(['a/', 'c/']);
  });

  test('refuse what they cannot mean', async () => {
    await expect(admin.listObjectsV2({ Bucket: BUCKET, ContinuationToken: 'made-up' })).rejects.toEqual(
      refusal('InvalidArgument', 400),
    );
    await expect(admin.listObjectsV2({ Bucket: BUCKET, MaxKeys: -1 })).rejects.toEqual(
      refusal('InvalidArgument', 400),
    );
    await expect(admin.listObjectVersions({ Bucket: BUCKET, VersionIdMarker: 'x' })).rejects.toEqual(
      refusal('InvalidArgument', 400),
    );
    const none = await admin.listObjectsV2({ Bucket: BUCKET, MaxKeys: 0 });
    expect([none.KeyCount, none.IsTruncated]).toEqual([0, false]);
  });
});

describe('multipart uploads', () => {
  const where = { Bucket: BUCKET, Key: 'big' };
  const large = new Uint8Array(5 * 1024 * 1024).fill(97);

  test('become one object', async () => {
    const { UploadId = '' } = await admin.createMultipartUpload({ ...where, Metadata: { a: 'b' } });
    const one = await admin.uploadPart({ ...where, UploadId, PartNumber: 1, Body: large });
    await put('tail', 'xyz');
    const two = await admin.uploadPartCopy({
      ...where,
      UploadId,
      PartNumber: 2,
      CopySource: `${BUCKET}/tail`,
      CopySourceRange: 'bytes=1-2',
    });
    expect(textIn((await admin.listMultipartUploads({ Bucket: BUCKET })).Uploads, 'UploadId')).toEqual([
      UploadId,
    ]);
    expect(textIn((await admin.listParts({ ...where, UploadId })).Parts, 'Size')).toEqual([large.length, 2]);
    const Parts = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.CopyPartResult?.ETag },
    ];
    const complete = (MultipartUpload: object) =>
      admin.completeMultipartUpload({ ...where, UploadId, MultipartUpload });
    await expect(complete({ Parts: [...Parts].reverse() })).rejects.toEqual(refusal('InvalidPartOrder', 400));
    await expect(complete({ Parts: [{ PartNumber: 3, ETag: 'x' }] })).rejects.toEqual(
      refusal('InvalidPart', 400),
    );
    const { ETag } = await complete({ Parts });
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const head = await admin.headObject(where);
    expect(head).toMatchObject({ ContentLength: large.length + 2, Metadata: { a: 'b' }, ETag });
    await expect(complete({ Parts })).rejects.toEqual(refusal('NoSuchUpload', 404));
  });

  test('are aborted, and small parts refused', async () => {
    const { UploadId = '' } = await admin.createMultipartUpload(where);
    const parts = [1, 2].map((PartNumber) =>
      admin.uploadPart({ ...where, UploadId, PartNumber, Body: 'small' }),
    );
    const Parts = (await Promise.all(parts)).map(({ ETag }, index) => ({ PartNumber: index + 1, ETag }));
    await expect(
      admin.completeMultipartUpload({
        ...where,
        UploadId,
        MultipartUpload: { Parts: Parts as sdk.CompletedPart[] },
      }),
    ).rejects.toEqual(refusal('EntityTooSmall', 400));
    await expect(admin.uploadPart({ ...where, UploadId, PartNumber: 10_001, Body: 'x' })).rejects.toEqual(
      refusal('InvalidArgument', 400),
    );
    await admin.abortMultipartUpload({ ...where, UploadId });
    await expect(admin.listParts({ ...where, UploadId })).rejects.toEqual(refusal('NoSuchUpload', 404));
  });
});
