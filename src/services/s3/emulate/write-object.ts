import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { currentVersion, putObject as store } from '../../../sandbox/objects.ts';
import type { ObjectVersion } from '../../../sandbox/world.ts';
import { invalidArgument, notEmulated } from './errors.ts';
import { checkCopySource, checkWrite } from './preconditions.ts';
import { readableVersion, versionHeader } from './read-object.ts';
import type { Reply } from './reply.ts';
import { bucketOf, copySourceOf, requestOf } from './request.ts';

type Headers = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(call: Call): Reply {
  const { key, headers } = requestOf(call);
  const bucket = bucketOf(call);
  refuseUnsupported(headers);
  checkWrite(headers, key, currentVersion(bucket, key));
  const metadata = { ...metadataIn(headers), ...checksumsIn(headers) };
  const version = store(
    bucket,
    { key, body: call.body, ...contentTypeIn(headers), headers: metadata },
    call.now,
  );
  return {
    headers: {
      etag: version.etag,
      ...ENCRYPTION,
      ...versionHeader(bucket, version),
      ...checksumsIn(headers),
    },
  };
}

export const ENCRYPTION: Headers = { 'x-amz-server-side-encryption': 'AES256' };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(call: Call): Reply {
  const { key, headers } = requestOf(call);
  const bucket = bucketOf(call);
  const source = copySourceOf(call);
  refuseUnsupported(headers);
  const replaces = directive(headers) === 'REPLACE';
  const original = readableVersion(call, source.bucket, source.key, source.versionId);
  if (original.tags !== undefined && original.tags.size > 0) throw notEmulated('copies of tagged objects');
  checkCopySource(headers, original);
  checkWrite(headers, key, currentVersion(bucket, key));
  const itself = source.bucket === bucket && source.key === key && source.versionId === undefined;
  if (itself && !replaces) throw copyToItself();
  const described = replaces
    ? { ...contentTypeIn(headers), headers: { ...metadataIn(headers), ...checksumsOf(original) } }
    : { contentType: original.contentType, headers: original.headers };
  const copy = store(bucket, { key, body: original.body, ...described }, call.now);
  return {
    headers: {
      ...ENCRYPTION,
      ...versionHeader(bucket, copy),
      ...(source.bucket.versioning === undefined
        ? {}
        : { 'x-amz-copy-source-version-id': original.versionId }),
    },
    document: [
      'CopyObjectResult',
      [
        ['LastModified', copy.lastModified],
        ['ETag', copy.etag],
      ],
    ],
  };
}

function directive(headers: Headers): 'COPY' | 'REPLACE' {
  const value = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', value);
}

const copyToItself = (): AwsError =>
  new AwsError(
    'InvalidRequest',
    400,
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );

/** What changes more than the object's bytes and metadata: authorized like all else, and not acted out. */
export function refuseUnsupported(headers: Headers): void {
  if (
    (headers['x-amz-acl'] ?? 'bucket-owner-full-control') !== 'bucket-owner-full-control' ||
    grants(headers)
  ) {
    throw new AwsError('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
  }
  if (
    (headers['x-amz-server-side-encryption'] ?? 'AES256') !== 'AES256' ||
    anyHeader(headers, 'x-amz-server-side-encryption-customer-')
  ) {
    throw notEmulated('encryption other than SSE-S3');
  }
  if (anyHeader(headers, 'x-amz-object-lock-')) throw notEmulated('S3 Object Lock');
  if (headers['x-amz-tagging']) throw notEmulated('tags of objects');
  if (headers['x-amz-website-redirect-location'] !== undefined) throw notEmulated('website redirects');
  if ((headers['x-amz-storage-class'] ?? 'STANDARD') !== 'STANDARD') throw notEmulated('storage classes');
}

const grants = (headers: Headers): boolean => anyHeader(headers, 'x-amz-grant-');

const anyHeader = (headers: Headers, prefix: string): boolean =>
  Object.keys(headers).some((name) => name.startsWith(prefix));

const KEPT = /^(cache-control|content-disposition|content-encoding|content-language|expires|x-amz-meta-.+)$/;
const MAX_METADATA_BYTES = 2048;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
export function metadataIn(headers: Headers): Headers {
  const kept = Object.entries(headers).filter(([name]) => KEPT.test(name));
  const size = kept
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .reduce((sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + Buffer.byteLength(value), 0);
  if (size > MAX_METADATA_BYTES) {
    throw new AwsError(
      'MetadataTooLarge',
      400,
      'Your metadata headers exceed the maximum allowed metadata size',
      {
        Size: String(size),
        MaxSizeAllowed: String(MAX_METADATA_BYTES),
      },
    );
  }
  return Object.fromEntries(kept);
}

export function contentTypeIn(headers: Headers): { readonly contentType?: string } {
  const contentType = headers['content-type'];
  return contentType === undefined ? {} : { contentType };
}

/** The sender's checksum, which the front has verified; S3 gives it back. */
function checksumsIn(headers: Headers): Headers {
  const sent = Object.entries(headers).filter(([name]) => CHECKSUM.test(name));
  return sent.length === 0 ? {} : { ...Object.fromEntries(sent), 'x-amz-checksum-type': 'FULL_OBJECT' };
}

const CHECKSUM = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;

const checksumsOf = ({ headers }: ObjectVersion): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-checksum-')));
