import { ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogBucket } from '../../model/snapshot.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

type Sample = NonNullable<LogBucket['sample']>;

/** Which of several to go on with: of accounts, Regions, days and files, in the order of their names. */
type Pick = (names: readonly string[]) => string | undefined;

const newest: Pick = (names) => names.at(-1);
const oldest: Pick = (names) => names.at(0);
const between: Pick = (names) => names.at(Math.floor(names.length / 2));

/**
 * The newest log file that is found, and `more` of other accounts, Regions and days, so far as there are any: of a bucket
 * of any size, by a dozen calls for each.
 */
export async function readSamples(
  { client, reader, name, arn }: NamedBucket,
  keyPrefix: string | undefined,
  more: boolean,
): Promise<readonly Sample[] | undefined> {
  const picks = more ? [newest, oldest, between] : [newest];
  const keys = await reader.read(arn, 's3:ListBucket', async () => {
    const found: (string | undefined)[] = [];
    for (const pick of picks) found.push(await logFile(client, name, keyPrefix, pick));
    return [...new Set(found.filter((key) => key !== undefined))];
  });
  if (keys === undefined) return undefined;
  return reader.read(arn, 's3:ListBucketVersions', () =>
    Promise.all(keys.map((key) => versionOf(client, name, key))),
  );
}

/**
 * A log file, found level by level:
 * `[prefix/]AWSLogs/[o-…/]<account>/CloudTrail/<region>/<year>/<month>/<day>/<file>`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
async function logFile(
  client: S3Client,
  bucket: string,
  keyPrefix: string | undefined,
  pick: Pick,
): Promise<string | undefined> {
  let prefix = `${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/`;
  for (let depth = 0; depth < 12; depth += 1) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }),
    );
    const below = (page.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []);
    const next = below.find((one) => one.endsWith('/CloudTrail/')) ?? pick(below);
    if (next === undefined) {
      const keys = (page.Contents ?? []).flatMap(({ Key = '' }) => Key);
      return pick(keys.filter((key) => key.endsWith('.json.gz')));
    }
    prefix = next;
  }
  return undefined;
}

async function versionOf(client: S3Client, bucket: string, key: string): Promise<Sample> {
  const { Versions } = await client.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
  );
  const versionId = Versions?.find((version) => version.Key === key)?.VersionId;
  return versionId === undefined ? { key } : { key, versionId };
}
