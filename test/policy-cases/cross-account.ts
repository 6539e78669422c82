import type { PolicyPrincipal } from '../../src/model/policy.ts';
import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  OTHER,
  OUTSIDE,
  OWN,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
  sessionArn,
  user,
} from './build.ts';

const CROSS = iam('reference_policies_evaluation-logic-cross-account');
const RESOURCE_ACCESS = iam('access_policies-cross-account-resource-access');
const PRINCIPAL = iam('reference_policies_elements_principal');

type Input = PolicyCase['input'];
const reach = (
  principal: RequestPrincipal,
  identityPolicies: Input['identityPolicies'],
  resourcePolicies: Input['resourcePolicies'],
  more: Partial<Input> = {},
): Input => ({
  request: request(principal, 's3:GetObject', OBJECT, {}, OTHER),
  ...(identityPolicies && { identityPolicies }),
  ...(resourcePolicies && { resourcePolicies }),
  ...more,
});
const to = (Principal: PolicyPrincipal) => [policy(allow('s3:*', '*', { Principal }))];
const c = (name: string, input: Input, expect: PolicyCase['expect'], source = CROSS): PolicyCase => ({
  name,
  source,
  input,
  expect,
});
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };

const demo = {
  arn: 'arn:aws:sts::111111111111:assumed-role/Demo/carlos',
  role: 'arn:aws:iam::111111111111:role/Demo',
};
const production = 'arn:aws:s3:::amzn-s3-demo-bucket-production';
const demoPolicies = [
  policy(
    allow('s3:ListAllMyBuckets'),
    allow('s3:*Object*', `${production}/*`),
    deny('s3:*', ['arn:aws:s3:::*log*', 'arn:aws:s3:::*log*/*'], { Sid: 'DenyS3Logs' }),
  ),
];
const productionPolicy = [
  policy(
    allow(['s3:GetObject*', 's3:PutObject*', 's3:ReplicateObject', 's3:RestoreObject'], `${production}/*`, {
      Principal: { AWS: 'arn:aws:iam::111111111111:role/Demo' },
    }),
  ),
];

