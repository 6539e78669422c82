import {
  ALICE,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  KEY,
  kms,
  OBJECT,
  OTHER,
  OWN,
  organizations,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  TRAIL,
  user,
} from './build.ts';

const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const SCPS = organizations('orgs_manage_policies_scps');
const GENERAL = organizations('orgs_manage_policies_scps_examples_general');
const KEYS = iam('reference_policies_condition-keys');
const KEY_POLICIES = kms('key-policies');
const IDENTITY_VS_RESOURCE = iam('access_policies-cross-account-resource-access');

type Input = PolicyCase['input'];
const c = (name: string, source: string, input: Input, expect: PolicyCase['expect']): PolicyCase => ({
  name,
  source,
  input,
  expect,
});
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };

const noRoot = [
  [
    FULL,
    policy(
      deny('ec2:*', '*', {
        Sid: 'RestrictEC2ForRoot',
        Condition: { StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root'] } },
      }),
    ),
  ],
];
const noLongTermRoot = [
  [
    FULL,
    policy(
      deny('*', '*', {
        Sid: 'Root',
        Condition: {
          ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root'] },
          Null: { 'aws:AssumedRoot': 'true' },
        },
      }),
    ),
  ],
];
const INSTANCE = `arn:aws:ec2:us-east-1:${OWN}:instance/i-1`;

export default [
  c(
    'root has full access by default',
    DENY_ALLOW,
    { request: request(root(), 'cloudtrail:DeleteTrail', TRAIL) },
    { decision: 'allowed', layer: 'root' },
  ),
  c(
    'root has full access to actions without resource types',
    DENY_ALLOW,
    { request: request(root(), 'cloudtrail:DescribeTrails', '*') },
    ALLOWED,
  ),
  c(
    'root has full access to what no bucket policy names it for',
    DENY_ALLOW,
    {
      request: request(root(), 's3:DeleteObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: ALICE } }))],
    },
    ALLOWED,
  ),
  c(
    'an explicit Deny in a resource policy binds root',
    DENY_ALLOW,
    {
      request: request(root(), 's3:DeleteObject', OBJECT),
      resourcePolicies: [policy(deny('s3:Delete*', '*', { Principal: '*', Sid: 'No' }))],
    },
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
  ),
  c(
    'a Deny for another account does not bind root',
    DENY_ALLOW,
    {
      request: request(root(), 's3:DeleteObject', OBJECT),
      resourcePolicies: [policy(deny('s3:Delete*', '*', { Principal: { AWS: OTHER } }))],
    },
    ALLOWED,
  ),
  c(
    'an SCP binds the root user of a member',
    SCPS,
    {
      request: request(root(), 'cloudtrail:StopLogging', TRAIL),
      scps: [[FULL, policy(deny('cloudtrail:StopLogging', '*', { Sid: 'Stop' }))]],
    },
    { decision: 'explicit-deny', layer: 'scp', sids: ['Stop'] },
  ),
  c(
    'an SCP with Allows but not this one binds the root user of a member',
    SCPS,
    { request: request(root(), 'cloudtrail:StopLogging', TRAIL), scps: [[policy(allow('s3:*'))]] },
    { decision: 'implicit-deny', layer: 'scp' },
  ),
  c(
    'an SCP for root only: root',
    GENERAL,
    { request: request(root(), 'ec2:TerminateInstances', INSTANCE), scps: noRoot },
    { decision: 'explicit-deny', layer: 'scp', sids: ['RestrictEC2ForRoot'] },
  ),
  c(
    'an SCP for root only: a role',
    GENERAL,
    {
      request: request(
        { arn: `arn:aws:sts::${OWN}:assumed-role/Admin/s`, role: role('Admin') },
        'ec2:TerminateInstances',
        INSTANCE,
      ),
      identityPolicies: [FULL],
      scps: noRoot,
    },
    ALLOWED,
  ),
  c(
    'an SCP for root only: a user who is called root',
    GENERAL,
    {
      request: request(user('root'), 'ec2:TerminateInstances', INSTANCE),
      identityPolicies: [FULL],
      scps: noRoot,
    },
    ALLOWED,
  ),
  c(
    'long-term root credentials are denied',
    KEYS,
    { request: request(root(), 's3:DeleteBucketPolicy', BUCKET), scps: noLongTermRoot },
    { decision: 'explicit-deny', layer: 'scp', sids: ['Root'] },
  ),
  c(
    'a session of AssumeRoot is not',
    KEYS,
    {
      request: request(root(), 's3:DeleteBucketPolicy', BUCKET, { 'aws:AssumedRoot': 'true' }),
      scps: noLongTermRoot,
    },
    ALLOWED,
  ),
  c(
    'root has no permission to a KMS key unless the key policy gives it',
    KEY_POLICIES,
    {
      request: request(root(), 'kms:ScheduleKeyDeletion', KEY),
      resourcePolicies: [policy(allow('kms:*', '*', { Principal: { AWS: role('KeyAdmin') } }))],
    },
    { decision: 'implicit-deny' },
  ),
  c(
    'root has what the key policy gives to the account',
    KEY_POLICIES,
    {
      request: request(root(), 'kms:ScheduleKeyDeletion', KEY),
      resourcePolicies: [policy(allow('kms:*', '*', { Principal: { AWS: root() } }))],
    },
    ALLOWED,
  ),
  c(
    'root of another account without a grant has nothing',
    IDENTITY_VS_RESOURCE,
    { request: request(root(), 's3:GetObject', OBJECT, {}, OTHER) },
    { decision: 'implicit-deny' },
  ),
] satisfies readonly PolicyCase[];
