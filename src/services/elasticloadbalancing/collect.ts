import {
  DescribeLoadBalancerAttributesCommand as ClassicAttributesCommand,
  ElasticLoadBalancingClient,
  paginateDescribeLoadBalancers as paginateClassic,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancerAttribute,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';

/**
 * The account's load balancers of one Region, classic ones too, whose logs are delivered into one of the buckets.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_AccessLog.html
 */
export async function collectLoadBalancers(
  access: AwsAccess,
  bucketArns: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  const reader = new Reader();
  const found = [...(await current(access, reader)), ...(await classic(access, reader))];
  const value = found.flatMap(({ buckets, ...one }): Resource[] => {
    const arns = [...new Set(buckets)].map((name) => `arn:${access.partition}:s3:::${name}`);
    const concerns = arns.filter((arn) => bucketArns.includes(arn)).sort();
    return concerns.length === 0 ? [] : [{ ...one, concerns }];
  });
  return { value: value.sort(byArn), gaps: reader.gaps };
}

interface Found extends Resource {
  /** That it delivers logs into. */
  readonly buckets: readonly string[];
}

async function current(access: AwsAccess, reader: Reader): Promise<readonly Found[]> {
  const client = guarded(new ElasticLoadBalancingV2Client(clientConfig(access)), access);
  const listed = await reader.read(everyOf(access), 'elasticloadbalancing:DescribeLoadBalancers', () =>
    all(paginateDescribeLoadBalancers({ client, pageSize: 400 }, {}), (page) => page.LoadBalancers),
  );
  return concurrently(listed ?? [], async ({ LoadBalancerArn: arn = '', LoadBalancerName: name = '' }) => {
    const read = await reader.read(arn, 'elasticloadbalancing:DescribeLoadBalancerAttributes', async () =>
      client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn })),
    );
    const type = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
    return { ...placed(access), type, arn, name, buckets: bucketsIn(read?.Attributes ?? []) };
  });
}

/** Of access, connection and health check logs: each kind is switched on by an attribute of its own. */
const bucketsIn = (attributes: readonly LoadBalancerAttribute[]): readonly string[] =>
  attributes.flatMap(({ Key = '', Value = '' }) => {
    const kind = /^(\w+_logs)\.s3\.bucket$/.exec(Key)?.[1];
    const on = attributes.some((one) => one.Key === `${kind}.s3.enabled` && one.Value === 'true');
    return kind !== undefined && on ? [Value] : [];
  });

async function classic(access: AwsAccess, reader: Reader): Promise<readonly Found[]> {
  const client = guarded(new ElasticLoadBalancingClient(clientConfig(access)), access);
  const listed = await reader.read(everyOf(access), 'elasticloadbalancing:DescribeLoadBalancers', () =>
    all(paginateClassic({ client, pageSize: 400 }, {}), (page) => page.LoadBalancerDescriptions),
  );
  return concurrently(listed ?? [], async ({ LoadBalancerName: name = '' }) => {
    const arn = ownArn(access, 'elasticloadbalancing', `loadbalancer/${name}`);
    const read = await reader.read(arn, 'elasticloadbalancing:DescribeLoadBalancerAttributes', async () =>
      client.send(new ClassicAttributesCommand({ LoadBalancerName: name })),
    );
    const { Enabled, S3BucketName: bucket } = read?.LoadBalancerAttributes?.AccessLog ?? {};
    const buckets = Enabled === true && bucket !== undefined ? [bucket] : [];
    return { ...placed(access), type: 'AWS::ElasticLoadBalancing::LoadBalancer', arn, name, buckets };
  });
}

const everyOf = (access: AwsAccess): string => ownArn(access, 'elasticloadbalancing', 'loadbalancer/*');

const placed = ({ caller, region }: AwsAccess): Pick<Resource, 'accountId' | 'region'> => ({
  accountId: caller.accountId,
  region,
});
