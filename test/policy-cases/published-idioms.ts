import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ADMIN,
  ALICE,
  ANONYMOUS,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  KEY,
  OBJECT,
  OTHER,
  OWN,
  organizations,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
  user,
} from './build.ts';

const GENERAL = organizations('orgs_manage_policies_scps_examples_general');
const BUCKET_EXAMPLES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html';
const KEYS = iam('reference_policies_condition-keys');
const NOT_PRINCIPAL = iam('reference_policies_elements_notprincipal');
const REGION = iam('reference_policies_examples_aws_deny-requested-region');

type Input = PolicyCase['input'];
type Context = Input['request']['context'];
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };
const scpDenied = (sid: string): PolicyCase['expect'] => ({
  decision: 'explicit-deny',
  layer: 'scp',
  sids: [sid],
});
const bucketDenied = (sid: string): PolicyCase['expect'] => ({
  decision: 'explicit-deny',
  layer: 'resource',
  sids: [sid],
});

const underScp = (
  name: string,
  source: string,
  scp: ReturnType<typeof policy>,
  action: string,
  resource: string,
  context: Context,
  expect: PolicyCase['expect'],
  principal: RequestPrincipal = ADMIN,
): PolicyCase => ({
  name,
  source,
  input: {
    request: request(principal, action, resource, context),
    identityPolicies: [FULL],
    scps: [[FULL], [FULL, scp]],
  },
  expect,
});
const onBucket = (
  name: string,
  source: string,
  bucketPolicy: ReturnType<typeof policy>,
  action: string,
  resource: string,
  context: Context,
  expect: PolicyCase['expect'],
  principal: RequestPrincipal = ADMIN,
): PolicyCase => ({
  name,
  source,
  input: {
    request: request(principal, action, resource, context),
    identityPolicies: principal === ANONYMOUS ? [] : [FULL],
    resourcePolicies: [bucketPolicy],
  },
  expect,
});