export default [
  c('both sides allow', reach(ALICE, [FULL], to({ AWS: ALICE })), ALLOWED),
  c('only the identity policy allows', reach(ALICE, [FULL], undefined), IMPLICIT),
  c('only the resource policy allows', reach(ALICE, undefined, to({ AWS: ALICE })), IMPLICIT),
  c('neither allows', reach(ALICE, undefined, undefined), IMPLICIT),
  c(
    'the account is named: its identity policies delegate',
    reach(ALICE, [FULL], to({ AWS: root() })),
    ALLOWED,
  ),
  c('the account is named by its id', reach(session('Admin'), [FULL], to({ AWS: OWN })), ALLOWED),
  c(
    'the account is named, but no identity policy delegates',
    reach(ALICE, undefined, to({ AWS: root() })),
    IMPLICIT,
    RESOURCE_ACCESS,
  ),
  c(
    'the owner of the resource is named, not the account of the caller',
    reach(ALICE, [FULL], to({ AWS: root(OTHER) })),
    IMPLICIT,
  ),
  c(
    '"*" still needs an identity policy in the other account',
    reach(ALICE, undefined, to('*')),
    IMPLICIT,
    PRINCIPAL,
  ),
  c('"*" with an identity policy', reach(ALICE, [FULL], to('*')), ALLOWED, PRINCIPAL),
  c('a role is named', reach(session('Demo'), [FULL], to({ AWS: role('Demo') })), ALLOWED),
  c(
    'a role session is named',
    reach(session('Demo', 'carlos'), [FULL], to({ AWS: sessionArn('Demo', 'carlos') })),
    ALLOWED,
  ),
  c(
    'a role session is named, but has no identity policy',
    reach(session('Demo', 'carlos'), undefined, to({ AWS: sessionArn('Demo', 'carlos') })),
    IMPLICIT,
  ),
  c(
    'the root user has what its account was granted',
    reach(root(), undefined, to({ AWS: root() })),
    ALLOWED,
    RESOURCE_ACCESS,
  ),
  c(
    'the root user has nothing of what was granted to a user',
    reach(root(), undefined, to({ AWS: ALICE })),
    IMPLICIT,
    RESOURCE_ACCESS,
  ),
  c(
    'a Deny on the side of the caller',
    reach(ALICE, [FULL, policy(deny('s3:*', '*', { Sid: 'No' }))], to('*')),
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
  ),
  c(
    'a Deny on the side of the resource',
    reach(
      ALICE,
      [FULL],
      [
        policy(
          allow('s3:*', '*', { Principal: '*' }),
          deny('s3:*', '*', { Principal: { AWS: OWN }, Sid: 'No' }),
        ),
      ],
    ),
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
  ),
  c(
    'the identity policy must allow this very resource',
    reach(ALICE, [policy(allow('s3:*', 'arn:aws:s3:::other/*'))], to('*')),
    IMPLICIT,
  ),
  c(
    'a boundary limits the side of the caller, even for a user who is named',
    reach(ALICE, [FULL], to({ AWS: ALICE }), { permissionBoundaries: [policy(allow('ec2:*'))] }),
    { decision: 'implicit-deny', layer: 'boundary' },
  ),
  c(
    'a boundary that allows',
    reach(ALICE, [FULL], to({ AWS: ALICE }), { permissionBoundaries: [policy(allow('s3:*'))] }),
    ALLOWED,
  ),
  c(
    'a session policy limits the side of the caller, even for a session that is named',
    reach(session('Demo', 'carlos'), [FULL], to({ AWS: sessionArn('Demo', 'carlos') }), {
      sessionPolicy: policy(allow('ec2:*')),
    }),
    { decision: 'implicit-deny', layer: 'session' },
  ),
  c(
    'the SCP of the caller limits the side of the caller',
    reach(ALICE, [FULL], to({ AWS: ALICE }), { scps: [[policy(allow('ec2:*'))]] }),
    { decision: 'implicit-deny', layer: 'scp' },
  ),
  c(
    'the RCP of the owner limits the side of the resource',
    reach(ALICE, [FULL], to({ AWS: ALICE }), {
      rcps: [[policy(deny('s3:*', '*', { Principal: '*', Sid: 'No' }))]],
    }),
    { decision: 'explicit-deny', layer: 'rcp', sids: ['No'] },
  ),
  c(
    'Carlos and the log bucket of production',
    {
      request: request(demo, 's3:PutObject', `${production}-logs/a`, {}, '222222222222'),
      identityPolicies: demoPolicies,
    },
    { decision: 'explicit-deny', layer: 'identity', sids: ['DenyS3Logs'] },
  ),
  c(
    'Carlos and the bucket of production',
    {
      request: request(demo, 's3:PutObject', `${production}/a`, {}, '222222222222'),
      identityPolicies: demoPolicies,
      resourcePolicies: productionPolicy,
    },
    ALLOWED,
  ),
  c(
    'Carlos may not delete: the bucket policy does not say so',
    {
      request: request(demo, 's3:DeleteObject', `${production}/a`, {}, '222222222222'),
      identityPolicies: demoPolicies,
      resourcePolicies: productionPolicy,
    },
    IMPLICIT,
  ),
  c(
    'Carlos may not manage the bucket',
    {
      request: request(demo, 's3:PutBucketPolicy', production, {}, '222222222222'),
      identityPolicies: [FULL],
      resourcePolicies: productionPolicy,
    },
    IMPLICIT,
  ),
  c(
    'User2 may read what AccountB delegated',
    {
      request: request(user('User2'), 's3:GetObject', 'arn:aws:s3:::BucketA/x', {}, OTHER),
      identityPolicies: [policy(allow(['s3:Get*', 's3:List*'], 'arn:aws:s3:::BucketA/*'))],
      resourcePolicies: [policy(allow('s3:*', 'arn:aws:s3:::BucketA/*', { Principal: { AWS: root() } }))],
    },
    ALLOWED,
    RESOURCE_ACCESS,
  ),
  c(
    'User2 may not write what AccountB did not delegate',
    {
      request: request(user('User2'), 's3:PutObject', 'arn:aws:s3:::BucketA/x', {}, OTHER),
      identityPolicies: [policy(allow(['s3:Get*', 's3:List*'], 'arn:aws:s3:::BucketA/*'))],
      resourcePolicies: [policy(allow('s3:*', 'arn:aws:s3:::BucketA/*', { Principal: { AWS: root() } }))],
    },
    IMPLICIT,
    RESOURCE_ACCESS,
  ),
  c(
    'AccountB cannot delegate more than it was granted',
    {
      request: request(user('User2'), 's3:DeleteBucket', BUCKET, {}, OTHER),
      identityPolicies: [FULL],
      resourcePolicies: [policy(allow('s3:List*', BUCKET, { Principal: { AWS: root() } }))],
    },
    IMPLICIT,
    RESOURCE_ACCESS,
  ),
  c(
    'an administrator of a third account is nobody',
    {
      request: request(user('Eve', OUTSIDE), 's3:GetObject', OBJECT, {}, OTHER),
      identityPolicies: [FULL],
      resourcePolicies: to({ AWS: OWN }),
    },
    IMPLICIT,
  ),
] satisfies readonly PolicyCase[];
