import type { KmsKey, LogBucket, LogGroup, Snapshot } from '../model/snapshot.ts';

/**
 * With what the trails and buckets name and nobody read: a bucket of unknown owner, a key and a log group of which
 * nothing is known. Attacks on them are then not judged, instead of not looked at.
 */
export function completed(snapshot: Snapshot): Snapshot {
  const logBuckets = [...snapshot.logBuckets, ...unreadBuckets(snapshot)];
  const keys = [...(snapshot.keys ?? []), ...unreadKeys({ ...snapshot, logBuckets })];
  const logGroups = [...(snapshot.logGroups ?? []), ...unreadLogGroups(snapshot)];
  return { ...snapshot, logBuckets, keys, logGroups };
}

const distinct = (names: readonly (string | undefined)[], known: readonly string[]): readonly string[] =>
  [...new Set(names)].filter(
    (name) => name !== undefined && name !== '' && !known.includes(name),
  ) as string[];

function unreadBuckets({ trails, logBuckets, partition }: Snapshot): readonly LogBucket[] {
  const known = new Set(logBuckets.map(({ name }) => name));
  const unread = new Map(
    trails.flatMap(({ bucketName, homeRegion }) =>
      known.has(bucketName) || bucketName === '' ? [] : [[bucketName, homeRegion] as const],
    ),
  );
  return [...unread].map(([name, region]) => ({
    name,
    arn: `arn:${partition}:s3:::${name}`,
    region,
    versioning: 'Enabled',
  }));
}

function unreadKeys({ trails, logBuckets, keys = [] }: Snapshot): readonly KmsKey[] {
  const named = [...trails, ...logBuckets].map(({ kmsKeyArn }) => kmsKeyArn);
  const known = keys.map(({ arn }) => arn);
  return distinct(named, known).map((arn) => {
    const [, , , region = '', accountId = ''] = arn.split(':');
    return { arn, accountId, region, enabled: true };
  });
}

function unreadLogGroups({ trails, logGroups = [] }: Snapshot): readonly LogGroup[] {
  const named = trails.map(({ logGroupArn }) => logGroupArn?.replace(/:\*$/, ''));
  const known = logGroups.map(({ arn }) => arn);
  return distinct(named, known).map((arn) => {
    const [, , , region = '', accountId = '', , name = ''] = arn.split(':');
    return { name, arn, accountId, region };
  });
}
