import { ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogBucket } from '../../model/snapshot.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

/** The newest log file that is found; `none` where there is none. */
export async function readSample(
  { client, reader, name, arn }: NamedBucket,
  keyPrefix?: string,
): Promise<NonNullable<LogBucket['sample']> | 'none' | undefined> {
  const key = await reader.read(arn, 's3:ListBucket', () => latestLogFile(client, name, keyPrefix));
  if (key === undefined || key === 'none') return key;
  return reader.read(arn, 's3:ListBucketVersions', () => versionOf(client, name, key.key));
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
): Promise<{ readonly key: string } | 'none'> {
  let prefix = `${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/`;
  for (let depth = 0; depth < 12; depth += 1) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }),
    );
    const below = (page.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []);
    const next = below.find((one) => one.endsWith('/CloudTrail/')) ?? below.at(-1);
    if (next === undefined) {
      const key = page.Contents?.findLast((object) => object.Key?.endsWith('.json.gz'))?.Key;
      return key === undefined ? 'none' : { key };
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
