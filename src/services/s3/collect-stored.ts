import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { concurrently } from '../../aws/reading.ts';
import type { StoredFolders } from '../../model/snapshot.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

interface Level {
  readonly folders: readonly string[];
  readonly objects: boolean;
  readonly whole: boolean;
}

/** Of accounts whose folders are looked into: one call each. */
const MOST_ACCOUNTS = 300;
const MOST_PAGES = 20;

/**
 * Who writes shows in what stands there: each service delivers into a folder of its own, an account's after the other:
 * `[prefix/]AWSLogs/[o-…/]<account>/<service>/`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
export const readStored = (bucket: NamedBucket, keyPrefix?: string): Promise<StoredFolders | undefined> =>
  bucket.reader.read(bucket.arn, 's3:ListBucket', async () => {
    const logs = `${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/`;
    const top = await level(bucket, '', 1);
    const accounts = await belowLogs(bucket, logs);
    const others = top.folders.filter((folder) => !logs.startsWith(folder));
    return {
      folders: [...(top.objects ? ['/'] : []), ...others, ...accounts.folders].sort(),
      whole: top.whole && accounts.whole,
    };
  });

const OF_ORGANIZATION = /\/o-[a-z0-9]+\/$/;
/** As it is named, or as a partition of a table. */
const OF_ACCOUNT = /\d{12}\/$/;

async function belowLogs(bucket: NamedBucket, logs: string): Promise<StoredFolders> {
  const direct = await level(bucket, logs, MOST_PAGES);
  const organized = await Promise.all(
    direct.folders
      .filter((folder) => OF_ORGANIZATION.test(folder))
      .map((folder) => level(bucket, folder, MOST_PAGES)),
  );
  const levels = [direct, ...organized];
  const all = levels.flatMap(({ folders }) => folders).filter((folder) => !OF_ORGANIZATION.test(folder));
  const accounts = all.filter((folder) => OF_ACCOUNT.test(folder));
  const looked = accounts.slice(0, MOST_ACCOUNTS);
  const inside = await concurrently(looked, (folder) => level(bucket, folder, 1));
  const services = new Map(
    inside.flatMap(({ folders }) => folders).map((folder) => [folder.split('/').at(-2) ?? '', folder]),
  );
  return {
    folders: [...all.filter((folder) => !OF_ACCOUNT.test(folder)), ...services.values()],
    whole: looked.length === accounts.length && [...levels, ...inside].every(({ whole }) => whole),
  };
}

async function level({ client, name }: NamedBucket, prefix: string, pages: number): Promise<Level> {
  const folders: string[] = [];
  let objects = false;
  let more = true;
  let token: string | undefined;
  for (let page = 0; more && page < pages; page += 1) {
    const answer = await client.send(
      new ListObjectsV2Command({
        Bucket: name,
        Prefix: prefix,
        Delimiter: '/',
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    folders.push(...(answer.CommonPrefixes ?? []).flatMap((common) => common.Prefix ?? []));
    objects ||= (answer.Contents ?? []).length > 0;
    more = answer.IsTruncated === true;
    token = answer.NextContinuationToken;
  }
  return { folders: [...new Set(folders)], objects, whole: !more };
}
