import { describe, expect, it } from 'vitest';
import { collect } from '../src/commands/collect.ts';
import type { PolicyDocument, PolicyPrincipal } from '../src/model/policy.ts';
import type { LogBucket, Snapshot } from '../src/model/snapshot.ts';
import { accessTo, without } from './collecting.ts';
import { at, EVERYTHING, FULL, landingZone, SHARED } from './landing-zone.ts';
import { allow, bucket, DELIVERY, document, LOG_ARCHIVE, OBJECTS, WORKLOAD } from './worlds/build.ts';

const DELIVERED = [
  'AWS::Config::DeliveryChannel',
  'AWS::EC2::FlowLog',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
];

const typesIn = ({ resources = [] }: Snapshot): readonly string[] =>
  DELIVERED.filter((type) => resources.some((one) => one.type === type));

const missing = ({ gaps }: Snapshot): readonly string[] => [
  ...new Set(gaps.filter(({ code }) => code !== 'NotCollected').map(({ action }) => action)),
];

/** The landing zone with a log bucket that nothing but CloudTrail is known to write to, and changes to it. */
function withBucket(rest: Partial<LogBucket>, policy: PolicyDocument = EVERYTHING): Snapshot {
  const there = landingZone(policy);
  const plain = { policy: document(...DELIVERY), stored: bucket().stored };
  const logBuckets = there.logBuckets.map((one) => ({ ...one, ...plain, ...rest }) as LogBucket);
  return { ...there, logBuckets };
}

const allowing = (Principal: PolicyPrincipal): Partial<LogBucket> => ({
  policy: document(...DELIVERY, allow('s3:PutObject', OBJECTS, { Principal })),
});

const collected = async (there: Snapshot) => collect(await accessTo(there), FULL);
const callsOf = ({ provenance }: Snapshot, operation: string) => provenance?.calls[operation] ?? 0;

const FLOW_LOGS = 'EC2:DescribeFlowLogs';
const BALANCERS = 'ElasticLoadBalancing:DescribeLoadBalancers';
const CHANNELS = 'ConfigService:DescribeDeliveryChannels';

describe('what is delivered into a log bucket', () => {
  it('is found where its policy lets it in', async () => {
    const read = await collected(landingZone());
    expect(typesIn(read)).toEqual(DELIVERED);
    expect(missing(read)).toEqual([]);
  });

  it.each([
    ['config:DescribeDeliveryChannels', /DeliveryChannel/],
    ['ec2:DescribeFlowLogs', /FlowLog/],
    ['elasticloadbalancing:DescribeLoadBalancers', /LoadBalancer/],
    ['elasticloadbalancing:DescribeLoadBalancerAttributes', /LoadBalancer/],
  ])('is a Gap without %s', async (action, types) => {
    const read = await collected(landingZone(without(action)));
    expect(missing(read)).toEqual([action]);
    expect(typesIn(read)).toEqual(DELIVERED.filter((one) => !types.test(one)));
  });

  it('is asked for where it can be, and nowhere else', async () => {
    const read = await collected(withBucket({}));
    expect([callsOf(read, FLOW_LOGS), callsOf(read, BALANCERS)]).toEqual([0, 0]);
    // The recorder's role is of the account that owns the bucket, and needs no policy of it.
    expect(callsOf(read, CHANNELS)).toBe(1);
  });

  it.each<[string, Partial<LogBucket>, number, number]>([
    [
      'its access control list',
      { ownership: 'ObjectWriter', acl: [{ grantee: WORKLOAD, permission: 'WRITE' }] },
      3,
      3,
    ],
    [
      'a folder of flow logs',
      { stored: { folders: [`AWSLogs/${LOG_ARCHIVE}/vpcflowlogs/`], whole: true } },
      3,
      0,
    ],
    [
      'a folder of load balancers',
      { stored: { folders: [`AWSLogs/${LOG_ARCHIVE}/elasticloadbalancing/`], whole: true } },
      0,
      3,
    ],
    ['a policy that names an account of AWS', allowing({ AWS: 'arn:aws:iam::127311923021:root' }), 0, 3],
    ['a policy that names a member account', allowing({ AWS: WORKLOAD }), 0, 0],
    [
      'the service of load balancers',
      allowing({ Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }),
      0,
      3,
    ],
  ])('is looked for where %s says that it may be there', async (_, rest, flowLogs, balancers) => {
    const read = await collected(withBucket(rest));
    expect(callsOf(read, FLOW_LOGS)).toBe(flowLogs);
    // In each of the three accounts.
    expect(callsOf(read, BALANCERS)).toBe(balancers);
  });

  it('is looked for in the bucket’s own Region alone, of load balancers', async () => {
    const logs = { region: 'eu-west-1', policy: document(...DELIVERY, ...SHARED) };
    const read = await collected(withBucket(logs));
    expect([callsOf(read, FLOW_LOGS), callsOf(read, BALANCERS)]).toEqual([6, 3]);
  });

  it.each(['s3:GetBucketPolicy', 's3:GetBucketAcl'])(
    'is looked for where nobody knows whom the bucket lets in, without %s',
    async (action) => {
      const read = await collected(withBucket({}, without(action)));
      expect(missing(read)).toEqual([action]);
      expect([callsOf(read, FLOW_LOGS), callsOf(read, BALANCERS)]).toEqual([3, 3]);
      expect(typesIn(read)).toEqual(DELIVERED);
    },
  );

  it('is looked for where recorders could not be listed', async () => {
    const action = 'config:DescribeConfigurationRecorders';
    const read = await collected(landingZone(without(action)));
    expect(missing(read)).toEqual([action]);
    expect(read.resources?.map(({ arn }) => arn)).toContain(at('config', 'delivery-channel/default'));
  });
});
