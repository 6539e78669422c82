import { describe, expect, test } from 'vitest';
import {
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  organization,
  type Parts,
  resource,
  roleOf,
  WORKLOAD,
} from '../../test/worlds/build.ts';
import type { PolicyPrincipal, PolicyStatement } from '../model/policy.ts';
import type { LogBucket } from '../model/snapshot.ts';
import { bucketUse } from './bucket-use.ts';

const used = (rest: Partial<LogBucket>, parts: Parts = {}) => {
  const one = bucket(rest);
  return bucketUse(organization({ ...parts, buckets: [one, ...(parts.buckets ?? [])] }), one);
};
const policy = (...statements: readonly PolicyStatement[]): Partial<LogBucket> => ({
  policy: document(...DELIVERY, ...statements),
});
const to = (Principal: PolicyPrincipal, more: Partial<PolicyStatement> = {}) =>
  allow('s3:PutObject', OBJECTS, { Principal, Sid: 'Others', ...more });

test('only CloudTrail writes and nobody reads', () => {
  expect(used({})).toEqual({ bucket: 'amzn-s3-demo-logs', writers: [], readers: [], unread: [] });
});

describe('by the bucket’s policy', () => {
  test.each([
    ['delivery.logs.amazonaws.com', { Service: 'delivery.logs.amazonaws.com' }, 'no'],
    [roleOf(WORKLOAD, 'Writer'), { AWS: roleOf(WORKLOAD, 'Writer') }, 'yes'],
    [WORKLOAD, { AWS: WORKLOAD }, 'yes'],
    [roleOf(MANAGEMENT, 'Writer'), { AWS: roleOf(MANAGEMENT, 'Writer') }, 'no'],
    [
      roleOf(WORKLOAD, 'aws-service-role/x.amazonaws.com/X'),
      { AWS: roleOf(WORKLOAD, 'aws-service-role/x.amazonaws.com/X') },
      'no',
    ],
    ['arn:aws:iam::127311923021:root', { AWS: 'arn:aws:iam::127311923021:root' }, 'no'],
    ['*', '*', 'unknown'],
    ['*', { AWS: '*' }, 'unknown'],
    ['79a59df900b949e5', { CanonicalUser: '79a59df900b949e5' }, 'unknown'],
  ] as const)('%s writes', (principal, named, bound) => {
    const writer = { principal, by: 'bucket-policy', from: 'Others', action: 's3:PutObject', bound };
    expect(used(policy(to(named))).writers).toEqual([writer]);
  });

  test('whatever its conditions ask, and by any pattern of actions', () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': WORKLOAD } };
    for (const more of [
      { Condition },
      { Action: 's3:Put*' },
      { Action: '*' },
      { Action: ['s3:GetBucketAcl', 's3:PutObject'] },
    ]) {
      expect(used(policy(to({ Service: 'config.amazonaws.com' }, more))).writers).toHaveLength(1);
    }
    const { Action: _, ...rest } = to({ Service: 'config.amazonaws.com' });
    expect(used(policy({ ...rest, NotAction: 's3:GetObject' })).writers).toHaveLength(1);
  });

  test('neither a deny, nor the check of its access control list, nor reading', () => {
    const Principal = { Service: 'config.amazonaws.com' };
    for (const more of [
      { Effect: 'Deny' as const },
      { Action: 's3:GetBucketAcl' },
      { Action: 's3:GetObject' },
    ])
      expect(used(policy(to(Principal, more))).writers).toEqual([]);
  });

  test('who reads: objects or what there is', () => {
    const AWS = roleOf(WORKLOAD, 'Siem');
    for (const Action of ['s3:GetObject', 's3:List*', 's3:GetObjectVersion'])
      expect(used(policy(to({ AWS }, { Action }))).readers).toMatchObject([{ principal: AWS, bound: 'yes' }]);
  });
});

