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
  kms,
  OBJECT,
  OUTSIDE,
  organizations,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
  TRAIL,
  user,
} from './build.ts';

const RCPS = organizations('orgs_manage_policies_rcps');
const EVALUATION = organizations('orgs_manage_policies_rcps_evaluation');
const SYNTAX = organizations('orgs_manage_policies_rcps_syntax');
const KMS_RCP = kms('resource-control-policies');
const KEYS = iam('reference_policies_condition-keys');

type Input = PolicyCase['input'];
type Levels = NonNullable<Input['rcps']>;
const DENIED: PolicyCase['expect'] = { decision: 'explicit-deny', layer: 'rcp', sids: ['No'] };
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };

const noS3 = policy(deny('s3:*', '*', { Sid: 'No', Principal: '*' }));
const toEverybody = [policy(allow('s3:*', '*', { Principal: '*' }))];
const enabledIam = [policy(allow('kms:*', '*', { Principal: { AWS: root() } }))];

const c = (
  name: string,
  principal: RequestPrincipal,
  rcps: Levels | undefined,
  expect: PolicyCase['expect'],
  more: Partial<Input> = {},
  source = RCPS,
): PolicyCase => ({
  name,
  source,
  input: { request: request(principal, 's3:GetObject', OBJECT), identityPolicies: [FULL], rcps, ...more },
  expect,
});
const asService = {
  identityPolicies: [],
  resourcePolicies: [policy(allow('s3:*', '*', { Principal: { Service: 'cloudtrail.amazonaws.com' } }))],
};

