import type { PolicyPrincipal, PolicyStatement } from '../../src/model/policy.ts';
import {
  ALICE,
  allow,
  deny,
  FULL,
  iam,
  OBJECT,
  type PolicyCase,
  policy,
  request,
  role,
  session,
  sessionArn,
  user,
} from './build.ts';

const BOUNDARIES = iam('access_policies_boundaries');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const POLICIES = iam('access_policies');

type Input = PolicyCase['input'];
const shirley = user('Shirley');
const onlyThree = policy(allow(['s3:*', 'cloudwatch:*', 'ec2:*']));
const onlyEc2 = policy(allow('ec2:*'));
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny', layer: 'boundary' };

const c = (name: string, input: Input, expect: PolicyCase['expect'], source = BOUNDARIES): PolicyCase => ({
  name,
  source,
  input,
  expect,
});
const granted = (
  principal: Input['request']['principal'],
  Principal: PolicyPrincipal,
  boundary: Input['permissionBoundaries'] = [onlyEc2],
  rest: Partial<PolicyStatement> = {},
): Input => ({
  request: request(principal, 's3:GetObject', OBJECT),
  permissionBoundaries: boundary,
  resourcePolicies: [policy(allow('s3:*', '*', { Principal, ...rest }))],
});

export default [
  c(
    'identity policy and boundary allow',
    {
      request: request(shirley, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      permissionBoundaries: [onlyThree],
    },
    { decision: 'allowed' },
  ),
  c(
    'the boundary does not allow IAM',
    {
      request: request(shirley, 'iam:CreateUser', user('x')),
      identityPolicies: [policy(allow('iam:CreateUser'))],
      permissionBoundaries: [onlyThree],
    },
    IMPLICIT,
  ),
  c(
    'a boundary grants nothing',
    { request: request(shirley, 's3:GetObject', OBJECT), permissionBoundaries: [onlyThree] },
    { decision: 'implicit-deny' },
  ),
  c(
    'a Deny in the boundary',
    {
      request: request(shirley, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      permissionBoundaries: [policy(allow('*'), deny('s3:*', '*', { Sid: 'No' }))],
    },
    { decision: 'explicit-deny', layer: 'boundary', sids: ['No'] },
  ),
  c(
    'a Deny in the identity policy',
    {
      request: request(shirley, 's3:GetObject', OBJECT),
      identityPolicies: [FULL, policy(deny('s3:*', '*', { Sid: 'No' }))],
      permissionBoundaries: [FULL],
    },
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
  ),
  c(
    'a boundary that allows nothing',
    {
      request: request(shirley, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      permissionBoundaries: [policy(deny('iam:*'))],
    },
    IMPLICIT,
  ),
  c(
    'the boundary limits roles as well',
    {
      request: request(session('Reader'), 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      permissionBoundaries: [onlyEc2],
    },
    IMPLICIT,
  ),
  c(
    'variables work in boundaries: the own access key',
    {
      request: request(ALICE, 'iam:CreateAccessKey', ALICE, { 'aws:username': 'Alice' }),
      identityPolicies: [FULL],
      permissionBoundaries: [policy(allow('iam:*AccessKey*', 'arn:aws:iam::*:user/${aws:username}'))],
    },
    { decision: 'allowed' },
  ),
  c(
    'variables work in boundaries: the key of somebody else',
    {
      request: request(ALICE, 'iam:CreateAccessKey', user('Bob'), { 'aws:username': 'Alice' }),
      identityPolicies: [FULL],
      permissionBoundaries: [policy(allow('iam:*AccessKey*', 'arn:aws:iam::*:user/${aws:username}'))],
    },
    IMPLICIT,
  ),

  c('a resource policy that names the user passes the boundary', granted(ALICE, { AWS: ALICE }), {
    decision: 'allowed',
    layer: 'resource',
  }),
  c(
    'a resource policy that names the role does not',
    granted(session('Reader'), { AWS: role('Reader') }),
    IMPLICIT,
  ),
  c(
    'a resource policy that names the role, with a boundary that allows',
    granted(session('Reader'), { AWS: role('Reader') }, [policy(allow('s3:*'))]),
    { decision: 'allowed' },
  ),
  c(
    'a resource policy that names the session passes the boundary',
    granted(session('Reader', 'mary'), { AWS: sessionArn('Reader', 'mary') }),
    { decision: 'allowed', layer: 'resource' },
  ),
  c(
    'a resource policy that names the federated user passes the boundary',
    granted('arn:aws:sts::111122223333:federated-user/Paulo', {
      AWS: 'arn:aws:sts::111122223333:federated-user/Paulo',
    }),
    { decision: 'allowed' },
  ),
  c(
    '"*" with aws:PrincipalArn of the role passes the boundary',
    granted(session('Reader'), '*', [onlyEc2], {
      Condition: { ArnEquals: { 'aws:PrincipalArn': role('Reader') } },
    }),
    { decision: 'allowed' },
    DENY_ALLOW,
  ),
  c(
    'a Deny in the boundary holds against a resource policy that names the user',
    granted(ALICE, { AWS: ALICE }, [policy(allow('*'), deny('s3:*', '*', { Sid: 'No' }))]),
    { decision: 'explicit-deny', layer: 'boundary', sids: ['No'] },
    POLICIES,
  ),
  c(
    'a Deny in the boundary holds against a resource policy that names the session',
    granted(session('Reader', 'mary'), { AWS: sessionArn('Reader', 'mary') }, [
      policy(deny('s3:*', '*', { Sid: 'No' })),
    ]),
    { decision: 'explicit-deny', layer: 'boundary', sids: ['No'] },
    POLICIES,
  ),
  c(
    'a resource policy that names the account leaves the boundary in force',
    { ...granted(ALICE, { AWS: '111122223333' }), identityPolicies: [FULL] },
    IMPLICIT,
  ),
  c(
    'a resource policy that names somebody else is no help',
    { ...granted(ALICE, { AWS: user('Bob') }), identityPolicies: [FULL] },
    IMPLICIT,
  ),
] satisfies readonly PolicyCase[];
