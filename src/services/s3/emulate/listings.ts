import type { Call } from '../../../sandbox/emulation.ts';
import { sortedKeys } from '../../../sandbox/objects.ts';
import type { BucketState, ObjectVersion } from '../../../sandbox/world.ts';
import { owner } from './buckets.ts';
import { invalidArgument } from './errors.ts';
import { grouped, isAfter, keyEncoding, type Line, maxKeys } from './grouping.ts';
import { document, type Reply } from './reply.ts';
import { bucketOf, requestOf, type S3Request } from './request.ts';
import type { XmlElement } from './xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(call: Call): Reply {
  const { query } = requestOf(call);
  const marker = query.marker ?? '';
  const listing = listingOf(call, marker);
  const { encoded, delimiter, lines, truncated } = listing;
  return document('ListBucketResult', [
    ...heading(call, listing),
    ['Marker', encoded(marker)],
    ['NextMarker', truncated && delimiter !== '' ? encoded(lines.at(-1)?.at ?? '') : undefined],
    ...lines.map((line) => listedLine(call, line, encoded, true)),
  ]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(call: Call): Reply {
  const { query } = requestOf(call);
  const token = query['continuation-token'];
  const startAfter = query['start-after'];
  const listing = listingOf(call, token === undefined ? (startAfter ?? '') : keyInToken(token));
  const { encoded, lines, truncated } = listing;
  const withOwner = query['fetch-owner'] === 'true';
  return document('ListBucketResult', [
    ...heading(call, listing),
    ['KeyCount', lines.length],
    ['ContinuationToken', token],
    ['NextContinuationToken', truncated ? tokenFor(lines.at(-1)?.at ?? '') : undefined],
    ['StartAfter', startAfter === undefined ? undefined : encoded(startAfter)],
    ...lines.map((line) => listedLine(call, line, encoded, withOwner)),
  ]);
}

interface Listing {
  readonly lines: readonly Line<ObjectVersion>[];
  readonly truncated: boolean;
  readonly prefix: string;
  readonly delimiter: string;
  readonly max: number;
  readonly encoded: (key: string) => string;
}

function listingOf(call: Call, marker: string): Listing {
  const request = requestOf(call);
  const { prefix = '', delimiter = '' } = request.query;
  const max = maxKeys(request);
  const items = currentObjects(bucketOf(call), marker);
  return {
    ...grouped(items, { prefix, delimiter, max, seenPrefix: marker }),
    prefix,
    delimiter,
    max,
    encoded: keyEncoding(request),
  };
}

function* currentObjects(
  bucket: BucketState,
  marker: string,
): Generator<{ key: string; item: ObjectVersion }> {
  for (const key of sortedKeys(bucket)) {
    const item = bucket.objects.get(key)?.[0];
    if (item && !item.deleteMarker && isAfter(key, marker)) yield { key, item };
  }
}

function heading(
  call: Call,
  {
    prefix,
    delimiter,
    max,
    encoded,
    truncated,
  }: Pick<Listing, 'prefix' | 'delimiter' | 'max' | 'encoded' | 'truncated'>,
): readonly XmlElement[] {
  const { bucket, query } = requestOf(call);
  return [
    ['Name', bucket],
    ['Prefix', encoded(prefix)],
    ['Delimiter', delimiter === '' ? undefined : encoded(delimiter)],
    ['MaxKeys', max],
    ['EncodingType', query['encoding-type']],
    ['IsTruncated', truncated],
  ];
}

function listedLine(
  call: Call,
  line: Line<ObjectVersion>,
  encoded: (key: string) => string,
  withOwner: boolean,
): XmlElement {
  if ('prefix' in line) return commonPrefixes(line.prefix, encoded);
  const { lastModified, etag, body } = line.item;
  return [
    'Contents',
    [
      ['Key', encoded(line.at)],
      ['LastModified', lastModified],
      ['ETag', etag],
      ['Size', body.length],
      ['StorageClass', 'STANDARD'],
      ...(withOwner ? [owner(call, bucketOf(call).accountId)] : []),
    ],
  ];
}

const commonPrefixes = (prefix: string, encoded: (key: string) => string): XmlElement => [
  'CommonPrefixes',
  [['Prefix', encoded(prefix)]],
];

const tokenFor = (key: string): string => Buffer.from(`1${key}`).toString('base64');

function keyInToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (text.startsWith('1') && tokenFor(text.slice(1)) === token) return text.slice(1);
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions(call: Call): Reply {
  const request = requestOf(call);
  const bucket = bucketOf(call);
  const { prefix = '', delimiter = '', 'key-marker': keyMarker = '' } = request.query;
  const idMarker = versionMarker(request);
  const max = maxKeys(request);
  const encoded = keyEncoding(request);
  const listed = grouped(versions(bucket, keyMarker, idMarker), {
    prefix,
    delimiter,
    max,
    seenPrefix: keyMarker,
  });
  const last = listed.truncated ? listed.lines.at(-1) : undefined;
  return document('ListVersionsResult', [
    ...heading(call, { prefix, delimiter, max, encoded, truncated: listed.truncated }),
    ['KeyMarker', encoded(keyMarker)],
    ['VersionIdMarker', idMarker ?? ''],
    ['NextKeyMarker', last && encoded(last.at)],
    ['NextVersionIdMarker', last && 'item' in last ? last.item.version.versionId : undefined],
    ...listed.lines.map((line) => versionLine(call, line, encoded)),
  ]);
}

interface VersionAt {
  readonly version: ObjectVersion;
  readonly latest: boolean;
}

function versionMarker({ query }: S3Request): string | undefined {
  const marker = query['version-id-marker'] || undefined;
  if (marker !== undefined && query['key-marker'] === undefined) {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      marker,
    );
  }
  return marker;
}

function* versions(
  bucket: BucketState,
  keyMarker: string,
  idMarker: string | undefined,
): Generator<{ key: string; item: VersionAt }> {
  for (const key of sortedKeys(bucket)) {
    const all = bucket.objects.get(key) ?? [];
    const rest = key === keyMarker ? olderThan(all, idMarker) : all;
    if (key !== keyMarker && !isAfter(key, keyMarker)) continue;
    for (const version of rest) yield { key, item: { version, latest: version === all[0] } };
  }
}

function olderThan(all: readonly ObjectVersion[], idMarker: string | undefined): readonly ObjectVersion[] {
  if (idMarker === undefined) return [];
  const index = all.findIndex(({ versionId }) => versionId === idMarker);
  return index < 0 ? [] : all.slice(index + 1);
}

function versionLine(call: Call, line: Line<VersionAt>, encoded: (key: string) => string): XmlElement {
  if ('prefix' in line) return commonPrefixes(line.prefix, encoded);
  const { version, latest } = line.item;
  const common: readonly XmlElement[] = [
    ['Key', encoded(line.at)],
    ['VersionId', version.versionId],
    ['IsLatest', latest],
    ['LastModified', version.lastModified],
    owner(call, bucketOf(call).accountId),
  ];
  if (version.deleteMarker) return ['DeleteMarker', common];
  return [
    'Version',
    [...common, ['ETag', version.etag], ['Size', version.body.length], ['StorageClass', 'STANDARD']],
  ];
}
