import {
  ADMIN,
  ALICE,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
} from './build.ts';

const ACCESS = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html';
const GATEWAY = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html';
const POLICIES = iam('access_policies');

type Input = PolicyCase['input'];
const c = (name: string, source: string, input: Input, expect: PolicyCase['expect']): PolicyCase => ({
  name,
  source,
  input,
  expect,
});
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny', layer: 'endpoint' };
const get = request(ADMIN, 's3:GetObject', OBJECT);
const defaultPolicy = policy(allow('*', '*', { Principal: '*' }));
const oneBucket = policy(
  allow(['s3:ListBucket', 's3:GetObject'], [BUCKET, `${BUCKET}/*`], { Principal: '*' }),
);
const oneRole = policy(
  allow('*', '*', { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': role('Reader') } } }),
);
const butReader = policy(
  allow('*', '*', { Principal: '*' }),
  deny('s3:*', '*', { Sid: 'Reader', Principal: { AWS: role('Reader') } }),
);
const vpce = [
  policy(
    deny(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], [BUCKET, `${BUCKET}/*`], {
      Principal: '*',
      Sid: 'Vpce',
      Condition: { StringNotEquals: { 'aws:sourceVpce': 'vpce-1a2b3c4d' } },
    }),
  ),
];

export default [
  c('no endpoint', ACCESS, { request: get, identityPolicies: [FULL], endpointPolicies: undefined }, ALLOWED),
  c(
    'the default endpoint policy',
    ACCESS,
    { request: get, identityPolicies: [FULL], endpointPolicies: [defaultPolicy] },
    ALLOWED,
  ),
  c(
    'an endpoint policy grants nothing',
    ACCESS,
    { request: get, endpointPolicies: [defaultPolicy] },
    { decision: 'implicit-deny' },
  ),
  c(
    'a Deny in the endpoint policy',
    POLICIES,
    {
      request: get,
      identityPolicies: [FULL],
      endpointPolicies: [
        policy(allow('*', '*', { Principal: '*' }), deny('s3:*', '*', { Principal: '*', Sid: 'No' })),
      ],
    },
    { decision: 'explicit-deny', layer: 'endpoint', sids: ['No'] },
  ),
  c(
    'an endpoint for one bucket: that bucket',
    GATEWAY,
    { request: get, identityPolicies: [FULL], endpointPolicies: [oneBucket] },
    ALLOWED,
  ),
  c(
    'an endpoint for one bucket: another bucket',
    GATEWAY,
    {
      request: request(ADMIN, 's3:GetObject', 'arn:aws:s3:::other/x'),
      identityPolicies: [FULL],
      endpointPolicies: [oneBucket],
    },
    IMPLICIT,
  ),
  c(
    'an endpoint for one bucket: another action',
    GATEWAY,
    {
      request: request(ADMIN, 's3:DeleteObject', OBJECT),
      identityPolicies: [FULL],
      endpointPolicies: [oneBucket],
    },
    IMPLICIT,
  ),
  c(
    'an endpoint for one role: that role',
    GATEWAY,
    {
      request: request(session('Reader'), 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      endpointPolicies: [oneRole],
    },
    ALLOWED,
  ),
  c(
    'an endpoint for one role: another role',
    GATEWAY,
    { request: get, identityPolicies: [FULL], endpointPolicies: [oneRole] },
    IMPLICIT,
  ),
  c(
    'an endpoint policy limits what a resource policy grants',
    POLICIES,
    {
      request: request(ALICE, 's3:DeleteObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: ALICE } }))],
      endpointPolicies: [oneBucket],
    },
    IMPLICIT,
  ),
  c(
    'an endpoint policy binds root',
    POLICIES,
    { request: request(root(), 's3:DeleteObject', OBJECT), endpointPolicies: [oneBucket] },
    IMPLICIT,
  ),
  c(
    'a bucket policy for one endpoint: through it',
    GATEWAY,
    {
      request: request(ADMIN, 's3:GetObject', OBJECT, { 'aws:SourceVpce': 'vpce-1a2b3c4d' }),
      identityPolicies: [FULL],
      resourcePolicies: vpce,
    },
    ALLOWED,
  ),
  c(
    'a bucket policy for one endpoint: through another',
    GATEWAY,
    {
      request: request(ADMIN, 's3:GetObject', OBJECT, { 'aws:SourceVpce': 'vpce-other' }),
      identityPolicies: [FULL],
      resourcePolicies: vpce,
    },
    { decision: 'explicit-deny', layer: 'resource', sids: ['Vpce'] },
  ),
  c(
    'a bucket policy for one endpoint: through none',
    GATEWAY,
    { request: get, identityPolicies: [FULL], resourcePolicies: vpce },
    { decision: 'explicit-deny', layer: 'resource', sids: ['Vpce'] },
  ),
  c(
    'a bucket policy for one endpoint leaves other actions alone',
    GATEWAY,
    {
      request: request(ADMIN, 's3:DeleteObjectVersion', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: vpce,
    },
    ALLOWED,
  ),
  c(
    'a Deny of one role in the policy of an interface endpoint: that role',
    ACCESS,
    {
      request: request(session('Reader'), 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      endpointPolicies: [butReader],
    },
    { decision: 'explicit-deny', layer: 'endpoint', sids: ['Reader'] },
  ),
  c(
    'a Deny of one role in the policy of an interface endpoint: another role',
    ACCESS,
    { request: get, identityPolicies: [FULL], endpointPolicies: [butReader] },
    ALLOWED,
  ),
] satisfies readonly PolicyCase[];
