import type { PolicyDocument } from '../model/policy.ts';
import { duplicate, type Place, unknownReference } from './document.ts';
import { newBucket, putObject } from './objects.ts';
import type { AccountState, BucketState, EventSelector, LifecycleRule, World } from './world.ts';
import type { WorldBucket, WorldLifecycleRule, WorldTrail } from './world-file.ts';

const DEFAULT_REGION = 'us-east-1';

type AccountOf = (place: Place) => AccountState;

export function addBucket(
  world: World,
  bucket: WorldBucket,
  trails: readonly WorldTrail[],
  path: string,
  accountOf: AccountOf,
): void {
  if (world.buckets.has(bucket.name)) throw duplicate({ value: bucket.name, path: `${path}.name` });
  const accountId = accountOf({ value: bucket.account, path: `${path}.account` }).id;
  const now = world.clock.now();
  const state = newBucket(
    world.partition,
    {
      name: bucket.name,
      accountId,
      region: bucket.region ?? DEFAULT_REGION,
      settings: bucket.settings ?? {},
    },
    now,
  );
  state.versioning = bucket.versioning;
  const policy = bucket.policy ?? deliveryPolicy(world, bucket.name, trails, accountOf);
  if (policy !== undefined && policy !== 'none') {
    state.policy = { text: JSON.stringify(policy), policy: { name: bucket.name, document: policy } };
  }
  if (bucket.publicAccessBlock === false) state.publicAccessBlock = 'none';
  state.lifecycle = bucket.lifecycle?.map(lifecycleRule);
  if (bucket.objectLock) state.objectLock = objectLock(bucket.objectLock);
  for (const { key, body, retention, legalHold } of bucket.objects ?? []) {
    const stored = putObject(state, { key, body: Buffer.from(body ?? '') }, now);
    if (legalHold !== undefined) stored.legalHold = legalHold;
    if (retention === 'none') delete stored.retention;
    else if (retention) stored.retention = { mode: retention.mode, until: new Date(retention.until) };
  }
  world.buckets.set(bucket.name, state);
}

const objectLock = ({
  mode,
  days,
}: NonNullable<WorldBucket['objectLock']>): NonNullable<BucketState['objectLock']> =>
  mode === undefined || days === undefined ? {} : { default: { mode, days } };

const lifecycleRule = ({ id, days, enabled, prefix, tag }: WorldLifecycleRule): LifecycleRule => ({
  id,
  enabled: enabled ?? true,
  prefix: prefix ?? '',
  tags: tag === undefined ? [] : [tag],
  expiration: { days },
  noncurrent: { days, kept: 0 },
});

export function addTrail(world: World, trail: WorldTrail, path: string, accountOf: AccountOf): void {
  const accountId = accountOf({ value: trail.account, path: `${path}.account` }).id;
  if (!world.buckets.has(trail.bucket)) {
    throw unknownReference({ value: trail.bucket, path: `${path}.bucket` }, [...world.buckets.keys()]);
  }
  const { managementAccountId } = world.organization;
  if (trail.organization && accountId !== managementAccountId) {
    throw unknownReference({ value: trail.account, path: `${path}.account` }, [managementAccountId]);
  }
  const arn = trailArn(world, trail, accountId);
  if (world.trails.has(arn)) throw duplicate({ value: trail.name, path: `${path}.name` });
  const logging = trail.logging ?? true;
  world.trails.set(arn, {
    name: trail.name,
    arn,
    accountId,
    homeRegion: trail.region ?? DEFAULT_REGION,
    bucketName: trail.bucket,
    keyPrefix: trail.keyPrefix,
    multiRegion: trail.multiRegion ?? false,
    organizationTrail: trail.organization ?? false,
    includeGlobalServiceEvents: trail.includeGlobalServiceEvents ?? true,
    logFileValidation: trail.logFileValidation ?? false,
    snsTopicArn: trail.snsTopicArn,
    kmsKeyId: trail.kmsKeyArn,
    logGroupArn: trail.logGroupArn,
    logRoleArn: trail.logRoleArn,
    insights: trail.insights ?? false,
    logging,
    eventSelectors: trail.advancedEventSelectors ? undefined : (trail.eventSelectors ?? [managementEvents]),
    advancedEventSelectors: trail.advancedEventSelectors,
    tags: new Map(Object.entries(trail.tags ?? {})),
    startedAt: logging ? world.clock.now() : undefined,
    stoppedAt: undefined,
    latestDeliveryAt: undefined,
    latestDeliveryAttemptAt: undefined,
    latestDeliveryError: undefined,
    pending: [],
  });
}

/** What a new trail records: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
const managementEvents: EventSelector = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

function trailArn(world: World, trail: WorldTrail, accountId: string): string {
  return `arn:${world.partition}:cloudtrail:${trail.region ?? DEFAULT_REGION}:${accountId}:trail/${trail.name}`;
}

/**
 * The bucket policy that CloudTrail needs, as AWS documents it; `undefined` where no trail delivers.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
function deliveryPolicy(
  world: World,
  bucketName: string,
  trails: readonly WorldTrail[],
  accountOf: AccountOf,
): PolicyDocument | undefined {
  const delivering = trails.filter((trail) => trail.bucket === bucketName);
  if (delivering.length === 0) return undefined;
  const bucket = `arn:${world.partition}:s3:::${bucketName}`;
  const statements = delivering.flatMap((trail, index) => {
    const accountId = accountOf({ value: trail.account, path: `trails[${index}].account` }).id;
    const arn = trailArn(world, trail, accountId);
    const folder = `${bucket}/${trail.keyPrefix === undefined ? '' : `${trail.keyPrefix}/`}AWSLogs`;
    const owners = trail.organization ? [accountId, world.organization.id] : [accountId];
    return [aclCheck(bucket, arn), ...owners.map((owner) => write(`${folder}/${owner}/*`, arn))];
  });
  return { Version: '2012-10-17', Statement: statements };
}

const cloudTrail = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } } as const;

const aclCheck = (bucket: string, trail: string) => ({
  ...cloudTrail,
  Action: 's3:GetBucketAcl',
  Resource: bucket,
  Condition: { StringEquals: { 'aws:SourceArn': trail } },
});

const write = (objects: string, trail: string) => ({
  ...cloudTrail,
  Action: 's3:PutObject',
  Resource: objects,
  Condition: {
    StringEquals: { 'aws:SourceArn': trail, 's3:x-amz-acl': 'bucket-owner-full-control' },
  },
});
