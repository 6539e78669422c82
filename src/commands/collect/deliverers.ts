import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { concurrently, type Reading } from '../../aws/reading.ts';
import { many, type PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import type { Account, Gap, LogBucket } from '../../model/snapshot.ts';
import { collectDeliveryChannels } from '../../services/config/collect-delivery-channels.ts';
import { collectFlowLogs } from '../../services/ec2/collect-flow-logs.ts';
import { collectLoadBalancers } from '../../services/elasticloadbalancing/collect.ts';
import type { AccountPart } from './account.ts';
import { isDoorRead, mayWriteByAcl, mayWriteByPolicy } from './may-write.ts';
import type { ReadNamed } from './named.ts';

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
  { logBuckets, gaps }: Pick<ReadNamed, 'logBuckets' | 'gaps'>,
  accounts: readonly Account[],
): Promise<Reading<readonly Resource[]>> {
  const places = parts.flatMap((part): readonly Place[] => {
    const { access, regions } = part;
    return access === undefined ? [] : regions.map((region) => ({ access, part, region }));
  });
  const door = new Door(logBuckets, gaps, accounts);
  const letsConfig = door.lets(['config'], /\/Config\//);
  const letsFlowLogs = door.lets(['delivery.logs'], /vpcflowlogs/);
  const ofBuckets = new Set(logBuckets.map(({ region }) => region));
  const ofBalancers = new Set([...ofBuckets].filter((region) => door.letsBalancers(region)));
  const reads = places.flatMap((place) =>
    [
      ...(mayDeliverConfig(place, door, letsConfig) ? [collectDeliveryChannels] : []),
      ...(letsFlowLogs ? [collectFlowLogs] : []),
      ...(ofBalancers.has(place.region) ? [collectLoadBalancers] : []),
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
  readonly #accounts: ReadonlySet<string>;

  constructor(buckets: readonly LogBucket[], gaps: readonly Gap[], accounts: readonly Account[]) {
    this.#buckets = buckets;
    this.#gaps = gaps;
    this.#accounts = new Set(accounts.map(({ id }) => id));
  }

  /** Any of them, a service by one of its principals, or by the folder that it has left there. */
  lets(services: readonly string[], folder: RegExp, buckets = this.#buckets): boolean {
    const principals = services.flatMap((name) => ENDS.map((end) => `${name}.${end}`));
    return buckets.some(
      (bucket) =>
        this.#mayAnybody(bucket) ||
        bucket.stored?.folders.some((one) => folder.test(one)) === true ||
        principals.some((principal) => mayWriteByPolicy(bucket, principal)),
    );
  }

  /**
   * Buckets in a load balancer's own Region alone can take its logs. There they come from a service, or from an account
   * that Elastic Load Balancing has in the Region, which no list tells for good: any that is not the organization's.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  letsBalancers(region: string): boolean {
    const here = this.#buckets.filter((bucket) => bucket.region === region);
    const services = ['logdelivery.elasticloadbalancing', 'delivery.logs'];
    return (
      this.lets(services, /elasticloadbalancing/, here) ||
      here.some(({ policy }) => policy !== undefined && this.#namesOthers(policy))
    );
  }

  #namesOthers({ Statement }: PolicyDocument): boolean {
    const names = many(Statement).flatMap(({ Effect, Principal = '*' }) =>
      Effect === 'Allow' && Principal !== '*'
        ? [...many(Principal.AWS ?? []), ...many(Principal.CanonicalUser ?? [])]
        : [],
    );
    return names.some((name) => !this.#accounts.has(/\d{12}/.exec(name)?.[0] ?? ''));
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
function mayDeliverConfig({ part, region }: Place, door: Door, asService: boolean): boolean {
  const { accountId, resources, gaps } = part;
  const unread = gaps.some(
    ({ resource, action }) =>
      action === 'config:DescribeConfigurationRecorders' && resource.split(':')[3] === region,
  );
  if (unread) return true;
  const recorders = resources.filter(
    (one) => one.type === 'AWS::Config::ConfigurationRecorder' && one.region === region,
  );
  return recorders.some(({ roleArn = '' }) => asService || door.letsRole(accountId, roleArn));
}
