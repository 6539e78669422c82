import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AwsAccess } from '../../aws/access.ts';
import { awsProblem } from '../../aws/problem.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import { classify } from '../../aws/refusal.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { LogBucket, LogObject } from '../../model/snapshot.ts';
import { s3Client } from './operations.ts';

/** A log bucket as far as it can be read; no value and no Gap: there is no such bucket. */
export async function collectLogBucket(
  access: AwsAccess,
  name: string,
  keyPrefix?: string,
): Promise<Reading<LogBucket | undefined>> {
  const client = s3Client(access);
  const reader = new Reader();
  const arn = `arn:${access.partition}:s3:::${name}`;
  const head = await reader.read(arn, 's3:ListBucket', () => headOf(client, name));
  if (head === undefined || head === 'gone') return { value: undefined, gaps: reader.gaps };
  const versioning = await reader.read(arn, 's3:GetBucketVersioning', () =>
    client.send(new GetBucketVersioningCommand({ Bucket: name })),
  );
  const policy = await reader.read(arn, 's3:GetBucketPolicy', () => policyOf(client, name));
  const sample = await reader.read(arn, 's3:ListBucket', () => latestLogFile(client, name, keyPrefix));
  const owned = await ownsBucket(access, name);
  return {
    value: {
      name,
      arn,
      ...(owned ? { accountId: access.caller.accountId } : {}),
      region: head.region ?? access.region,
      versioning: versioning?.Status ?? 'Off',
      ...(policy === undefined || policy === 'none' ? {} : { policy }),
      ...(sample === undefined || sample === 'none' ? {} : { sample }),
    },
    gaps: reader.gaps,
  };
}

/** Whether the caller's account owns the bucket. S3 answers 403 for many reasons: only a yes is certain. */
export async function ownsBucket(access: AwsAccess, name: string): Promise<boolean> {
  try {
    await s3Client(access).send(
      new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: access.caller.accountId }),
    );
    return true;
  } catch {
    return false;
  }
}

/** The object that readers who name no version get; `undefined` when there is none. */
export async function readObject(access: AwsAccess, object: LogObject): Promise<LogObject | undefined> {
  try {
    const { VersionId: versionId } = await s3Client(access).send(
      new HeadObjectCommand({ Bucket: object.bucketName, Key: object.key }),
    );
    const { versionId: _, ...unversioned } = object;
    return versionId === undefined ? unversioned : { ...unversioned, versionId };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw awsProblem(error, `s3:HeadObject ${object.bucketName}/${object.key}`, access.endpoint);
  }
}

async function headOf(
  client: S3Client,
  name: string,
): Promise<{ readonly region: string | undefined } | 'gone'> {
  try {
    const { BucketRegion: region } = await client.send(new HeadBucketCommand({ Bucket: name }));
    return { region };
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

async function policyOf(client: S3Client, name: string): Promise<PolicyDocument | 'none'> {
  try {
    const { Policy: text } = await client.send(new GetBucketPolicyCommand({ Bucket: name }));
    return text === undefined ? 'none' : JSON.parse(text);
  } catch (error) {
    if (classify(error).code === 'NoSuchBucketPolicy') return 'none';
    throw error;
  }
}

/**
 * A log file of the latest day, found level by level so that a bucket of any size takes a dozen calls:
 * `[prefix/]AWSLogs/[o-…/]<account>/CloudTrail/<region>/<year>/<month>/<day>/<file>`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
async function latestLogFile(
  client: S3Client,
  bucket: string,
  keyPrefix?: string,
): Promise<NonNullable<LogBucket['sample']> | 'none'> {
  let prefix = `${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/`;
  for (let depth = 0; depth < 12; depth += 1) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }),
    );
    const below = (page.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []);
    const next = below.find((one) => one.endsWith('/CloudTrail/')) ?? below.at(-1);
    if (next === undefined) {
      const key = page.Contents?.findLast((object) => object.Key?.endsWith('.json.gz'))?.Key;
      return key === undefined ? 'none' : versionOf(client, bucket, key);
    }
    prefix = next;
  }
  return 'none';
}

async function versionOf(
  client: S3Client,
  bucket: string,
  key: string,
): Promise<NonNullable<LogBucket['sample']>> {
  const { Versions } = await client.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
  );
  const versionId = Versions?.find((version) => version.Key === key)?.VersionId;
  return versionId === undefined ? { key } : { key, versionId };
}

/** Answers to HEAD have no body, and therefore no error code but their status. */
function isNotFound(error: unknown): boolean {
  const failure = classify(error);
  return (
    failure.outcome === 'failed' &&
    (failure.status === 404 || failure.code === 'NotFound' || failure.code === 'NoSuchBucket')
  );
}
