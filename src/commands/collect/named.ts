import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { concurrently, Reader } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import type { Gap, KmsKey, LogBucket, LogGroup, Snapshot } from '../../model/snapshot.ts';
import { collectKey } from '../../services/kms/collect.ts';
import { collectLogGroup } from '../../services/logs/collect.ts';
import { collectAccessGrantsInstances, collectLogBucket, ownsBucket } from '../../services/s3/collect.ts';
import { collectTopic } from '../../services/sns/collect.ts';
import { collectQueue } from '../../services/sqs/collect.ts';
import { isStack } from './stacks.ts';

/** What is read because something else names it. */
export interface Named {
  readonly buckets: readonly {
    readonly name: string;
    readonly keyPrefix?: string;
    /** Of the trail that writes into it. */
    readonly accountId: string;
  }[];
  readonly arns: readonly string[];
}

export function namedIn({ trails, resources = [] }: Snapshot): Named {
  const buckets = new Map(
    trails.map(({ bucketName: name, keyPrefix, accountId }) => [
      name,
      { name, accountId, ...(keyPrefix === undefined ? {} : { keyPrefix }) },
    ]),
  );
  const arns = [
    ...trails.flatMap(({ kmsKeyArn, logGroupArn, snsTopicArn }) => [kmsKeyArn, logGroupArn, snsTopicArn]),
    ...resources
      .filter((one) => !isStack(one))
      .flatMap(({ kmsKeyArn, concerns = [] }) => [kmsKeyArn, ...concerns]),
  ];
  return { buckets: [...buckets.values()], arns: [...new Set(arns.filter((arn) => arn !== undefined))] };
}

type Sessions = ReadonlyMap<string, AwsAccess>;

export interface ReadNamed {
  readonly logBuckets: readonly LogBucket[];
  readonly keys: readonly KmsKey[];
  readonly logGroups: readonly LogGroup[];
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/** Each by a session of the account that owns it, where there is one. */
export async function readNamed(access: AwsAccess, sessions: Sessions, named: Named): Promise<ReadNamed> {
  const reader = new Reader();
  const buckets = await concurrently(named.buckets, async ({ name, keyPrefix, accountId }) =>
    collectLogBucket(await ownerOf(access, sessions, { name, accountId }, reader), name, keyPrefix),
  );
  const logBuckets = buckets.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const told = logBuckets.flatMap(({ notifies = [], kmsKeyArn }) => [...notifies, kmsKeyArn ?? '']);
  const arns = [...new Set([...named.arns, ...told])].filter((arn) => arn.startsWith('arn:'));
  const of = (service: string): readonly string[] => arns.filter((arn) => arn.split(':')[2] === service);
  const within = (accountId: string, region: string): AwsAccess =>
    inRegion(sessions.get(accountId) ?? access, region === '' ? access.region : region);
  const by = (arn: string): AwsAccess => {
    const [, , , region = '', accountId = ''] = arn.split(':');
    return within(accountId, region);
  };
  const instances = await concurrently(placesOf(logBuckets), ({ accountId, region }) =>
    collectAccessGrantsInstances(within(accountId, region)),
  );
  const topics = await concurrently(of('sns'), (arn) => collectTopic(by(arn), arn));
  const queues = await concurrently(of('sqs'), (arn) => collectQueue(by(arn), arn));
  const logGroups = await concurrently(of('logs'), (arn) => collectLogGroup(by(arn), arn));
  const deeper = [...topics.flatMap(({ value }) => value), ...queues.map(({ value }) => value)];
  const keyArns = [
    ...of('kms'),
    ...[...deeper, ...logGroups.map(({ value }) => value)].map((one) => one?.kmsKeyArn ?? ''),
  ];
  const keys = await concurrently(
    [...new Set(keyArns)].filter((arn) => arn.includes(':kms:')),
    (arn) => collectKey(by(arn), arn),
  );
  return {
    logBuckets,
    keys: keys.flatMap(({ value }) => (value === undefined ? [] : [value])),
    logGroups: logGroups.flatMap(({ value }) => (value === undefined ? [] : [value])),
    resources: [
      ...instances.flatMap(({ value }) => value),
      ...deeper.filter((resource) => resource !== undefined),
    ],
    gaps: [reader, ...buckets, ...instances, ...topics, ...queues, ...logGroups, ...keys].flatMap(
      ({ gaps }) => gaps,
    ),
  };
}

/**
 * Accounts and Regions whose S3 Access Grants can reach the buckets: an instance has its data in its own Region.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessGrantsLocation.html
 */
function placesOf(buckets: readonly LogBucket[]) {
  const places = buckets.flatMap(({ accountId, region }) =>
    accountId === undefined ? [] : [[`${accountId} ${region}`, { accountId, region }] as const],
  );
  return [...new Map(places).values()];
}

/**
 * The session of the bucket's owner; the caller's where none owns it. Whom its name or its trail tells of is asked first:
 * an organization may have as many such buckets as accounts.
 */
async function ownerOf(
  access: AwsAccess,
  sessions: Sessions,
  { name, accountId }: Pick<Named['buckets'][number], 'name' | 'accountId'>,
  reader: Reader,
): Promise<AwsAccess> {
  const all = new Map([[access.caller.accountId, access], ...sessions]);
  const likely = [...all.keys()].filter((id) => name.includes(id) || id === accountId);
  for (const id of new Set([...likely, ...all.keys()])) {
    const session = all.get(id);
    if (session !== undefined && (await ownsBucket(session, name, reader))) return session;
  }
  return access;
}
