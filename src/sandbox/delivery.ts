import { gzipSync } from 'node:zlib';
import { authorize, serviceCaller } from './authorize.ts';
import type { EventRecord } from './event-record.ts';
import { mixedId } from './ids.ts';
import { putObject } from './objects.ts';
import type { TrailState, World } from './world.ts';

const FIVE_MINUTES = 300_000;
/**
 * So long CloudTrail tries again to deliver to a bucket that refuses it; then the events are lost.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
 */
const RETRY = 30 * 86_400_000;

/** Delivers what was recorded before the last whole five minutes, if not tried since: CloudTrail's pace, on average. */
export function deliverDue(world: World): void {
  const due = Math.floor(world.clock.now().getTime() / FIVE_MINUTES) * FIVE_MINUTES;
  for (const trail of world.trails.values()) {
    const tried = trail.latestDeliveryAttemptAt?.getTime() ?? 0;
    if (tried < due) deliver(world, trail, due);
  }
}

/** Delivers everything at once. */
export function deliverAll(world: World): void {
  for (const trail of world.trails.values()) deliver(world, trail, Number.POSITIVE_INFINITY);
}

/** Delivers what a trail held when it was deleted. */
export function deliverLast(world: World, trail: TrailState): void {
  deliver(world, trail, Number.POSITIVE_INFINITY);
}

/** `pending` is in the order of time, so that only what is due is looked at. */
function deliver(world: World, trail: TrailState, before: number): void {
  const oldest = trail.pending[0];
  if (oldest === undefined || Date.parse(oldest.eventTime) >= before) return;
  const waiting = trail.pending.findIndex(({ eventTime }) => Date.parse(eventTime) >= before);
  const due = waiting < 0 ? trail.pending : trail.pending.slice(0, waiting);
  const now = world.clock.now();
  trail.latestDeliveryAttemptAt = now;
  trail.latestDeliveryError = undefined;
  const kept: EventRecord[] = [];
  for (const records of logFiles(due)) {
    const refused = store(world, trail, records, now);
    trail.latestDeliveryError ??= refused;
    if (refused === undefined) trail.latestDeliveryAt = now;
    else for (const record of records) if (isFresh(record, now)) kept.push(record);
  }
  trail.pending = waiting < 0 ? kept : kept.concat(trail.pending.slice(waiting));
}

const isFresh = ({ eventTime }: EventRecord, now: Date): boolean =>
  Date.parse(eventTime) > now.getTime() - RETRY;

/** Fits into one string even if each record is as large as CloudTrail lets it be. */
const RECORDS_A_FILE = 1_000;

/**
 * One file an account and Region, more where there are many records: time and size end a file.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
function logFiles(records: readonly EventRecord[]): readonly (readonly EventRecord[])[] {
  return [...byAccountAndRegion(records).values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / RECORDS_A_FILE) }, (_, n) =>
      group.slice(n * RECORDS_A_FILE, (n + 1) * RECORDS_A_FILE),
    ),
  );
}

function byAccountAndRegion(records: readonly EventRecord[]): ReadonlyMap<string, EventRecord[]> {
  const groups = new Map<string, EventRecord[]>();
  for (const record of records) {
    const key = `${record.recipientAccountId}/${record.awsRegion}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}

/**
 * Writes one log file as the service principal, which the bucket policy has to let in. Returns what S3 refused it
 * with. A trail of AWS that takes the bucket's data events records these writes too, each delivery calling for the
 * next; the sandbox behaves as with `RecursiveLogging` off, so that delivering ends.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html
 */
function store(
  world: World,
  trail: TrailState,
  records: readonly EventRecord[],
  now: Date,
): string | undefined {
  const bucket = world.buckets.get(trail.bucketName);
  const [first] = records;
  if (bucket === undefined) return 'NoSuchBucket';
  if (first === undefined) return undefined;
  const key = logFileKey(world, trail, first, now);
  if (!mayDeliver(world, trail, `${bucket.arn}/${key}`)) return 'AccessDenied';
  const body = gzipSync(JSON.stringify({ Records: records }));
  const headers = { 'content-encoding': 'gzip' };
  putObject(bucket, { key, body, contentType: 'application/json', headers }, now);
  return undefined;
}

/** Whether CloudTrail may put an object there: bucket policy and resource control policies decide. */
export function mayDeliver(
  world: World,
  trail: Pick<TrailState, 'arn' | 'accountId' | 'homeRegion' | 'bucketName'>,
  resource: string,
): boolean {
  const bucket = world.buckets.get(trail.bucketName);
  if (bucket === undefined) return false;
  const decision = authorize(
    world,
    {
      caller: serviceCaller({
        principal: 'cloudtrail.amazonaws.com',
        sourceArn: trail.arn,
        sourceAccount: trail.accountId,
      }),
      region: trail.homeRegion,
      now: world.clock.now(),
      sourceIp: 'cloudtrail.amazonaws.com',
      userAgent: 'cloudtrail.amazonaws.com',
    },
    {
      action: 's3:PutObject',
      resource,
      resourceAccount: bucket.accountId,
      resourcePolicies: bucket.policy === undefined ? [] : [bucket.policy.policy],
      context: { 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  );
  return decision.decision === 'allowed';
}

/** Where a trail's files of an account go, up to the account. */
export function logRoot(
  world: World,
  trail: Pick<TrailState, 'keyPrefix' | 'organizationTrail'>,
  accountId: string,
): string {
  const prefix = trail.keyPrefix === undefined ? '' : `${trail.keyPrefix}/`;
  const organization = trail.organizationTrail ? `${world.organization.id}/` : '';
  return `${prefix}AWSLogs/${organization}${accountId}`;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function logFileKey(
  world: World,
  trail: TrailState,
  { recipientAccountId, awsRegion }: EventRecord,
  now: Date,
): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  const stamp = `${day.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}Z`;
  const folder = `${logRoot(world, trail, recipientAccountId)}/CloudTrail/${awsRegion}/${day.replaceAll('-', '/')}`;
  return `${folder}/${recipientAccountId}_CloudTrail_${awsRegion}_${stamp}_${mixedId(16)}.json.gz`;
}