const perimeter = (action: string) => [
  [
    policy(
      deny(action, '*', {
        Sid: 'No',
        Principal: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-mine' },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ),
  ],
];
const deputy = [
  [
    policy(
      deny('kms:*', '*', {
        Sid: 'No',
        Principal: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-mine' },
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
          Null: { 'aws:SourceAccount': 'false' },
        },
      }),
    ),
  ],
];
const forService = [policy(allow('kms:*', '*', { Principal: { Service: 'cloudtrail.amazonaws.com' } }))];
const keyBy = (principal: RequestPrincipal, context = {}, action = 'kms:Decrypt') => ({
  request: request(principal, action, KEY, context),
});
const tls = [
  [
    policy(
      deny('s3:*', '*', {
        Sid: 'No',
        Principal: '*',
        Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
      }),
    ),
  ],
];

export default [
  c('RCPFullAWSAccess is always there: empty levels allow', ALICE, [[], [], []], ALLOWED, {}, EVALUATION),
  c('denied at the root', ALICE, [[noS3], [], []], DENIED, {}, EVALUATION),
  c('denied at the OU', ALICE, [[], [noS3], []], DENIED, {}, EVALUATION),
  c('denied at the account', ALICE, [[], [], [noS3]], DENIED, {}, EVALUATION),
  c('an RCP grants nothing', ALICE, [[FULL]], { decision: 'implicit-deny' }, { identityPolicies: [] }),
  c('the resource policy cannot exceed the RCP', ALICE, [[noS3]], DENIED, { resourcePolicies: toEverybody }),
  c('the root user is bound', root(), [[noS3]], DENIED, { identityPolicies: [] }),
  c('a user from outside is bound', user('Eve', OUTSIDE), [[noS3]], DENIED, {
    resourcePolicies: toEverybody,
  }),
  c('an anonymous caller is bound', ANONYMOUS, [[noS3]], DENIED, {
    identityPolicies: [],
    resourcePolicies: toEverybody,
  }),
  c('a service principal is bound', 'cloudtrail.amazonaws.com', [[noS3]], DENIED, asService),
  c(
    'a service-linked role is not bound',
    session('aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
    [[noS3]],
    ALLOWED,
  ),
  c('a resource of the management account is not bound', ALICE, undefined, ALLOWED),
  c(
    'a principal of the management account is bound on a resource of a member',
    session('Admin', 'x', '555566667777'),
    [[noS3]],
    DENIED,
    { scps: undefined, resourcePolicies: toEverybody },
  ),
  c(
    'CloudTrail supports no RCPs',
    ADMIN,
    [[policy(deny('cloudtrail:*', '*', { Principal: '*' }))]],
    ALLOWED,
    { request: request(ADMIN, 'cloudtrail:StopLogging', TRAIL) },
  ),
  c('IAM supports no RCPs', ADMIN, [[policy(deny('iam:*', '*', { Principal: '*' }))]], ALLOWED, {
    request: request(ADMIN, 'iam:DeleteRole', role('Audit')),
  }),
  c(
    'Organizations supports no RCPs',
    ADMIN,
    [[policy(deny('organizations:*', '*', { Principal: '*' }))]],
    ALLOWED,
    { request: request(ADMIN, 'organizations:LeaveOrganization', '*') },
  ),
  c(
    'STS supports RCPs: AssumeRole from outside',
    user('Eve', OUTSIDE),
    [[policy(deny('sts:AssumeRole', '*', { Sid: 'No', Principal: '*' }))]],
    DENIED,
    {
      request: request(user('Eve', OUTSIDE), 'sts:AssumeRole', role('Open')),
      resourcePolicies: [policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' })],
    },
  ),
  c('KMS supports RCPs', ALICE, [[policy(deny('kms:*', '*', { Sid: 'No', Principal: '*' }))]], DENIED, {
    ...keyBy(ALICE),
    resourcePolicies: enabledIam,
  }),
  c(
    'CloudWatch Logs supports RCPs',
    ALICE,
    [[policy(deny('logs:*', '*', { Sid: 'No', Principal: '*' }))]],
    DENIED,
    { request: request(ALICE, 'logs:DeleteLogGroup', 'arn:aws:logs:us-east-1:111122223333:log-group:trail') },
  ),
  c(
    'kms:RetireGrant is not affected',
    ALICE,
    [[policy(deny('kms:*', '*', { Principal: '*' }))]],
    ALLOWED,
    {
      ...keyBy(ALICE, {}, 'kms:RetireGrant'),
      resourcePolicies: enabledIam,
      grants: [
        {
          grantId: 'g',
          granteePrincipal: ALICE,
          retiringPrincipal: ALICE,
          operations: ['Decrypt', 'RetireGrant'],
        },
      ],
    },
    KMS_RCP,
  ),
  c(
    'NotResource excepts',
    ALICE,
    [[policy({ Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: `${BUCKET}/*` })]],
    ALLOWED,
    {},
    SYNTAX,
  ),
  c(
    'NotResource denies the rest',
    ALICE,
    [
      [
        policy({
          Sid: 'No',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          NotResource: 'arn:aws:s3:::other/*',
        }),
      ],
    ],
    DENIED,
    {},
    SYNTAX,
  ),
  c(
    'a condition that holds: plain HTTP',
    ALICE,
    tls,
    DENIED,
    { request: request(ALICE, 's3:GetObject', OBJECT, { 'aws:SecureTransport': 'false' }) },
    SYNTAX,
  ),
  c(
    'a condition that does not hold: TLS',
    ALICE,
    tls,
    ALLOWED,
    { request: request(ALICE, 's3:GetObject', OBJECT, { 'aws:SecureTransport': 'true' }) },
    SYNTAX,
  ),
  c(
    'identity perimeter: a principal of the organization',
    ALICE,
    perimeter('kms:*'),
    ALLOWED,
    { ...keyBy(ALICE, { 'aws:PrincipalOrgID': 'o-mine' }), resourcePolicies: enabledIam },
    KMS_RCP,
  ),
  c(
    'identity perimeter: a principal of another organization',
    user('Eve', OUTSIDE),
    perimeter('kms:*'),
    DENIED,
    {
      ...keyBy(user('Eve', OUTSIDE), { 'aws:PrincipalOrgID': 'o-other' }),
      resourcePolicies: [policy(allow('kms:*', '*', { Principal: '*' }))],
    },
    KMS_RCP,
  ),
  c(
    'identity perimeter: a principal of no organization',
    user('Eve', OUTSIDE),
    perimeter('kms:*'),
    DENIED,
    { ...keyBy(user('Eve', OUTSIDE)), resourcePolicies: [policy(allow('kms:*', '*', { Principal: '*' }))] },
    KMS_RCP,
  ),
  c(
    'identity perimeter: a service principal is spared',
    'cloudtrail.amazonaws.com',
    perimeter('kms:*'),
    ALLOWED,
    { ...keyBy('cloudtrail.amazonaws.com'), identityPolicies: [], resourcePolicies: forService },
    KMS_RCP,
  ),
  c(
    'identity perimeter with Bool: an anonymous caller has no aws:PrincipalIsAWSService and slips through',
    ANONYMOUS,
    perimeter('s3:*'),
    ALLOWED,
    { identityPolicies: [], resourcePolicies: toEverybody },
    KEYS,
  ),
  c(
    'confused deputy: a service for an account of another organization',
    'cloudtrail.amazonaws.com',
    deputy,
    DENIED,
    {
      ...keyBy('cloudtrail.amazonaws.com', { 'aws:SourceAccount': OUTSIDE, 'aws:SourceOrgID': 'o-other' }),
      identityPolicies: [],
      resourcePolicies: forService,
    },
    KMS_RCP,
  ),
  c(
    'confused deputy: a service for an account of no organization',
    'cloudtrail.amazonaws.com',
    deputy,
    DENIED,
    {
      ...keyBy('cloudtrail.amazonaws.com', { 'aws:SourceAccount': OUTSIDE }),
      identityPolicies: [],
      resourcePolicies: forService,
    },
    KMS_RCP,
  ),
  c(
    'confused deputy: a service for the organization',
    'cloudtrail.amazonaws.com',
    deputy,
    ALLOWED,
    {
      ...keyBy('cloudtrail.amazonaws.com', {
        'aws:SourceAccount': '111122223333',
        'aws:SourceOrgID': 'o-mine',
      }),
      identityPolicies: [],
      resourcePolicies: forService,
    },
    KMS_RCP,
  ),
  c(
    'confused deputy: a service that gives no source account',
    'cloudtrail.amazonaws.com',
    deputy,
    ALLOWED,
    { ...keyBy('cloudtrail.amazonaws.com'), identityPolicies: [], resourcePolicies: forService },
    KMS_RCP,
  ),
  c(
    'confused deputy: a user is not meant',
    ALICE,
    deputy,
    ALLOWED,
    { ...keyBy(ALICE, { 'aws:SourceAccount': OUTSIDE }), resourcePolicies: enabledIam },
    KMS_RCP,
  ),
  c('SCP and RCP must both let it pass', ALICE, [[noS3]], DENIED, { scps: [[FULL]] }, RCPS),
] satisfies readonly PolicyCase[];
