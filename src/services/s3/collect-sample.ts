import { ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogBucket } from '../../model/snapshot.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

type Sample = NonNullable<LogBucket['sample']>;

/** Accounts, Regions, days and files, which come in the order of their names, in the order in which to look. */
type Order = (names: readonly string[]) => readonly string[];

const newest: Order = (names) => names.toReversed();
const oldest: Order = (names) => names;
const between: Order = (names) => {
  const half = Math.floor(names.length / 2);
  return [...names.slice(half), ...names.slice(0, half).reverse()];
};

/**
 * The newest log file that is found, and `more` of other accounts, Regions and days, so far as there are any: of a bucket
 * of any size, by a few dozen calls for each at most.
 */
export async function readSamples(
  { client, reader, name, arn }: NamedBucket,
  keyPrefix: string | undefined,
  more: boolean,
): Promise<readonly Sample[] | undefined> {
  const orders = more ? [newest, oldest, between] : [newest];
  const keys = await reader.read(arn, 's3:ListBucket', async () => {
    const found: (string | undefined)[] = [];
    for (const order of orders) found.push(await logFile(client, name, keyPrefix, order));
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
  order: Order,
): Promise<string | undefined> {
  let left = MOST_LISTINGS;
  const under = async (prefix: string): Promise<string | undefined> => {
    if (left === 0) return undefined;
    left -= 1;
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }),
    );
    const folders = (page.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []);
    for (const folder of leading(prefix, order(folders))) {
      const found = await under(folder);
      if (found !== undefined) return found;
    }
    const keys = (page.Contents ?? []).flatMap(({ Key = '' }) => Key);
    return order(keys.filter((key) => key.endsWith('.json.gz')))[0];
  };
  return under(`${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/`);
}

const MOST_LISTINGS = 30;
const MOST_FOLDERS = 5;

/**
 * Others write beside CloudTrail, such as AWS Config in the bucket of a landing zone: below an account only CloudTrail's
 * folder leads to log files. Of many accounts that may have none, the organization's own folder is looked into all the same.
 */
function leading(prefix: string, folders: readonly string[]): readonly string[] {
  if (/\/\d{12}\/$/.test(prefix)) return folders.filter((folder) => folder.endsWith('/CloudTrail/'));
  const first = folders.slice(0, MOST_FOLDERS);
  const rest = folders.slice(MOST_FOLDERS).filter((folder) => /\/o-[a-z0-9]+\/$/.test(folder));
  return [...first, ...rest];
}

async function versionOf(client: S3Client, bucket: string, key: string): Promise<Sample> {
  const { Versions } = await client.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
  );
  const versionId = Versions?.find((version) => version.Key === key)?.VersionId;
  return versionId === undefined ? { key } : { key, versionId };
}
