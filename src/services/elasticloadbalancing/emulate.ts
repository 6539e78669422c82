import type { Resource, ResourceType } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation, Protocol } from '../../sandbox/emulation.ts';
import { list, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { queryProtocol } from '../../sandbox/protocols/query.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

const CLASSIC = '2012-06-01';
const CURRENT = '2015-12-01';

const protocolOf = (version: string): Protocol =>
  queryProtocol({ namespace: `http://elasticloadbalancing.amazonaws.com/doc/${version}/`, version });

const classic = protocolOf(CLASSIC);
const current = protocolOf(CURRENT);

const PREFIX = 'Classic';

/** Two APIs of one service, whose operations have the same names: that for Classic Load Balancers is told by its version. */
const protocol: Protocol = {
  ...current,
  read: (request) => {
    const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
    if ((form.get('Version') ?? request.query.get('Version')) !== CLASSIC) return current.read(request);
    const { operation, input } = classic.read(request);
    return { operation: `${PREFIX}${operation}`, input };
  },
  write: (operation, output, requestId) =>
    operation.startsWith(PREFIX)
      ? classic.write(operation.slice(PREFIX.length), output, requestId)
      : current.write(operation, output, requestId),
};

const onAll =
  (action: string): (() => readonly AuthorizationNeed[]) =>
  () => [{ action: `elasticloadbalancing:${action}`, resource: '*' }];

/** Those that are asked for, each by what `keyOf` tells, a page at once. */
function described(call: Call, type: ResourceType, asked: string, keyOf: (one: Resource) => string) {
  const wanted = list(call.input, asked).map((one) => text({ one }, 'one', { max: 1024 }));
  const own = ownResources(call, type);
  for (const one of wanted) requireOne(own, one, keyOf);
  const found = page(
    own.filter((one) => wanted.length === 0 || wanted.includes(keyOf(one))),
    keyOf,
    {
      token: optionalText(call.input, 'Marker'),
      size: optionalInteger(call.input, 'PageSize', { min: 1, max: 400 }) ?? 400,
    },
  );
  if (found === undefined) throw new AwsError('ValidationError', 400, 'The marker is not valid.');
  return found;
}

function requireOne(own: readonly Resource[], wanted: string, keyOf: (one: Resource) => string): Resource {
  const found = own.find((one) => keyOf(one) === wanted);
  if (found !== undefined) return found;
  throw new AwsError('LoadBalancerNotFound', 400, `Load balancers '[${wanted}]' not found`);
}

const V2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const V1 = 'AWS::ElasticLoadBalancing::LoadBalancer';
const arnOf = ({ arn }: Resource): string => arn;
const nameOf = ({ name }: Resource): string => name;
const bucketOf = ({ concerns: [arn] = [] }: Resource): string | undefined => arn?.split(':').at(-1);

function describeLoadBalancers(call: Call): unknown {
  const { items, next } = described(call, V2, 'LoadBalancerArns', arnOf);
  const LoadBalancers = items.map(({ arn, name }) => ({ LoadBalancerArn: arn, LoadBalancerName: name }));
  return { LoadBalancers, NextMarker: next };
}

/** Its access logs are those of which a Snapshot knows the bucket. */
function describeLoadBalancerAttributes(call: Call): unknown {
  const wanted = text(call.input, 'LoadBalancerArn', { max: 1024 });
  const bucket = bucketOf(requireOne(ownResources(call, V2), wanted, arnOf));
  return {
    Attributes: [
      { Key: 'access_logs.s3.enabled', Value: String(bucket !== undefined) },
      { Key: 'access_logs.s3.bucket', Value: bucket ?? '' },
      { Key: 'connection_logs.s3.enabled', Value: 'false' },
      { Key: 'connection_logs.s3.bucket', Value: '' },
    ],
  };
}

function classicDescribeLoadBalancers(call: Call): unknown {
  const { items, next } = described(call, V1, 'LoadBalancerNames', nameOf);
  return {
    LoadBalancerDescriptions: items.map(({ name }) => ({ LoadBalancerName: name })),
    NextMarker: next,
  };
}

function classicDescribeLoadBalancerAttributes(call: Call): unknown {
  const wanted = text(call.input, 'LoadBalancerName', { max: 64 });
  const bucket = bucketOf(requireOne(ownResources(call, V1), wanted, nameOf));
  const AccessLog = bucket === undefined ? { Enabled: false } : { Enabled: true, S3BucketName: bucket };
  return { LoadBalancerAttributes: { AccessLog } };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
const operations: Readonly<Record<string, Operation>> = {
  ClassicDescribeLoadBalancerAttributes: {
    access: 'read',
    eventName: 'DescribeLoadBalancerAttributes',
    needs: onAll('DescribeLoadBalancerAttributes'),
    run: classicDescribeLoadBalancerAttributes,
  },
  ClassicDescribeLoadBalancers: {
    access: 'read',
    eventName: 'DescribeLoadBalancers',
    needs: onAll('DescribeLoadBalancers'),
    run: classicDescribeLoadBalancers,
  },
  DescribeLoadBalancerAttributes: {
    access: 'read',
    needs: onAll('DescribeLoadBalancerAttributes'),
    run: describeLoadBalancerAttributes,
  },
  DescribeLoadBalancers: {
    access: 'read',
    needs: onAll('DescribeLoadBalancers'),
    run: describeLoadBalancers,
  },
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html */
export default {
  service: 'elasticloadbalancing',
  protocol,
  accessDeniedCode: 'AccessDenied',
  operations: withValidationCode(operations, 'ValidationError'),
} satisfies Emulation;