const INSTANCE = `arn:aws:ec2:us-east-1:${OWN}:instance/i-1`;
const eu = policy({
  Sid: 'DenyAllOutsideEU',
  Effect: 'Deny',
  NotAction: ['iam:*', 'organizations:*', 'sts:*', 's3:GetAccountPublic*', 's3:ListAllMyBuckets'],
  Resource: '*',
  Condition: {
    StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] },
    ArnNotLike: {
      'aws:PrincipalARN': [
        'arn:aws:iam::*:role/Role1AllowedToBypassThisSCP',
        'arn:aws:iam::*:role/Role2AllowedToBypassThisSCP',
      ],
    },
  },
});
const protectRole = policy(
  deny(['iam:DeleteRole', 'iam:UpdateAssumeRolePolicy'], 'arn:aws:iam::*:role/protected', {
    Sid: 'Except',
    Condition: { ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:role/admin' } },
  }),
);
const mfa = policy(
  deny(['ec2:StopInstances', 'ec2:TerminateInstances'], '*', {
    Sid: 'Mfa',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': false } },
  }),
);
const tls = policy(
  deny('s3:*', [BUCKET, `${BUCKET}/*`], {
    Sid: 'Tls',
    Principal: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }),
);
const sseKms = policy(
  deny('s3:PutObject', `${BUCKET}/*`, {
    Sid: 'Sse',
    Principal: '*',
    Condition: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } },
  }),
);
const sseKey = policy(
  deny('s3:PutObject', `${BUCKET}/*`, {
    Sid: 'Key',
    Principal: '*',
    Condition: { ArnNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY } },
  }),
);
const accessLogs = policy(
  allow('s3:PutObject', `${BUCKET}/*`, {
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': OWN },
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::source' },
    },
  }),
  deny('s3:PutObject', `${BUCKET}/*`, {
    Sid: 'OnlyLogs',
    Principal: '*',
    Condition: {
      'ForAllValues:StringNotEquals': { 'aws:PrincipalServiceNamesList': 'logging.s3.amazonaws.com' },
    },
  }),
);
const fromSource = { 'aws:SourceAccount': OWN, 'aws:SourceArn': 'arn:aws:s3:::source' };
const inOrganization = policy(
  allow('s3:GetObject', `${BUCKET}/*`, {
    Principal: { AWS: '*' },
    Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-aa111bb222'] } },
  }),
);
const upload = policy(
  allow('s3:PutObject', `${BUCKET}/*`, {
    Principal: { AWS: OTHER },
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
  }),
);
const codeBuild = policy(
  deny('s3:*', [BUCKET, `${BUCKET}/*`], {
    Sid: 'NotCodeBuild',
    Principal: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'codebuild.amazonaws.com' } },
  }),
);
const viaDynamodb = policy(
  allow('kms:Decrypt', KEY, {
    Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['dynamodb.amazonaws.com'] } },
  }),
);
const sameOrganization = policy(
  deny('s3:PutObject', '*', {
    Sid: 'Outside',
    Condition: { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  }),
);
const bypass = session('Role2AllowedToBypassThisSCP');

export default [
  underScp(
    'Region deny: outside',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'us-east-1' },
    scpDenied('DenyAllOutsideEU'),
  ),
  underScp(
    'Region deny: inside',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'eu-west-1' },
    ALLOWED,
  ),
  underScp(
    'Region deny: a global service',
    GENERAL,
    eu,
    'iam:GetUser',
    user('Bob'),
    { 'aws:RequestedRegion': 'us-east-1' },
    ALLOWED,
  ),
  underScp(
    'Region deny: one action of a service that is not global',
    GENERAL,
    eu,
    's3:ListAllMyBuckets',
    '*',
    { 'aws:RequestedRegion': 'us-east-1' },
    ALLOWED,
  ),
  underScp(
    'Region deny: an exempt role',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'us-east-1' },
    ALLOWED,
    bypass,
  ),
  underScp(
    'Region deny: a role of that name under a path is not exempt',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'us-east-1' },
    scpDenied('DenyAllOutsideEU'),
    session('x/Role2AllowedToBypassThisSCP'),
  ),
  underScp(
    'Region deny: root is not exempt',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'us-east-1' },
    scpDenied('DenyAllOutsideEU'),
    root(),
  ),
  underScp(
    'Region deny: a user whose name is that of the role is not exempt',
    GENERAL,
    eu,
    's3:GetObject',
    OBJECT,
    { 'aws:RequestedRegion': 'us-east-1' },
    scpDenied('DenyAllOutsideEU'),
    user('Role2AllowedToBypassThisSCP'),
  ),
  underScp(
    'protected role: anybody',
    GENERAL,
    protectRole,
    'iam:UpdateAssumeRolePolicy',
    role('protected'),
    {},
    scpDenied('Except'),
  ),
  underScp(
    'protected role: the administrator',
    GENERAL,
    protectRole,
    'iam:UpdateAssumeRolePolicy',
    role('protected'),
    {},
    ALLOWED,
    session('admin'),
  ),
  underScp(
    'protected role: another role is free',
    GENERAL,
    protectRole,
    'iam:DeleteRole',
    role('free'),
    {},
    ALLOWED,
  ),
  underScp(
    'MFA: with',
    GENERAL,
    mfa,
    'ec2:StopInstances',
    INSTANCE,
    { 'aws:MultiFactorAuthPresent': 'true' },
    ALLOWED,
  ),
  underScp(
    'MFA: without',
    GENERAL,
    mfa,
    'ec2:StopInstances',
    INSTANCE,
    { 'aws:MultiFactorAuthPresent': 'false' },
    scpDenied('Mfa'),
  ),
  underScp(
    'MFA: long-term keys',
    GENERAL,
    mfa,
    'ec2:TerminateInstances',
    INSTANCE,
    {},
    scpDenied('Mfa'),
    ALICE,
  ),
  underScp('MFA: another action', GENERAL, mfa, 'ec2:StartInstances', INSTANCE, {}, ALLOWED),
  underScp(
    'resources of the own organization: inside',
    KEYS,
    sameOrganization,
    's3:PutObject',
    OBJECT,
    { 'aws:ResourceOrgID': 'o-mine', 'aws:PrincipalOrgID': 'o-mine' },
    ALLOWED,
  ),
  underScp(
    'resources of the own organization: outside',
    KEYS,
    sameOrganization,
    's3:PutObject',
    OBJECT,
    { 'aws:ResourceOrgID': 'o-other', 'aws:PrincipalOrgID': 'o-mine' },
    scpDenied('Outside'),
  ),
  underScp(
    'resources of the own organization: a resource of none',
    KEYS,
    sameOrganization,
    's3:PutObject',
    OBJECT,
    { 'aws:PrincipalOrgID': 'o-mine' },
    scpDenied('Outside'),
  ),
  {
    name: 'Region deny as an identity policy',
    source: REGION,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT, { 'aws:RequestedRegion': 'us-west-2' }),
      identityPolicies: [
        FULL,
        policy({
          Sid: 'Region',
          Effect: 'Deny',
          NotAction: ['iam:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
        }),
      ],
    },
    expect: { decision: 'explicit-deny', layer: 'identity', sids: ['Region'] },
  },
  onBucket(
    'TLS only: HTTP',
    BUCKET_EXAMPLES,
    tls,
    's3:GetObject',
    OBJECT,
    { 'aws:SecureTransport': 'false' },
    bucketDenied('Tls'),
  ),
  onBucket(
    'TLS only: HTTPS',
    BUCKET_EXAMPLES,
    tls,
    's3:GetObject',
    OBJECT,
    { 'aws:SecureTransport': 'true' },
    ALLOWED,
  ),
  onBucket(
    'SSE-KMS required: without',
    BUCKET_EXAMPLES,
    sseKms,
    's3:PutObject',
    OBJECT,
    {},
    bucketDenied('Sse'),
  ),
  onBucket(
    'SSE-KMS required: with',
    BUCKET_EXAMPLES,
    sseKms,
    's3:PutObject',
    OBJECT,
    { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY },
    ALLOWED,
  ),
  onBucket(
    'one key required: that key',
    BUCKET_EXAMPLES,
    sseKey,
    's3:PutObject',
    OBJECT,
    { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY },
    ALLOWED,
  ),
  onBucket(
    'one key required: another key',
    BUCKET_EXAMPLES,
    sseKey,
    's3:PutObject',
    OBJECT,
    { 's3:x-amz-server-side-encryption-aws-kms-key-id': `${KEY}0` },
    bucketDenied('Key'),
  ),
  onBucket(
    'one key required: no key',
    BUCKET_EXAMPLES,
    sseKey,
    's3:PutObject',
    OBJECT,
    {},
    bucketDenied('Key'),
  ),
  onBucket(
    'access logs only: the logging service',
    BUCKET_EXAMPLES,
    accessLogs,
    's3:PutObject',
    OBJECT,
    { ...fromSource, 'aws:PrincipalServiceNamesList': ['logging.s3.amazonaws.com'] },
    ALLOWED,
    'logging.s3.amazonaws.com',
  ),
  onBucket(
    'access logs only: an administrator, who has no service names',
    BUCKET_EXAMPLES,
    accessLogs,
    's3:PutObject',
    OBJECT,
    {},
    bucketDenied('OnlyLogs'),
  ),
  onBucket(
    'the own organization: inside',
    BUCKET_EXAMPLES,
    inOrganization,
    's3:GetObject',
    OBJECT,
    { 'aws:PrincipalOrgID': 'o-aa111bb222' },
    ALLOWED,
    user('Bob', OTHER),
  ),
  onBucket(
    'the own organization: outside',
    BUCKET_EXAMPLES,
    inOrganization,
    's3:GetObject',
    OBJECT,
    { 'aws:PrincipalOrgID': 'o-other' },
    IMPLICIT,
    user('Bob', OTHER),
  ),
  onBucket(
    'the own organization: anonymous',
    BUCKET_EXAMPLES,
    inOrganization,
    's3:GetObject',
    OBJECT,
    {},
    IMPLICIT,
    ANONYMOUS,
  ),
  onBucket(
    'upload from another account with the ACL',
    BUCKET_EXAMPLES,
    upload,
    's3:PutObject',
    OBJECT,
    { 's3:x-amz-acl': 'bucket-owner-full-control' },
    ALLOWED,
    user('Bob', OTHER),
  ),
  onBucket(
    'upload from another account without the ACL',
    BUCKET_EXAMPLES,
    upload,
    's3:PutObject',
    OBJECT,
    {},
    IMPLICIT,
    user('Bob', OTHER),
  ),
  onBucket(
    'all but one service: a role',
    NOT_PRINCIPAL,
    codeBuild,
    's3:GetObject',
    OBJECT,
    {},
    bucketDenied('NotCodeBuild'),
  ),
  onBucket(
    'all but one service: another service',
    NOT_PRINCIPAL,
    codeBuild,
    's3:GetObject',
    OBJECT,
    {},
    bucketDenied('NotCodeBuild'),
    'config.amazonaws.com',
  ),
  ...(
    [
      [
        'called via DynamoDB',
        { 'aws:CalledVia': ['cloudformation.amazonaws.com', 'dynamodb.amazonaws.com'] },
        ALLOWED,
      ],
      ['called via something else', { 'aws:CalledVia': ['cloudformation.amazonaws.com'] }, IMPLICIT],
      ['called directly', {}, IMPLICIT],
    ] as const
  ).map(
    ([name, context, expect]): PolicyCase => ({
      name: `a key for DynamoDB only: ${name}`,
      source: KEYS,
      input: {
        request: request(ALICE, 'kms:Decrypt', KEY, context),
        identityPolicies: [viaDynamodb],
        resourcePolicies: [policy(allow('kms:*', '*', { Principal: { AWS: root() } }))],
      },
      expect,
    }),
  ),
] satisfies readonly PolicyCase[];
