import {
  ADMIN,
  ALICE,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  OWN,
  type PolicyCase,
  policy,
  request,
  user,
} from './build.ts';

const BASICS = iam('reference_policies_evaluation-logic_policy-eval-basics');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const INTERPLAY = iam('reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay');

type Input = PolicyCase['input'];
const c = (name: string, input: Input, expect: PolicyCase['expect'], source = BASICS): PolicyCase => ({
  name,
  source,
  input,
  expect,
});

const carlos = user('carlossalazar');
const own = 'arn:aws:s3:::amzn-s3-demo-bucket-carlossalazar';
const logs = `${own}-logs`;
const identity = [
  policy(
    allow('s3:*', [`${own}/*`, own], { Sid: 'AllowS3Self' }),
    deny('s3:*', 'arn:aws:s3:::*log*', { Sid: 'DenyS3Logs' }),
  ),
];
const bucketPolicy = [
  policy(allow('s3:*', [`${own}/*`, own], { Principal: { AWS: carlos }, Sid: 'Bucket' })),
];
const reports = [
  policy(
    allow(['iam:Get*', 'iam:List*'], '*', { Sid: 'AllowGetList' }),
    deny('iam:*Report', '*', { Sid: 'DenyReports' }),
  ),
];

export default [
  c(
    'nobody allows',
    { request: request(ALICE, 's3:GetObject', OBJECT) },
    { decision: 'implicit-deny' },
    DENY_ALLOW,
  ),
  c(
    'the identity policy allows',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [policy(allow('s3:GetObject', OBJECT, { Sid: 'Get' }))],
    },
    { decision: 'allowed', layer: 'identity', sids: ['Get'] },
  ),
  c(
    'only the resource policy allows',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      resourcePolicies: [policy(allow('s3:GetObject', OBJECT, { Principal: { AWS: ALICE }, Sid: 'Get' }))],
    },
    { decision: 'allowed', layer: 'resource', sids: ['Get'] },
  ),
  c(
    'only the identity policy allows, the resource policy names somebody else',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: user('Bob') } }))],
    },
    { decision: 'allowed' },
  ),
  c(
    'Carlos and his log bucket',
    { request: request(carlos, 's3:PutObject', `${logs}/a`), identityPolicies: identity },
    { decision: 'explicit-deny', layer: 'identity', sids: ['DenyS3Logs'] },
  ),
  c(
    'Carlos and his own bucket',
    {
      request: request(carlos, 's3:PutObject', `${own}/a`),
      identityPolicies: identity,
      resourcePolicies: bucketPolicy,
    },
    { decision: 'allowed' },
  ),
  c(
    'Carlos without identity policy still has his bucket',
    { request: request(carlos, 's3:PutObject', `${own}/a`), resourcePolicies: bucketPolicy },
    { decision: 'allowed' },
  ),
  c(
    'a Deny in the identity policy beats the resource policy',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [policy(deny('s3:*', '*', { Sid: 'No' }))],
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: ALICE } }))],
    },
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
  ),
  c(
    'a Deny in the resource policy beats the identity policy',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(deny('s3:*', '*', { Principal: '*', Sid: 'No' }))],
    },
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
  ),
  c(
    'a Deny for somebody else does not count',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(deny('s3:*', '*', { Principal: { AWS: user('Bob') } }))],
    },
    { decision: 'allowed' },
  ),
  c(
    'permissions of several identity policies are united',
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [policy(allow('ec2:*')), policy(allow('s3:Get*'))],
    },
    { decision: 'allowed' },
    DENY_ALLOW,
  ),
  c(
    'a Deny in any of several identity policies wins',
    { request: request(ALICE, 's3:GetObject', OBJECT), identityPolicies: [FULL, policy(deny('s3:*'))] },
    { decision: 'explicit-deny', layer: 'identity' },
    DENY_ALLOW,
  ),
  c(
    'the order of statements does not matter',
    {
      request: request(ADMIN, 's3:GetObject', OBJECT),
      identityPolicies: [policy(deny('s3:*', '*', { Sid: 'No' }), allow('*'))],
    },
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
    DENY_ALLOW,
  ),
  c(
    'explicitly allowed',
    { request: request(ALICE, 'iam:ListRoles', '*'), identityPolicies: reports },
    { decision: 'allowed', sids: ['AllowGetList'] },
    INTERPLAY,
  ),
  c(
    'implicitly denied',
    {
      request: request(ALICE, 'iam:CreatePolicy', `arn:aws:iam::${OWN}:policy/p`),
      identityPolicies: reports,
    },
    { decision: 'implicit-deny' },
    INTERPLAY,
  ),
  c(
    'explicitly denied although the Allow matches too',
    { request: request(ALICE, 'iam:GetOrganizationsAccessReport', '*'), identityPolicies: reports },
    { decision: 'explicit-deny', sids: ['DenyReports'] },
    INTERPLAY,
  ),
  c(
    'explicitly denied although another policy allows',
    {
      request: request(ALICE, 'iam:GenerateCredentialReport', '*'),
      identityPolicies: [...reports, policy(allow('iam:GenerateCredentialReport'))],
    },
    { decision: 'explicit-deny', sids: ['DenyReports'] },
    INTERPLAY,
  ),
  c(
    'the bucket policy of another action does not help',
    {
      request: request(ALICE, 's3:DeleteBucket', BUCKET),
      resourcePolicies: [policy(allow('s3:Get*', '*', { Principal: { AWS: ALICE } }))],
    },
    { decision: 'implicit-deny' },
  ),
] satisfies readonly PolicyCase[];
