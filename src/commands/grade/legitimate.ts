import type { Context } from '../../model/policy.ts';
import type { WorldNames } from './names.ts';

/** A request that must go on being allowed. */
export interface LegitimateRequest {
  /** Whose work it is, and its name in the texts. */
  readonly who: Who;
  readonly action: string;
  /** A service principal, or a role of `account`. */
  readonly principal: (names: WorldNames) => string;
  readonly resource: (names: WorldNames) => string;
  readonly resourceAccount: 'management' | 'logArchive' | 'workload';
  readonly context?: Context;
}

export type Who =
  | 'cloudtrail-delivery'
  | 'config-delivery'
  | 'log-delivery'
  | 's3-access-logs'
  | 'siem-reader'
  | 'everyday-work'
  | 'break-glass';

const cloudtrail = () => 'cloudtrail.amazonaws.com';
const config = () => 'config.amazonaws.com';
const logDelivery = () => 'delivery.logs.amazonaws.com';
const accessLogs = () => 'logging.s3.amazonaws.com';
const siem = (names: WorldNames) =>
  `arn:${names.partition}:iam::${names.accounts.logArchive}:role/SiemReader`;
const engineer = (names: WorldNames) =>
  `arn:${names.partition}:iam::${names.accounts.workload}:role/Engineer`;
const breakGlass = (names: WorldNames) =>
  `arn:${names.partition}:iam::${names.accounts.logArchive}:role/${names.exemptRole}`;

const bucket = (names: WorldNames) => `arn:${names.partition}:s3:::${names.bucket}`;
const logFile = (names: WorldNames) =>
  `arn:${names.partition}:s3:::${names.bucket}/AWSLogs/${names.organizationId}/${names.accounts.workload}/CloudTrail/${names.region}/log.json.gz`;
const key = (names: WorldNames) => names.keyArn;
const trail = (names: WorldNames) => names.trailArn;
const everything = () => '*';

const fullControl = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/**
 * Data table. What writes to a log bucket:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const LEGITIMATE: readonly LegitimateRequest[] = [
  {
    who: 'cloudtrail-delivery',
    action: 's3:PutObject',
    principal: cloudtrail,
    resource: logFile,
    resourceAccount: 'logArchive',
    context: { ...fullControl, 's3:x-amz-server-side-encryption': 'aws:kms' },
  },
  {
    who: 'cloudtrail-delivery',
    action: 's3:GetBucketAcl',
    principal: cloudtrail,
    resource: bucket,
    resourceAccount: 'logArchive',
  },
  {
    who: 'cloudtrail-delivery',
    action: 'kms:GenerateDataKey',
    principal: cloudtrail,
    resource: key,
    resourceAccount: 'logArchive',
  },
  {
    who: 'cloudtrail-delivery',
    action: 'kms:DescribeKey',
    principal: cloudtrail,
    resource: key,
    resourceAccount: 'logArchive',
  },
  {
    who: 'config-delivery',
    action: 's3:PutObject',
    principal: config,
    resource: (names) =>
      `arn:${names.partition}:s3:::${names.bucket}/AWSLogs/${names.accounts.workload}/Config/ConfigWritabilityCheckFile`,
    resourceAccount: 'logArchive',
    context: fullControl,
  },
  {
    who: 'log-delivery',
    action: 's3:PutObject',
    principal: logDelivery,
    resource: (names) =>
      `arn:${names.partition}:s3:::${names.bucket}/AWSLogs/${names.accounts.workload}/vpcflowlogs/log.gz`,
    resourceAccount: 'logArchive',
    context: fullControl,
  },
  {
    who: 's3-access-logs',
    action: 's3:PutObject',
    principal: accessLogs,
    resource: (names) => `arn:${names.partition}:s3:::${names.bucket}/access/log`,
    resourceAccount: 'logArchive',
  },
  {
    who: 'siem-reader',
    action: 's3:GetObject',
    principal: siem,
    resource: logFile,
    resourceAccount: 'logArchive',
  },
  {
    who: 'siem-reader',
    action: 's3:ListBucket',
    principal: siem,
    resource: bucket,
    resourceAccount: 'logArchive',
  },
  {
    who: 'siem-reader',
    action: 'kms:Decrypt',
    principal: siem,
    resource: key,
    resourceAccount: 'logArchive',
  },
  {
    who: 'everyday-work',
    action: 'ec2:RunInstances',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:ec2:${names.region}:${names.accounts.workload}:instance/*`,
    resourceAccount: 'workload',
    context: { 'ec2:InstanceType': 'm7i.large', 'ec2:MetadataHttpTokens': 'required' },
  },
  {
    who: 'everyday-work',
    action: 's3:PutObject',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:s3:::shop-orders/2026/order.json`,
    resourceAccount: 'workload',
    context: { 's3:x-amz-server-side-encryption': 'AES256' },
  },
  {
    who: 'everyday-work',
    action: 's3:DeleteObject',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:s3:::shop-orders/2026/order.json`,
    resourceAccount: 'workload',
  },
  {
    who: 'everyday-work',
    action: 's3:CreateBucket',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:s3:::shop-orders`,
    resourceAccount: 'workload',
    context: { 's3:x-amz-object-ownership': 'BucketOwnerEnforced' },
  },
  {
    who: 'everyday-work',
    action: 'iam:CreateRole',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:iam::${names.accounts.workload}:role/shop-service`,
    resourceAccount: 'workload',
  },
  {
    who: 'everyday-work',
    action: 'iam:PassRole',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:iam::${names.accounts.workload}:role/shop-service`,
    resourceAccount: 'workload',
    context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
  },
  {
    who: 'everyday-work',
    action: 'sts:AssumeRole',
    principal: engineer,
    resource: (names) => `arn:${names.partition}:iam::${names.accounts.workload}:role/shop-service`,
    resourceAccount: 'workload',
  },
  {
    who: 'everyday-work',
    action: 'kms:Decrypt',
    principal: engineer,
    resource: (names) =>
      `arn:${names.partition}:kms:${names.region}:${names.accounts.workload}:key/0f1e2d3c-4b5a-4678-9abc-def012345678`,
    resourceAccount: 'workload',
  },
  {
    who: 'everyday-work',
    action: 'logs:PutLogEvents',
    principal: engineer,
    resource: (names) =>
      `arn:${names.partition}:logs:${names.region}:${names.accounts.workload}:log-group:shop:log-stream:web`,
    resourceAccount: 'workload',
  },
  {
    who: 'everyday-work',
    action: 'cloudtrail:LookupEvents',
    principal: engineer,
    resource: everything,
    resourceAccount: 'workload',
  },
  {
    who: 'break-glass',
    action: 's3:PutBucketPolicy',
    principal: breakGlass,
    resource: bucket,
    resourceAccount: 'logArchive',
  },
  {
    who: 'break-glass',
    action: 's3:PutLifecycleConfiguration',
    principal: breakGlass,
    resource: bucket,
    resourceAccount: 'logArchive',
  },
  {
    who: 'break-glass',
    action: 'kms:PutKeyPolicy',
    principal: breakGlass,
    resource: key,
    resourceAccount: 'logArchive',
  },
  {
    who: 'break-glass',
    action: 'cloudtrail:UpdateTrail',
    principal: breakGlass,
    resource: trail,
    resourceAccount: 'management',
  },
];
