import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { isRecord } from '../../../sandbox/input.ts';
import type { BucketState } from '../../../sandbox/world.ts';
import { invalidArgument, noSuchBucket, permanentRedirect } from './errors.ts';

/**
 * A call's input in S3's own terms. Condition keys and CloudTrail's `requestParameters` carry the names of query
 * parameters and headers, so these stay as they were sent.
 */
export interface S3Request {
  /** Empty for calls on the account. */
  readonly bucket: string;
  /** Empty for calls on a bucket. */
  readonly key: string;
  readonly host: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export function requestOf({ input }: Pick<Call, 'input'>): S3Request {
  return {
    bucket: textIn(input, 'bucket'),
    key: textIn(input, 'key'),
    host: textIn(input, 'host'),
    query: textsIn(input, 'query'),
    headers: textsIn(input, 'headers'),
  };
}

function textIn(input: Call['input'], name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}

/** Without a prototype: a client may name a parameter `constructor`. */
function textsIn(input: Call['input'], name: string): Readonly<Record<string, string>> {
  const value = input[name];
  const texts: Record<string, string> = Object.create(null);
  for (const [key, text] of isRecord(value) ? Object.entries(value) : []) {
    if (typeof text === 'string') texts[key] = text;
  }
  return texts;
}

/** The bucket that a call names. */
export function bucketOf(call: Call): BucketState {
  const { bucket: name, headers } = requestOf(call);
  const bucket = ownedBucket(call, name, headers['x-amz-expected-bucket-owner']);
  if (!isServedHere(call, bucket)) throw permanentRedirect(bucket.name, bucket.region);
  return bucket;
}

/**
 * The endpoint stands for S3's of the Region that a call is signed for, and S3 sends it on if the bucket is of another.
 * Else a foreign signature would slip past a trail of one Region and past conditions on `aws:RequestedRegion`.
 */
const isServedHere = ({ operation, caller, region }: Call, bucket: BucketState): boolean =>
  region === bucket.region || operation === 'GetBucketLocation' || caller.identity.type === 'anonymous';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
function ownedBucket(call: Call, name: string, expectedOwner: string | undefined): BucketState {
  const bucket = call.world.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  if (expectedOwner !== undefined && expectedOwner !== bucket.accountId) {
    throw new AwsError('AccessDenied', 403, 'Access Denied');
  }
  return bucket;
}

/** What `x-amz-copy-source` names: `[/]bucket/key[?versionId=id]`, percent-encoded. */
export function copySourceOf(call: Call): {
  readonly bucket: BucketState;
  readonly key: string;
  readonly versionId: string | undefined;
} {
  const { headers } = requestOf(call);
  const header = headers['x-amz-copy-source'] ?? '';
  const [path = '', versionId] = header.split('?versionId=');
  const [, name, key] = /^\/?([^/]+)\/(.+)$/s.exec(decodedSource(path, header)) ?? [];
  if (name === undefined || key === undefined) throw invalidSource(header);
  const bucket = ownedBucket(call, name, headers['x-amz-source-expected-bucket-owner']);
  return { bucket, key, versionId };
}

function decodedSource(path: string, header: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidSource(header);
  }
}

const invalidSource = (header: string): AwsError =>
  invalidArgument('Invalid copy source object key', 'x-amz-copy-source', header);
