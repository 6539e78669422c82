import { createHash } from 'node:crypto';
import { mixedId } from './ids.ts';
import { defaultRetention } from './retention.ts';
import type { BucketSettings, BucketState, ObjectVersion } from './world.ts';

/** A bucket as `CreateBucket` leaves it: no versioning, no policy, Block Public Access on. */
export function newBucket(
  partition: string,
  bucket: {
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
    readonly settings?: BucketSettings;
  },
  now: Date,
): BucketState {
  return {
    name: bucket.name,
    arn: `arn:${partition}:s3:::${bucket.name}`,
    accountId: bucket.accountId,
    region: bucket.region,
    createdAt: toSeconds(now),
    versioning: undefined,
    policy: undefined,
    objects: new Map(),
    uploads: new Map(),
    lifecycle: undefined,
    settings: bucket.settings ?? {},
  };
}

/**
 * Stores an object as the bucket's versioning state asks; no authorization.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/manage-objects-versioned-bucket.html
 */
export function putObject(
  bucket: BucketState,
  object: {
    readonly key: string;
    readonly body: Uint8Array;
    readonly contentType?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Quoted; a multipart upload has its own form. The body's MD5 by default. */
    readonly etag?: string;
  },
  now: Date,
): ObjectVersion {
  const retention = defaultRetention(bucket, now);
  const version: ObjectVersion = {
    versionId: nextVersionId(bucket),
    deleteMarker: false,
    lastModified: toSeconds(now),
    body: object.body,
    etag: object.etag ?? etagOf(object.body),
    contentType: object.contentType ?? 'binary/octet-stream',
    headers: object.headers ?? {},
    ...(retention === undefined ? {} : { retention }),
  };
  addVersion(bucket, object.key, version);
  return version;
}

/**
 * Deletes without a version id: a delete marker where versioning is or was on, otherwise the object itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
 */
export function deleteObject(bucket: BucketState, key: string, now: Date): ObjectVersion | undefined {
  if (bucket.versioning === undefined) {
    bucket.objects.delete(key);
    return undefined;
  }
  const marker: ObjectVersion = {
    versionId: nextVersionId(bucket),
    deleteMarker: true,
    lastModified: toSeconds(now),
    body: new Uint8Array(),
    etag: '',
    contentType: '',
    headers: {},
  };
  addVersion(bucket, key, marker);
  return marker;
}

/** Deletes one version or delete marker for good; `undefined` where there was none. */
export function deleteVersion(
  bucket: BucketState,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const version = versionOf(bucket, key, versionId);
  if (version === undefined) return undefined;
  keepVersions(
    bucket,
    key,
    (bucket.objects.get(key) ?? []).filter((other) => other !== version),
  );
  return version;
}

/** The newest version, which may be a delete marker. */
export function currentVersion(bucket: BucketState, key: string): ObjectVersion | undefined {
  return bucket.objects.get(key)?.[0];
}

export function versionOf(bucket: BucketState, key: string, versionId: string): ObjectVersion | undefined {
  return bucket.objects.get(key)?.find((version) => version.versionId === versionId);
}

/** In S3's order of keys: by their UTF-8 bytes. */
export function sortedKeys(bucket: BucketState): readonly string[] {
  return [...bucket.objects.keys()]
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ key }) => key);
}

export function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function addVersion(bucket: BucketState, key: string, version: ObjectVersion): void {
  const older = bucket.objects.get(key) ?? [];
  // The null version is the only one that a write replaces: versions with ids of their own stay.
  const kept = version.versionId === 'null' ? older.filter((other) => other.versionId !== 'null') : older;
  keepVersions(bucket, key, [version, ...kept]);
}

function keepVersions(bucket: BucketState, key: string, versions: ObjectVersion[]): void {
  if (versions.length === 0) bucket.objects.delete(key);
  else bucket.objects.set(key, versions);
}

function nextVersionId(bucket: BucketState): string {
  return bucket.versioning === 'Enabled' ? mixedId(32) : 'null';
}

function toSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
