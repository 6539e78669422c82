import {
  ADMIN,
  ANONYMOUS,
  allow,
  deny,
  FULL,
  iam,
  OBJECT,
  OTHER,
  OUTSIDE,
  organizations,
  type PolicyCase,
  policy,
  request,
  root,
  session,
  sessionArn,
  TRAIL,
  user,
} from './build.ts';

const SCPS = organizations('orgs_manage_policies_scps');
const PRINCIPAL = iam('reference_policies_elements_principal');

const DENY_ALL = [[FULL, policy(deny('*', '*', { Sid: 'DenyAll' }))]];
const toEverybody = [policy(allow('s3:*', '*', { Principal: '*' }))];
const serviceLinked = session('aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig');

const c = (
  name: string,
  input: PolicyCase['input'],
  expect: PolicyCase['expect'] = { decision: 'allowed' },
  source = SCPS,
): PolicyCase => ({ name, source, input, expect });
const DENIED: PolicyCase['expect'] = { decision: 'explicit-deny', layer: 'scp', sids: ['DenyAll'] };

export default [
  c(
    'a role of a member account is bound',
    { request: request(ADMIN, 'cloudtrail:StopLogging', TRAIL), identityPolicies: [FULL], scps: DENY_ALL },
    DENIED,
  ),
  c(
    'the root user of a member account is bound',
    { request: request(root(), 'cloudtrail:StopLogging', TRAIL), scps: DENY_ALL },
    DENIED,
  ),
  c(
    'the root user needs an Allow at every level',
    { request: request(root(), 'cloudtrail:StopLogging', TRAIL), scps: [[FULL], []] },
    { decision: 'implicit-deny', layer: 'scp' },
  ),
  c(
    'a federated user of a member account is bound',
    {
      request: request('arn:aws:sts::111122223333:federated-user/Paulo', 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      sessionPolicy: FULL,
      scps: DENY_ALL,
    },
    DENIED,
  ),
  c('a service-linked role is not bound', {
    request: request(serviceLinked, 'cloudtrail:StopLogging', TRAIL),
    identityPolicies: [FULL],
    scps: DENY_ALL,
  }),
  c('a service-linked role needs no Allow of an SCP', {
    request: request(serviceLinked, 'cloudtrail:StopLogging', TRAIL),
    identityPolicies: [FULL],
    scps: [[]],
  }),
  c(
    'a role that only has the name of a service-linked role is bound',
    {
      request: request(session('AWSServiceRoleForConfig'), 'cloudtrail:StopLogging', TRAIL),
      identityPolicies: [FULL],
      scps: DENY_ALL,
    },
    DENIED,
  ),
  c(
    'a service role is an ordinary role',
    {
      request: request(session('service-role/QuickSightAction'), 'cloudtrail:StopLogging', TRAIL),
      identityPolicies: [FULL],
      scps: DENY_ALL,
    },
    DENIED,
  ),
  c('a role of the management account is not bound', {
    request: request(ADMIN, 'cloudtrail:StopLogging', TRAIL),
    identityPolicies: [FULL],
    scps: undefined,
  }),
  c('the root user of the management account is not bound', {
    request: request(root(), 'cloudtrail:StopLogging', TRAIL),
    scps: undefined,
  }),
  c('a user from outside is not bound by the SCPs of the bucket owner', {
    request: request(user('Eve', OUTSIDE), 's3:GetObject', OBJECT),
    identityPolicies: [FULL],
    resourcePolicies: toEverybody,
    scps: undefined,
  }),
  c('a service principal is no user or role of an account', {
    request: request('cloudtrail.amazonaws.com', 's3:PutObject', OBJECT),
    resourcePolicies: [
      policy(allow('s3:PutObject', '*', { Principal: { Service: 'cloudtrail.amazonaws.com' } })),
    ],
    scps: DENY_ALL,
  }),
  c('an anonymous caller is no user or role of an account', {
    request: request(ANONYMOUS, 's3:GetObject', OBJECT),
    resourcePolicies: toEverybody,
    scps: DENY_ALL,
  }),
  c(
    'a delegated administrator is a member: bound',
    {
      request: request(
        session('OrganizationsAdmin', 'x', OTHER),
        'organizations:DetachPolicy',
        'arn:aws:organizations::111122223333:policy/o-exampleorgid/service_control_policy/p-12345678',
      ),
      identityPolicies: [FULL],
      resourcePolicies: [policy(allow('organizations:*', '*', { Principal: { AWS: OTHER } }))],
      scps: DENY_ALL,
    },
    DENIED,
  ),
  c(
    'whoever assumes a role of a member account is bound as that role',
    {
      request: request(
        { arn: sessionArn('Admin', 'from-management'), role: 'arn:aws:iam::111122223333:role/Admin' },
        'cloudtrail:StopLogging',
        TRAIL,
      ),
      identityPolicies: [FULL],
      scps: DENY_ALL,
    },
    DENIED,
    PRINCIPAL,
  ),
] satisfies readonly PolicyCase[];
