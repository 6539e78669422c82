import {
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { awsProblem } from '../../aws/problem.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import { classify } from '../../aws/refusal.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { LogBucket, LogObject, Tags } from '../../model/snapshot.ts';
import { readAccessPoints } from './collect-access-points.ts';
import { readAcl } from './collect-acl.ts';
import { readDestinations } from './collect-destinations.ts';
import { readKmsKeyArn } from './collect-encryption.ts';
import { readLifecycle } from './collect-lifecycle.ts';
import { known, type NamedBucket } from './collect-named-bucket.ts';
import { readObjectLock } from './collect-object-lock.ts';
import { readPublicAccessBlock } from './collect-public-access.ts';
import { readStored } from './collect-stored.ts';
import { s3Client } from './operations.ts';

export { collectAccessGrantsInstances } from './collect-account-resources.ts';

/** A log bucket as far as it can be read; no value and no Gap: there is no such bucket. */
export async function collectLogBucket(
  access: AwsAccess,
  name: string,
  keyPrefix?: string,
): Promise<Reading<LogBucket | undefined>> {
  const reader = new Reader();
  const arn = `arn:${access.partition}:s3:::${name}`;
  const head = await reader.read(arn, 's3:ListBucket', () => headOf(s3Client(access), name));
  if (head === undefined || head === 'gone') return { value: undefined, gaps: reader.gaps };
  const region = head.region ?? access.region;
  const here = inRegion(access, region);
  const owner = (await ownsBucket(here, name, reader)) ? { accountId: access.caller.accountId } : {};
  const bucket = { access: here, client: s3Client(here), reader, name, arn, ...owner };
  const prefix = keyPrefix === undefined ? {} : { keyPrefix };
  const settings = await readSettings(bucket, keyPrefix);
  return { value: { name, arn, ...owner, region, ...prefix, ...settings }, gaps: reader.gaps };
}

type Settings = Omit<LogBucket, 'name' | 'arn' | 'accountId' | 'region' | 'keyPrefix'>;

async function readSettings(bucket: NamedBucket, keyPrefix?: string): Promise<Settings> {
  const [
    versioning,
    policy,
    acl,
    publicAccessBlock,
    accessPoints,
    lifecycle,
    kmsKeyArn,
    destinations,
    tags,
    stored,
    locks,
  ] = await Promise.all([
    readVersioning(bucket),
    readPolicy(bucket),
    readAcl(bucket),
    readPublicAccessBlock(bucket),
    readAccessPoints(bucket),
    readLifecycle(bucket),
    readKmsKeyArn(bucket),
    readDestinations(bucket),
    readTags(bucket),
    readStored(bucket, keyPrefix),
    readObjectLock(bucket, keyPrefix),
  ]);
  return {
    ...versioning,
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
    ...acl,
    ...known({ publicAccessBlock, accessPoints, lifecycle, stored, tags }),
    ...(kmsKeyArn === undefined || kmsKeyArn === 'none' ? {} : { kmsKeyArn }),
    ...destinations,
    ...locks,
  };
}

async function readVersioning({
  client,
  reader,
  name,
  arn,
}: NamedBucket): Promise<Pick<LogBucket, 'versioning' | 'mfaDelete'>> {
  const read = await reader.read(arn, 's3:GetBucketVersioning', () =>
    client.send(new GetBucketVersioningCommand({ Bucket: name })),
  );
  if (read === undefined) return { versioning: 'Off' };
  return { versioning: read.Status ?? 'Off', mfaDelete: read.MFADelete === 'Enabled' };
}

const readPolicy = ({
  client,
  reader,
  name,
  arn,
}: NamedBucket): Promise<PolicyDocument | 'none' | undefined> =>
  reader.read(arn, 's3:GetBucketPolicy', () =>
    orAbsent('NoSuchBucketPolicy', 'none' as const, async () => {
      const { Policy: text } = await client.send(new GetBucketPolicyCommand({ Bucket: name }));
      return text === undefined ? 'none' : JSON.parse(text);
    }),
  );

const readTags = ({ client, reader, name, arn }: NamedBucket): Promise<Tags | undefined> =>
  reader.read(arn, 's3:GetBucketTagging', () =>
    orAbsent('NoSuchTagSet', {}, async () => {
      const { TagSet = [] } = await client.send(new GetBucketTaggingCommand({ Bucket: name }));
      return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
    }),
  );

/** A bucket as an attack on itself may have left it; `undefined` when it is gone. Fails where it cannot be read. */
export async function readLogBucket(
  access: AwsAccess,
  { name, arn, region, accountId, sample }: LogBucket,
): Promise<LogBucket | undefined> {
  const client = s3Client(access);
  const reader = new Reader();
  const head = await reader.read(arn, 's3:ListBucket', () => headOf(client, name));
  if (head === 'gone') return undefined;
  const bucket = { access, client, reader, name, arn };
  const versioning = await readVersioning(bucket);
  const policy = await readPolicy(bucket);
  const gap = reader.gaps[0];
  if (gap !== undefined) throw new Error(gap.message);
  return {
    name,
    arn,
    region,
    ...known({ accountId, sample }),
    ...versioning,
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
  };
}

/**
 * Whether the caller's account owns the bucket. S3 answers 403 for many reasons: only a yes is certain. A failure that
 * says nothing about the owner is a Gap.
 */
export async function ownsBucket(access: AwsAccess, name: string, reader = new Reader()): Promise<boolean> {
  const { accountId } = access.caller;
  const head = async (): Promise<boolean> => {
    try {
      await s3Client(access).send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: accountId }));
      return true;
    } catch (error) {
      if (isNotFound(error) || isForbidden(error)) return false;
      throw error;
    }
  };
  return (await reader.read(`arn:${access.partition}:s3:::${name}`, 's3:ListBucket', head)) ?? false;
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

/** Answers to HEAD have no body, and therefore no error code but their status. */
function isNotFound(error: unknown): boolean {
  const failure = classify(error);
  return (
    failure.outcome === 'failed' &&
    (failure.status === 404 || failure.code === 'NotFound' || failure.code === 'NoSuchBucket')
  );
}

function isForbidden(error: unknown): boolean {
  const answer = classify(error);
  return answer.outcome === 'refused' || answer.status === 403;
}
