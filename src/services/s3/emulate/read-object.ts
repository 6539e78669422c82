import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { currentVersion, versionOf } from '../../../sandbox/objects.ts';
import type { BucketState, ObjectVersion } from '../../../sandbox/world.ts';
import { invalidArgument, noSuchKey, noSuchVersion } from './errors.ts';
import { needOn } from './needs.ts';
import { checkRead } from './preconditions.ts';
import type { Reply } from './reply.ts';
import { bucketOf, requestOf } from './request.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, and HeadObject, which answers the same less the body. */
export function getObject(call: Call): Reply {
  const { key, query, headers } = requestOf(call);
  const bucket = bucketOf(call);
  const version = readableVersion(call, bucket, key, query.versionId);
  checkRead(headers, version);
  const range = rangeIn(headers.range, version.body.length);
  const body = range ? version.body.subarray(range.first, range.last + 1) : version.body;
  return {
    status: range ? 206 : 200,
    headers: {
      ...objectHeaders(bucket, version, headers['x-amz-checksum-mode'] === 'ENABLED' && !range),
      ...overrides(query),
      'content-length': String(body.length),
      ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${version.body.length}` } : {}),
    },
    body,
  };
}

/** The version that a read means. Throws what S3 answers where there is none to read. */
export function readableVersion(
  call: Call,
  bucket: BucketState,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  const version = versionId === undefined ? currentVersion(bucket, key) : versionById(bucket, key, versionId);
  if (version === undefined) {
    refuseToTell(call, bucket);
    throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  }
  if (!version.deleteMarker) return version;
  const marker = {
    'x-amz-delete-marker': 'true',
    'x-amz-version-id': version.versionId,
    'last-modified': version.lastModified.toUTCString(),
  };
  if (versionId === undefined) {
    refuseToTell(call, bucket);
    throw noSuchKey(key, marker);
  }
  throw new AwsError('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', {
    Method: 'GET',
    ResourceType: 'DeleteMarker',
    allow: 'DELETE',
    ...marker,
  });
}

/** Whoever may not list a bucket is not told whether an object exists. */
function refuseToTell(call: Call, bucket: BucketState): void {
  const need = needOn(call, bucket, 's3:ListBucket');
  const decision = call.authorize(need);
  if (decision.decision !== 'allowed') throw call.denial(need, decision);
}

function versionById(bucket: BucketState, key: string, versionId: string): ObjectVersion | undefined {
  checkVersionId(versionId);
  return versionOf(bucket, key, versionId);
}

/** S3 tells apart a version that does not exist and a text that can name none. */
export function checkVersionId(versionId: string): void {
  if (versionId === 'null' || /^[A-Za-z0-9._-]{32}$/.test(versionId)) return;
  throw invalidArgument('Invalid version id specified', 'versionId', versionId);
}

export function versionHeader(bucket: BucketState, version: ObjectVersion): Readonly<Record<string, string>> {
  return bucket.versioning === undefined ? {} : { 'x-amz-version-id': version.versionId };
}

function objectHeaders(
  bucket: BucketState,
  version: ObjectVersion,
  withChecksums: boolean,
): Readonly<Record<string, string>> {
  const stored = Object.entries(version.headers).filter(
    ([name]) => withChecksums || !name.startsWith('x-amz-checksum-'),
  );
  return {
    'accept-ranges': 'bytes',
    'content-type': version.contentType,
    etag: version.etag,
    'last-modified': version.lastModified.toUTCString(),
    'x-amz-server-side-encryption': 'AES256',
    ...versionHeader(bucket, version),
    ...Object.fromEntries(stored),
  };
}

const OVERRIDABLE = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

function overrides(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    OVERRIDABLE.flatMap((name) => {
      const value = query[`response-${name}`];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** One byte range; S3 gives the whole object for several, or for what is no range. */
export function rangeIn(
  header: string | undefined,
  length: number,
): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (first >= length || first > last) {
    throw new AwsError('InvalidRange', 416, 'The requested range is not satisfiable', {
      RangeRequested: header ?? '',
      ActualObjectSize: String(length),
      'content-range': `bytes */${length}`,
    });
  }
  return { first, last };
}
