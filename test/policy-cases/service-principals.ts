import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  OTHER,
  OWN,
  type PolicyCase,
  policy,
  request,
  session,
  TRAIL,
} from './build.ts';

const TRAIL_BUCKET =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html';
const KEYS = iam('reference_policies_condition-keys');
const OPERATORS = iam('reference_policies_elements_condition_operators');

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const LOG = `${BUCKET}/AWSLogs/${OWN}/CloudTrail/file.json.gz`;
const deliver = [
  policy(
    allow('s3:GetBucketAcl', BUCKET, {
      Sid: 'AclCheck',
      Principal: { Service: CLOUDTRAIL },
      Condition: { StringEquals: { 'aws:SourceArn': TRAIL } },
    }),
    allow('s3:PutObject', `${BUCKET}/AWSLogs/${OWN}/*`, {
      Sid: 'Write',
      Principal: { Service: CLOUDTRAIL },
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': TRAIL } },
    }),
  ),
];
const delivery = { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': TRAIL };

type Input = PolicyCase['input'];
const c = (
  name: string,
  source: string,
  action: string,
  resource: string,
  context: Input['request']['context'],
  resourcePolicies: Input['resourcePolicies'] | undefined,
  expect: PolicyCase['expect'],
  principal: Input['request']['principal'] = CLOUDTRAIL,
  more: Partial<Input> = {},
): PolicyCase => ({
  name,
  source,
  input: {
    request: request(principal, action, resource, context),
    ...(resourcePolicies && { resourcePolicies }),
    ...more,
  },
  expect,
});
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };
const DENIED: PolicyCase['expect'] = { decision: 'explicit-deny', layer: 'resource', sids: ['Network'] };

const network = (Condition: NonNullable<PolicyStatement['Condition']>) => [
  ...deliver,
  policy(deny('s3:PutObject', `${BUCKET}/AWSLogs/*`, { Principal: '*', Sid: 'Network', Condition })),
];
const orService = network({
  StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-111bbb22' },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
});
const orCloudTrail = network({
  StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-111bbb22', 'aws:PrincipalServiceName': CLOUDTRAIL },
});
const orgOnly = network({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-mine' } });

export default [
  c('CloudTrail delivers a log file', TRAIL_BUCKET, 's3:PutObject', LOG, delivery, deliver, {
    decision: 'allowed',
    layer: 'resource',
    sids: ['Write'],
  }),
  c(
    'CloudTrail checks the ACL',
    TRAIL_BUCKET,
    's3:GetBucketAcl',
    BUCKET,
    { 'aws:SourceArn': TRAIL },
    deliver,
    { decision: 'allowed', sids: ['AclCheck'] },
  ),
  c(
    'on behalf of another trail',
    TRAIL_BUCKET,
    's3:PutObject',
    LOG,
    { ...delivery, 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${OTHER}:trail/audit` },
    deliver,
    IMPLICIT,
  ),
  c(
    'without a source ARN',
    TRAIL_BUCKET,
    's3:PutObject',
    LOG,
    { 's3:x-amz-acl': 'bucket-owner-full-control' },
    deliver,
    IMPLICIT,
  ),
  c('without the ACL', TRAIL_BUCKET, 's3:PutObject', LOG, { 'aws:SourceArn': TRAIL }, deliver, IMPLICIT),
  c(
    'under another prefix',
    TRAIL_BUCKET,
    's3:PutObject',
    `${BUCKET}/AWSLogs/${OTHER}/x`,
    delivery,
    deliver,
    IMPLICIT,
  ),
  c(
    'another service',
    TRAIL_BUCKET,
    's3:PutObject',
    LOG,
    delivery,
    deliver,
    IMPLICIT,
    'config.amazonaws.com',
  ),
  c('without a bucket policy', TRAIL_BUCKET, 's3:PutObject', LOG, delivery, undefined, IMPLICIT),
  c(
    'the network condition spares service principals',
    KEYS,
    's3:PutObject',
    LOG,
    delivery,
    orService,
    ALLOWED,
  ),
  c(
    'the network condition catches a role outside the VPC',
    KEYS,
    's3:PutObject',
    LOG,
    {},
    orService,
    DENIED,
    session('Admin'),
    { identityPolicies: [FULL] },
  ),
  c(
    'the network condition spares a role inside the VPC',
    KEYS,
    's3:PutObject',
    LOG,
    { 'aws:SourceVpc': 'vpc-111bbb22' },
    orService,
    ALLOWED,
    session('Admin'),
    { identityPolicies: [FULL] },
  ),
  c(
    'a service-linked role is no service principal',
    KEYS,
    's3:PutObject',
    LOG,
    {},
    orService,
    DENIED,
    session('aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
    { identityPolicies: [FULL] },
  ),
  c('spared by aws:PrincipalServiceName', KEYS, 's3:PutObject', LOG, delivery, orCloudTrail, ALLOWED),
  c(
    'aws:PrincipalServiceName does not spare another service',
    KEYS,
    's3:PutObject',
    LOG,
    {},
    orCloudTrail,
    DENIED,
    'config.amazonaws.com',
  ),
  c(
    'aws:PrincipalServiceName is absent for roles: denied outside the VPC',
    KEYS,
    's3:PutObject',
    LOG,
    {},
    orCloudTrail,
    DENIED,
    session('Admin'),
    { identityPolicies: [FULL] },
  ),
  c(
    'a Deny on aws:PrincipalOrgID also stops CloudTrail',
    KEYS,
    's3:PutObject',
    LOG,
    delivery,
    orgOnly,
    DENIED,
  ),
  c(
    'a user has no aws:SourceArn',
    OPERATORS,
    'sqs:SendMessage',
    `arn:aws:sqs:us-east-1:${OWN}:queue`,
    {},
    [
      policy(
        allow('sqs:SendMessage', '*', {
          Principal: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${OWN}:topic` } },
        }),
      ),
    ],
    IMPLICIT,
    session('Admin'),
  ),
] satisfies readonly PolicyCase[];
