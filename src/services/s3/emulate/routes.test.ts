import * as sdk from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { permissions } from './permissions.ts';
import { s3Protocol } from './protocol.ts';

const bindings = Object.values(sdk).flatMap((value) => {
  const schema: unknown[] = Array.isArray(value) ? value : [];
  const traits = schema[3] as { http?: readonly [string, string, number] } | undefined;
  return schema[0] === 9 && traits?.http ? [[String(schema[2]), traits.http] as const] : [];
});

/** Parameters that tell calls apart which the SDK binds outside the URI's pattern. */
const PARAMETERS: Readonly<Record<string, string>> = {
  AbortMultipartUpload: 'uploadId=u',
  CompleteMultipartUpload: 'uploadId=u',
  GetObjectAnnotation: 'annotationName=n',
  ListParts: 'uploadId=u',
  UploadPart: 'uploadId=u&partNumber=1',
  UploadPartCopy: 'uploadId=u&partNumber=1',
  GetBucketAnalyticsConfiguration: 'id=i',
  GetBucketIntelligentTieringConfiguration: 'id=i',
  GetBucketInventoryConfiguration: 'id=i',
  GetBucketMetricsConfiguration: 'id=i',
};

const ON_ACCOUNT = new Set(['ListBuckets', 'ListDirectoryBuckets', 'WriteGetObjectResponse']);

function read(method: string, target: string, headers: Readonly<Record<string, string>> = {}) {
  const [path = '', query] = target.split('?');
  return s3Protocol.read({
    method,
    path,
    query: new URLSearchParams(query),
    headers: { host: '127.0.0.1:1', ...headers },
    body: new Uint8Array(),
  });
}

test('the SDK still binds its operations as this test reads them', () => {
  expect(bindings.length).toBeGreaterThan(100);
});

test.each(bindings)('%s is recognised', (operation, [method, uri]) => {
  const [path = '', query = ''] = uri.replace('{Key+}', 'a/key').split('?');
  const target = `${ON_ACCOUNT.has(operation) ? path : `/bucket${path === '/' ? '' : path}`}?${query}&${PARAMETERS[operation] ?? ''}`;
  const headers = /Copy$|^Copy/.test(operation) ? { 'x-amz-copy-source': 'b/k' } : {};
  expect(read(method, target, headers).operation).toBe(operation);
});

test('every operation of the API has its permission', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(permissions).sort()).toEqual(names.sort());
});

describe('names', () => {
  test.each([
    ['/b', '127.0.0.1:80', 'b', ''],
    ['/b/', 'localhost:80', 'b', ''],
    ['/b//k', '127.0.0.1', 'b', '/k'],
    ['/b/a%2Fb%20%E3%81%82+', '127.0.0.1', 'b', 'a/b あ+'],
    ['/a/b', 'bucket.localhost:80', 'bucket', 'a/b'],
    ['/', 'my.bucket.s3.localhost', 'my.bucket', ''],
    ['/k', 'bucket.s3.eu-west-1.localhost', 'bucket', 'k'],
    ['/b/k', 's3.localhost:80', 'b', 'k'],
    ['/b/k', 's3.eu-west-1.localhost:80', 'b', 'k'],
  ])('of %s at %s', (path, host, bucket, key) => {
    expect(read('GET', path, { host }).input).toMatchObject({ bucket, key });
  });
});

test.each([
  ['GET', '/b?acl&policy', 'InvalidArgument'],
  ['GET', '/b/k?uploads&uploadId=x', 'InvalidArgument'],
  ['POST', '/b', 'MethodNotAllowed'],
  ['POST', '/b/k', 'MethodNotAllowed'],
  ['OPTIONS', '/b/k', 'MethodNotAllowed'],
  ['constructor', '/b', 'MethodNotAllowed'],
  ['DELETE', '/', 'MethodNotAllowed'],
  ['GET', '//k', 'InvalidBucketName'],
  ['GET', '/b/%FF', 'InvalidURI'],
  ['GET', `/b/${'%E3%81%82'.repeat(342)}`, 'KeyTooLongError'],
])('%s %s is %s', (method, target, code) => {
  expect(() => read(method, target)).toThrow(expect.objectContaining({ code }));
});