test('by an access control list, unless none counts', () => {
  const acl = [
    { grantee: WORKLOAD, permission: 'WRITE' as const },
    { grantee: 'AllUsers', permission: 'READ' as const },
  ];
  expect(used({ acl, ownership: 'ObjectWriter' })).toMatchObject({
    writers: [{ principal: WORKLOAD, by: 'acl', from: 'WRITE' }],
    readers: [{ principal: 'AllUsers', by: 'acl', from: 'READ' }],
  });
  expect(used({ acl, ownership: 'BucketOwnerEnforced' })).toMatchObject({ writers: [], readers: [] });
});

const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:${WORKLOAD}:${name}`;
const CHANNEL = at('config', 'delivery-channel/default');
const RECORDER = at('config', 'configuration-recorder/default/a');
const FLOW_LOG = at('ec2', 'vpc-flow-log/fl-1');
const BALANCER = at('elasticloadbalancing', 'loadbalancer/old');
const STREAM = at('firehose', 'deliverystream/siem');
const concerns = [BUCKET];

test('what is delivered there, each as whom it calls S3', () => {
  const resources = [
    resource('AWS::Config::ConfigurationRecorder', RECORDER, { roleArn: roleOf(WORKLOAD, 'Recorder') }),
    resource('AWS::Config::DeliveryChannel', CHANNEL, { concerns }),
    resource('AWS::EC2::FlowLog', FLOW_LOG, { concerns }),
    resource('AWS::ElasticLoadBalancing::LoadBalancer', BALANCER, { concerns }),
    resource('AWS::KinesisFirehose::DeliveryStream', STREAM, {
      concerns,
      roleArn: roleOf(WORKLOAD, 'Delivery'),
    }),
    resource('AWS::EC2::FlowLog', `${FLOW_LOG}2`, { concerns: ['arn:aws:s3:::other'] }),
    resource('AWS::CloudFormation::Stack', at('cloudformation', 'stack/logs/1'), { concerns }),
  ];
  const stored = {
    folders: ['Config', 'vpcflowlogs', 'elasticloadbalancing', 'CloudTrail', 'CloudTrail-Digest'].map(
      (name) => `AWSLogs/${WORKLOAD}/${name}/`,
    ),
    whole: true,
  };
  expect(used({ stored }, { resources }).writers).toEqual([
    { principal: 'config.amazonaws.com', by: 'config', from: CHANNEL, bound: 'no' },
    { principal: 'delivery.logs.amazonaws.com', by: 'flow-log', from: FLOW_LOG, bound: 'no' },
    { by: 'load-balancer', from: BALANCER, bound: 'no' },
    { principal: roleOf(WORKLOAD, 'Delivery'), by: 'firehose', from: STREAM, bound: 'yes' },
  ]);
});

test.each<[string, string, string, Partial<LogBucket>, string | undefined]>([
  [
    'the recorder’s role',
    'where the bucket lets it in',
    'Recorder',
    policy(to({ AWS: WORKLOAD })),
    'Recorder',
  ],
  ['the recorder’s role', 'in its own account', 'Recorder', { accountId: WORKLOAD }, 'Recorder'],
  [
    'a service',
    'where its role is linked to it',
    'aws-service-role/config.amazonaws.com/X',
    { accountId: WORKLOAD },
    undefined,
  ],
  ['a service', 'where the bucket does not let the role in', 'Recorder', {}, undefined],
])('Config writes as %s %s', (_, __, name, rest, expected) => {
  const resources = [
    resource('AWS::Config::ConfigurationRecorder', RECORDER, { roleArn: roleOf(WORKLOAD, name) }),
    resource('AWS::Config::DeliveryChannel', CHANNEL, { concerns }),
  ];
  const found = used(rest, { resources }).writers.find(({ by }) => by === 'config');
  const principal = expected === undefined ? 'config.amazonaws.com' : roleOf(WORKLOAD, expected);
  expect(found).toMatchObject({ principal, bound: expected === undefined ? 'no' : 'yes' });
});

test('a channel whose recorder is not known', () => {
  const resources = [resource('AWS::Config::DeliveryChannel', CHANNEL, { concerns })];
  expect(used({}, { resources }).writers).toEqual([{ by: 'config', from: CHANNEL, bound: 'unknown' }]);
});

test('a folder that nothing known is delivered into', () => {
  const folders = ['/', `AWSLogs/${WORKLOAD}/Config/`, `AWSLogs/${WORKLOAD}/CloudTrail-Insight/`, 'exports/'];
  expect(
    used({ stored: { folders, whole: true } }).writers.map(({ by, from, bound }) => [by, from, bound]),
  ).toEqual([
    ['folder', '/', 'unknown'],
    ['folder', `AWSLogs/${WORKLOAD}/Config/`, 'unknown'],
    ['folder', 'exports/', 'unknown'],
  ]);
});

test('copies and access logs of another log bucket, and its own copies', () => {
  const replicationRoleArn = roleOf(LOG_ARCHIVE, 'Copies');
  const other = {
    name: 'amzn-s3-demo-first',
    arn: 'arn:aws:s3:::amzn-s3-demo-first',
    accessLogs: 'amzn-s3-demo-logs',
  };
  const buckets = [bucket({ ...other, replicatesTo: [BUCKET], replicationRoleArn })];
  expect(used({}, { buckets }).writers).toEqual([
    { principal: replicationRoleArn, by: 'replication', from: other.arn, bound: 'yes' },
    { principal: 'logging.s3.amazonaws.com', by: 'access-logs', from: other.arn, bound: 'no' },
  ]);
  expect(used({ replicatesTo: [other.arn], replicationRoleArn }).readers).toEqual([
    { principal: replicationRoleArn, by: 'replication', from: other.arn, bound: 'yes' },
  ]);
});

test('who is told of new objects, and who is let in by an access point', () => {
  const point = { name: 'siem', arn: at('s3', 'accesspoint/siem'), accountId: LOG_ARCHIVE };
  const siem = roleOf(WORKLOAD, 'Siem');
  const accessPoints = [
    { ...point, policy: document(allow('s3:GetObject', '*', { Principal: { AWS: siem } })) },
    { ...point, name: 'own', arn: at('s3', 'accesspoint/own') },
  ];
  expect(used({ notifies: [at('sqs', 'siem')], accessPoints }).readers).toEqual([
    { by: 'notification', from: at('sqs', 'siem'), bound: 'unknown' },
    { principal: siem, by: 'access-point', from: point.arn, bound: 'yes' },
  ]);
});

describe('what was not read', () => {
  const gap = (action: string, about = BUCKET) => ({
    resource: about,
    action,
    code: 'AccessDenied',
    message: '',
  });
  const unread = (rest: Partial<LogBucket>, ...gaps: readonly ReturnType<typeof gap>[]) => {
    const one = bucket(rest);
    return bucketUse({ ...organization({ buckets: [one] }), gaps }, one).unread;
  };

  test('is said where it may hide somebody, and nowhere else', () => {
    expect(unread({}, gap('s3:GetBucketPolicy'), gap('ec2:DescribeFlowLogs', at('ec2', '*')))).toEqual([
      'ec2:DescribeFlowLogs',
      's3:GetBucketPolicy',
    ]);
    expect(unread({}, gap('s3:GetBucketPolicy', 'arn:aws:s3:::other'), gap('s3:GetBucketTagging'))).toEqual(
      [],
    );
  });

  test('more folders than were looked at, or none', () => {
    expect(unread({ stored: { folders: [], whole: false } })).toEqual(['s3:ListBucket']);
    const { stored: _, ...without } = bucket();
    expect(bucketUse(organization({ buckets: [without] }), without).unread).toEqual(['s3:ListBucket']);
  });

  test('nothing of what is delivered, where only the tree was read', () => {
    const { resources: _, ...tree } = organization();
    expect(bucketUse(tree, bucket()).unread).toContain('config:DescribeDeliveryChannels');
  });
});
