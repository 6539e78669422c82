import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { concurrently, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import type { Gap, LogBucket } from '../../model/snapshot.ts';
import { collectDeliveryChannels } from '../../services/config/collect-delivery-channels.ts';
import { collectFlowLogs } from '../../services/ec2/collect-flow-logs.ts';
import type { AccountPart } from './account.ts';
import { isDoorRead, mayWriteByAcl, mayWriteByPolicy } from './may-write.ts';

const AT_ONCE = 8;

interface Place {
  readonly access: AwsAccess;
  readonly part: AccountPart;
  readonly region: string;
}

type Read = (access: AwsAccess, bucketArns: readonly string[]) => Promise<Reading<readonly Resource[]>>;

/**
 * What is delivered into the log buckets beside the trails, from every account that was entered. Each kind is read where
 * it can be, and where a bucket may let it in: to ask for all of it everywhere would be a call for each account, Region
 * and kind.
 */
export async function readDeliverers(
  parts: readonly AccountPart[],
  logBuckets: readonly LogBucket[],
  gaps: readonly Gap[],
): Promise<Reading<readonly Resource[]>> {
  const places = parts.flatMap((part): readonly Place[] => {
    const { access, regions } = part;
    return access === undefined ? [] : regions.map((region) => ({ access, part, region }));
  });
  const door = new Door(logBuckets, gaps);
  const reads = places.flatMap((place) =>
    [
      ...(mayDeliverConfig(place, door) ? [collectDeliveryChannels] : []),
      ...(door.lets(['delivery.logs'], /vpcflowlogs/) ? [collectFlowLogs] : []),
    ].map((read: Read) => ({ place, read })),
  );
  const arns = logBuckets.map(({ arn }) => arn);
  const found = await concurrently(
    reads,
    ({ place: { access, region }, read }) => read(inRegion(access, region), arns),
    AT_ONCE,
  );
  return { value: found.flatMap(({ value }) => value), gaps: found.flatMap((one) => one.gaps) };
}

/** Whom the log buckets may let in. */
class Door {
  readonly #buckets: readonly LogBucket[];
  readonly #gaps: readonly Gap[];

  constructor(buckets: readonly LogBucket[], gaps: readonly Gap[]) {
    this.#buckets = buckets;
    this.#gaps = gaps;
  }

  /** Any of them, a service by one of its principals, or by the folder that it has left there. */
  lets(services: readonly string[], folder: RegExp): boolean {
    const principals = services.flatMap((name) => ENDS.map((end) => `${name}.${end}`));
    return this.#buckets.some(
      (bucket) =>
        this.#mayAnybody(bucket) ||
        bucket.stored?.folders.some((one) => folder.test(one)) === true ||
        principals.some((principal) => mayWriteByPolicy(bucket, principal)),
    );
  }

  /** A role of the owner's account needs no policy of the bucket. */
  letsRole(accountId: string, roleArn: string): boolean {
    return this.#buckets.some(
      (bucket) =>
        bucket.accountId === accountId || this.#mayAnybody(bucket) || mayWriteByPolicy(bucket, roleArn),
    );
  }

  #mayAnybody(bucket: LogBucket): boolean {
    return !isDoorRead(bucket, this.#gaps) || mayWriteByAcl(bucket);
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
const ENDS = ['amazonaws.com', 'amazonaws.com.cn'] as const;

/**
 * A channel delivers what a recorder records, and cannot be made before there is one. It writes as the recorder's role
 * or, where the bucket does not let that in, as a service.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
function mayDeliverConfig({ part, region }: Place, door: Door): boolean {
  const { accountId, resources, gaps } = part;
  const unread = gaps.some(
    ({ resource, action }) =>
      action === 'config:DescribeConfigurationRecorders' && resource.split(':')[3] === region,
  );
  if (unread) return true;
  const recorders = resources.filter(
    (one) => one.type === 'AWS::Config::ConfigurationRecorder' && one.region === region,
  );
  return recorders.some(
    ({ roleArn = '' }) => door.lets(['config'], /\/Config\//) || door.letsRole(accountId, roleArn),
  );
}
