import type { Snapshot } from '../../src/model/snapshot.ts';
import {
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  ORGANIZATION_TRAIL,
  OUTSIDE,
  organization,
  organizationTrail,
  ROOT,
  rcp,
  resource,
  role,
  rootOf,
  scp,
  TRAIL,
  trail,
  WORKLOAD,
} from '../worlds/build.ts';

const BREAK_GLASS = 'arn:aws:iam::*:role/BreakGlass';
const EXEMPT = { Condition: { ArnNotLike: { 'aws:PrincipalArn': BREAK_GLASS } } };
const TOPIC = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:alerts`;
const QUEUE = `arn:aws:sqs:us-east-1:${LOG_ARCHIVE}:siem`;
const RULE = `arn:aws:events:us-east-1:${LOG_ARCHIVE}:rule/tampering`;
const ALARM = `arn:aws:cloudwatch:us-east-1:${LOG_ARCHIVE}:alarm:tampering`;
const LOG_GROUP = `arn:aws:logs:us-east-1:${LOG_ARCHIVE}:log-group:trail`;

const DELIVERY_ROLE = `arn:aws:iam::${WORKLOAD}:role/CloudTrailToLogs`;

/** Written by hand: every statement, each with a name of its own, that closes the catalogue for member accounts. */
export const guarded: Snapshot = organization({
  trustedAccess: ['cloudtrail.amazonaws.com'],
  trails: [trail({ kmsKeyArn: KEY, logGroupArn: LOG_GROUP, logRoleArn: DELIVERY_ROLE }), organizationTrail()],
  buckets: [
    bucket({
      kmsKeyArn: KEY,
      legalHold: false,
      notifies: [QUEUE],
      replicatesTo: [],
      accessLogs: 'off',
      // Lets a partner in, whom the resource control policy alone keeps out.
      policy: document(
        ...DELIVERY.map((statement) => ({
          ...statement,
          Condition: { StringEquals: { 'aws:SourceArn': [TRAIL, ORGANIZATION_TRAIL] } },
        })),
        allow('s3:*', [BUCKET, OBJECTS], { Principal: { AWS: rootOf(OUTSIDE) } }),
      ),
    }),
  ],
  keys: [key({ aliases: ['alias/logs'] })],
  roles: [
    { ...role(LOG_ARCHIVE, 'BreakGlass', { AWS: rootOf(MANAGEMENT) }), managedPolicies: [] },
    { ...role(WORKLOAD, 'BreakGlass', { AWS: rootOf(MANAGEMENT) }), managedPolicies: [] },
  ],
  logGroups: [
    { name: 'trail', arn: LOG_GROUP, accountId: LOG_ARCHIVE, region: 'us-east-1', deletionProtection: false },
  ],
  resources: [
    resource('AWS::SNS::Topic', TOPIC),
    resource('AWS::SQS::Queue', QUEUE),
    resource('AWS::Events::Rule', RULE, { concerns: [TOPIC] }),
    resource('AWS::CloudWatch::Alarm', ALARM),
  ],
  policies: [
    scp(
      'guard-record',
      [ROOT],
      deny(['cloudtrail:Delete*', 'cloudtrail:Put*', 'cloudtrail:Stop*', 'cloudtrail:Update*'], '*', {
        Sid: 'Trails',
        ...EXEMPT,
      }),
      deny(['cloudtrail:CreateTrail', 'cloudtrail:RemoveTags'], '*', { Sid: 'Decoys', ...EXEMPT }),
      deny(
        [
          's3:Bypass*',
          's3:Delete*',
          's3:ObjectOwner*',
          's3:Put*',
          's3:Replicate*',
          's3:Restore*',
          's3:Update*',
        ],
        [BUCKET, OBJECTS],
        { Sid: 'Bucket', ...EXEMPT },
      ),
      deny(['s3:AbortMultipartUpload', 's3:InitiateReplication'], OBJECTS, { Sid: 'Objects', ...EXEMPT }),
      deny(
        [
          's3:CreateAccess*',
          's3:CreateJob',
          's3:CreateMultiRegionAccessPoint',
          's3:PutAccess*',
          's3:PutAccount*',
        ],
        '*',
        { Sid: 'WaysAround', ...EXEMPT },
      ),
      deny(['s3:*Object*'], 'arn:aws:s3:*:*:accesspoint/*', { Sid: 'AccessPoints', ...EXEMPT }),
      deny(
        [
          'kms:CreateGrant',
          'kms:Delete*',
          'kms:Disable*',
          'kms:Put*',
          'kms:Retire*',
          'kms:Revoke*',
          'kms:Schedule*',
          'kms:TagResource',
          'kms:Untag*',
          'kms:Update*',
        ],
        [KEY, 'arn:aws:kms:*:*:alias/logs'],
        { Sid: 'Key', ...EXEMPT },
      ),
    ),
    scp(
      'guard-alarms',
      [ROOT],
      deny(
        ['logs:Associate*', 'logs:Delete*', 'logs:Disassociate*', 'logs:Put*'],
        [LOG_GROUP, `${LOG_GROUP}:*`],
        { Sid: 'LogGroup', ...EXEMPT },
      ),
      deny(['logs:PutAccountPolicy', 'logs:DeleteAccountPolicy'], '*', { Sid: 'LogAccount', ...EXEMPT }),
      deny(
        [
          'sns:AddPermission',
          'sns:DeleteTopic',
          'sns:Put*',
          'sns:RemovePermission',
          'sns:Set*',
          'sns:Unsubscribe',
        ],
        '*',
        {
          Sid: 'Topic',
          ...EXEMPT,
        },
      ),
      deny(['sqs:*Permission', 'sqs:Delete*', 'sqs:PurgeQueue', 'sqs:ReceiveMessage', 'sqs:Set*'], QUEUE, {
        Sid: 'Queue',
        ...EXEMPT,
      }),
      deny(['events:Delete*', 'events:Disable*', 'events:Put*', 'events:Remove*'], RULE, {
        Sid: 'Rule',
        ...EXEMPT,
      }),
      deny(
        ['cloudwatch:Delete*', 'cloudwatch:Disable*', 'cloudwatch:Put*', 'cloudwatch:SetAlarmState'],
        '*',
        {
          Sid: 'Alarm',
          ...EXEMPT,
        },
      ),
    ),
    scp(
      'guard-accounts',
      [ROOT],
      deny(['organizations:AcceptHandshake', 'organizations:LeaveOrganization'], '*', { Sid: 'Staying' }),
      deny(['account:*'], '*', { Sid: 'Account', ...EXEMPT }),
      deny('iam:*', DELIVERY_ROLE.replace(WORKLOAD, '*'), { Sid: 'DeliveryRole', ...EXEMPT }),
      deny(['iam:*', 'sts:AssumeRole', 'sts:TagSession'], BREAK_GLASS, { Sid: 'Exempt', ...EXEMPT }),
    ),
    rcp(
      'guard-from-outside',
      [ROOT],
      denyAnybody(
        ['s3:Delete*', 's3:Put*', 's3:Replicate*', 's3:Restore*', 's3:Update*'],
        [BUCKET, OBJECTS],
        {
          Sid: 'BucketFromOutside',
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
      ),
    ),
  ],
});
