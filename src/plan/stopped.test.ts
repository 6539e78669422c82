import { describe, expect, test } from 'vitest';
import {
  allow,
  bucket,
  DELIVERY,
  deny,
  document,
  LOG_ARCHIVE,
  OBJECTS,
  organization,
  type Parts,
  ROOT,
  resource,
  roleOf,
  SANDBOXES,
  scp,
  WORKLOAD,
  WORKLOADS,
} from '../../test/worlds/build.ts';
import logBucketUnerasable from '../guards/log-bucket-unerasable.ts';
import type { PolicyPrincipal } from '../model/policy.ts';
import { bucketUse } from './bucket-use.ts';
import { plan } from './plan.ts';
import { stoppedBy } from './stopped.ts';

const BUCKET = bucket();
const stream = (accountId: string, region = 'us-east-1') =>
  resource(
    'AWS::KinesisFirehose::DeliveryStream',
    `arn:aws:firehose:${region}:${accountId}:deliverystream/siem`,
    {
      concerns: [BUCKET.arn],
      roleArn: roleOf(accountId, 'Delivery'),
    },
  );
const ACL = { principal: roleOf(WORKLOAD, 'Delivery'), actions: ['s3:PutObjectAcl'] };

/** By the guard of log buckets, on a target. */
function stopped(parts: Parts, target = ROOT) {
  const snapshot = organization({ buckets: [BUCKET], ...parts });
  const [logs = BUCKET] = snapshot.logBuckets;
  const { changes } = plan(snapshot, {
    target: { id: target, name: target, kind: 'root' },
    trailNames: ['audit'],
    bucketNames: [logs.name],
    guards: [logBucketUnerasable],
    madeAt: snapshot.readAt,
  });
  return stoppedBy(changes, snapshot, logs, bucketUse(snapshot, logs).writers).map(
    ({ writer: { principal }, actions }) => ({ principal, actions }),
  );
}

const letting = (Principal: PolicyPrincipal, action: string | readonly string[]): Parts => ({
  buckets: [bucket({ policy: document(...DELIVERY, allow(action, OBJECTS, { Principal })) })],
});

describe('of what delivers', () => {
  test('a stream in another account, which sets an access control list', () => {
    expect(stopped({ resources: [stream(WORKLOAD)] })).toEqual([ACL]);
    expect(stopped({ resources: [stream(WORKLOAD)] }, WORKLOADS)).toEqual([ACL]);
  });

  test('not one in the bucket’s own account, and not where the policy does not hold', () => {
    expect(stopped({ resources: [stream(LOG_ARCHIVE)] })).toEqual([]);
    expect(stopped({ resources: [stream(WORKLOAD)] }, SANDBOXES)).toEqual([]);
  });

  test('not one that another policy stops already', () => {
    const there = scp('there', [WORKLOADS], deny('s3:PutObjectAcl'));
    expect(stopped({ resources: [stream(WORKLOAD)], policies: [there] })).toEqual([]);
  });

  test('copies of another log bucket', () => {
    const role = roleOf(LOG_ARCHIVE, 'Copies');
    const first = bucket({
      name: 'amzn-s3-demo-first',
      arn: 'arn:aws:s3:::amzn-s3-demo-first',
      replicatesTo: [BUCKET.arn],
      replicationRoleArn: role,
    });
    expect(stopped({ buckets: [BUCKET, first] })).toEqual([
      { principal: role, actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'] },
    ]);
  });

  test('no service, whatever it needs', () => {
    const flowLog = resource('AWS::EC2::FlowLog', `arn:aws:ec2:us-east-1:${WORKLOAD}:vpc-flow-log/fl-1`, {
      concerns: [BUCKET.arn],
    });
    expect(stopped({ resources: [flowLog] })).toEqual([]);
    const Service = ['config.amazonaws.com', 'logging.s3.amazonaws.com'];
    expect(stopped(letting({ Service }, 's3:*'))).toEqual([]);
  });
});

describe('of whom the bucket’s policy lets in', () => {
  const AWS = roleOf(WORKLOAD, 'Copies');

  test('who may replicate, and not who may write', () => {
    expect(stopped(letting({ AWS }, ['s3:ReplicateObject', 's3:ReplicateDelete']))).toEqual([
      { principal: AWS, actions: ['s3:ReplicateObject'] },
    ]);
    expect(stopped(letting({ AWS }, 's3:*'))).toEqual([]);
  });

  test('an account, by its id', () => {
    expect(stopped(letting({ AWS: WORKLOAD }, 's3:ReplicateObject'))).toEqual([
      { principal: WORKLOAD, actions: ['s3:ReplicateObject'] },
    ]);
  });
});
