import type { PolicyPrincipal, PolicyStatement } from '../../src/model/policy.ts';
import {
  ALICE,
  allow,
  deny,
  FULL,
  iam,
  OBJECT,
  OWN,
  type PolicyCase,
  policy,
  request,
  role,
  session,
  sessionArn,
} from './build.ts';

const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const POLICIES = iam('access_policies');
const BOUNDARIES = iam('access_policies_boundaries');
const FEDERATION = iam('id_credentials_temp_control-access_getfederationtoken');

type Input = PolicyCase['input'];
const mary = session('Reader', 'mary');
const paulo = `arn:aws:sts::${OWN}:federated-user/Alice`;
const onlyEc2 = policy(allow('ec2:*'));
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny', layer: 'session' };
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };

const c = (
  name: string,
  input: Partial<Input>,
  expect: PolicyCase['expect'],
  source = DENY_ALLOW,
): PolicyCase => ({
  name,
  source,
  input: { request: request(mary, 's3:GetObject', OBJECT), ...input },
  expect,
});
const granted = (Principal: PolicyPrincipal, rest: Partial<PolicyStatement> = {}) => [
  policy(allow('s3:*', '*', { Principal, ...rest })),
];
const byPaulo = { request: request(paulo, 's3:GetObject', OBJECT) };

export default [
  c('no session policy: the role decides', { identityPolicies: [FULL] }, ALLOWED),
  c(
    'session policy and role allow',
    { identityPolicies: [FULL], sessionPolicy: policy(allow('s3:*')) },
    ALLOWED,
    POLICIES,
  ),
  c('the session policy does not allow', { identityPolicies: [FULL], sessionPolicy: onlyEc2 }, IMPLICIT),
  c(
    'the role does not allow',
    { identityPolicies: [onlyEc2], sessionPolicy: FULL },
    { decision: 'implicit-deny' },
    POLICIES,
  ),
  c('a session policy grants nothing', { sessionPolicy: FULL }, { decision: 'implicit-deny' }, POLICIES),
  c(
    'a Deny in the session policy',
    { identityPolicies: [FULL], sessionPolicy: policy(allow('*'), deny('s3:*', '*', { Sid: 'No' })) },
    { decision: 'explicit-deny', layer: 'session', sids: ['No'] },
    POLICIES,
  ),
  c(
    'a session policy that only denies something else allows nothing',
    { identityPolicies: [FULL], sessionPolicy: policy(deny('ec2:*')) },
    IMPLICIT,
  ),
  c(
    'session policy, boundary and role allow',
    { identityPolicies: [FULL], permissionBoundaries: [FULL], sessionPolicy: FULL },
    ALLOWED,
    BOUNDARIES,
  ),
  c(
    'the boundary is missing in the intersection',
    { identityPolicies: [FULL], permissionBoundaries: [onlyEc2], sessionPolicy: FULL },
    { decision: 'implicit-deny', layer: 'boundary' },
    BOUNDARIES,
  ),
  c(
    'the session policy is missing in the intersection',
    { identityPolicies: [FULL], permissionBoundaries: [FULL], sessionPolicy: onlyEc2 },
    IMPLICIT,
    BOUNDARIES,
  ),

  c(
    'a resource policy that names the role is limited by the session policy',
    { sessionPolicy: onlyEc2, resourcePolicies: granted({ AWS: role('Reader') }) },
    IMPLICIT,
  ),
  c(
    'a resource policy that names the role, with a session policy that allows',
    { sessionPolicy: policy(allow('s3:*')), resourcePolicies: granted({ AWS: role('Reader') }) },
    ALLOWED,
  ),
  c(
    'a resource policy that names the session is not limited by the session policy',
    { sessionPolicy: onlyEc2, resourcePolicies: granted({ AWS: sessionArn('Reader', 'mary') }) },
    { decision: 'allowed', layer: 'resource' },
  ),
  c(
    'a resource policy that names another session of the role is no help',
    { sessionPolicy: onlyEc2, resourcePolicies: granted({ AWS: sessionArn('Reader', 'eve') }) },
    { decision: 'implicit-deny' },
  ),
  c(
    '"*" with aws:PrincipalArn of the role is not limited by the session policy',
    {
      sessionPolicy: onlyEc2,
      resourcePolicies: granted('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': role('Reader') } } }),
    },
    ALLOWED,
  ),
  c(
    'a Deny in the session policy holds against a resource policy that names the session',
    {
      sessionPolicy: policy(deny('s3:*', '*', { Sid: 'No' })),
      resourcePolicies: granted({ AWS: sessionArn('Reader', 'mary') }),
    },
    { decision: 'explicit-deny', layer: 'session', sids: ['No'] },
    POLICIES,
  ),
  c(
    'a Deny in the role holds against a resource policy that names the session',
    {
      identityPolicies: [policy(deny('s3:*', '*', { Sid: 'No' }))],
      resourcePolicies: granted({ AWS: sessionArn('Reader', 'mary') }),
    },
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
    POLICIES,
  ),

  c(
    'federated user: user and session policy allow',
    { ...byPaulo, identityPolicies: [FULL], sessionPolicy: FULL },
    ALLOWED,
    FEDERATION,
  ),
  c(
    'federated user: the session policy does not allow',
    { ...byPaulo, identityPolicies: [FULL], sessionPolicy: onlyEc2 },
    IMPLICIT,
    FEDERATION,
  ),
  c(
    'federated user: the session policy cannot exceed the user',
    { ...byPaulo, identityPolicies: [onlyEc2], sessionPolicy: FULL },
    { decision: 'implicit-deny' },
    FEDERATION,
  ),
  c(
    'federated user without session policy has no permissions',
    { ...byPaulo, identityPolicies: [FULL] },
    IMPLICIT,
    FEDERATION,
  ),
  c(
    'federated user without session policy: a resource policy that names the session',
    { ...byPaulo, resourcePolicies: granted({ AWS: paulo }) },
    ALLOWED,
    FEDERATION,
  ),
  c(
    'federated user: a resource policy that names the user is limited by the session policy',
    { ...byPaulo, sessionPolicy: onlyEc2, resourcePolicies: granted({ AWS: ALICE }) },
    { decision: 'implicit-deny' },
  ),
  c(
    'federated user: a resource policy that names the user, with a session policy that allows',
    { ...byPaulo, sessionPolicy: FULL, resourcePolicies: granted({ AWS: ALICE }) },
    ALLOWED,
  ),
] satisfies readonly PolicyCase[];
