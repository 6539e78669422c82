import {
  ADMIN,
  ALICE,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  OTHER,
  type PolicyCase,
  policy,
  request,
  root,
  s3Api,
  user,
} from './build.ts';

const PUT = s3Api('PutBucketPolicy');
const DELETE = s3Api('DeleteBucketPolicy');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');

type Input = PolicyCase['input'];
const denyAll = [policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { Principal: '*', Sid: 'DenyAll' }))];
const c = (
  name: string,
  source: string,
  principal: Input['request']['principal'],
  action: string,
  expect: PolicyCase['expect'],
  more: Partial<Input> = {},
  resource = BUCKET,
): PolicyCase => ({
  name,
  source,
  input: { request: request(principal, action, resource), resourcePolicies: denyAll, ...more },
  expect,
});
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const DENIED: PolicyCase['expect'] = { decision: 'explicit-deny', layer: 'resource', sids: ['DenyAll'] };
const byName = [policy(deny('s3:*', '*', { Principal: { AWS: root() }, Sid: 'DenyAll' }))];

export default [
  c(
    'root of the owner may delete a bucket policy that denies it',
    DELETE,
    root(),
    's3:DeleteBucketPolicy',
    ALLOWED,
  ),
  c('root of the owner may replace it', PUT, root(), 's3:PutBucketPolicy', ALLOWED),
  c('root of the owner may read it', PUT, root(), 's3:GetBucketPolicy', ALLOWED),
  c('also where the Deny names the root principal', PUT, root(), 's3:PutBucketPolicy', ALLOWED, {
    resourcePolicies: byName,
  }),
  c('nothing else: DeleteBucket', DENY_ALLOW, root(), 's3:DeleteBucket', DENIED),
  c('nothing else: objects', DENY_ALLOW, root(), 's3:DeleteObject', DENIED, {}, OBJECT),
  c('nothing else: the ACL of the bucket', DENY_ALLOW, root(), 's3:PutBucketAcl', DENIED),
  c('nobody else: an administrator', PUT, ADMIN, 's3:PutBucketPolicy', DENIED, { identityPolicies: [FULL] }),
  c('nobody else: a user', DELETE, ALICE, 's3:DeleteBucketPolicy', DENIED, { identityPolicies: [FULL] }),
  c('nobody else: a user who is called root', DELETE, user('root'), 's3:DeleteBucketPolicy', DENIED, {
    identityPolicies: [FULL],
  }),
  c('nobody else: root of another account', DELETE, root(OTHER), 's3:DeleteBucketPolicy', DENIED),
  c(
    'an SCP stops root',
    PUT,
    root(),
    's3:PutBucketPolicy',
    { decision: 'explicit-deny', layer: 'scp', sids: ['Scp'] },
    { scps: [[FULL, policy(deny('s3:PutBucketPolicy', '*', { Sid: 'Scp' }))]] },
  ),
  c(
    'an RCP stops root',
    DELETE,
    root(),
    's3:DeleteBucketPolicy',
    { decision: 'explicit-deny', layer: 'rcp', sids: ['Rcp'] },
    { rcps: [[policy(deny('s3:DeleteBucketPolicy', '*', { Principal: '*', Sid: 'Rcp' }))]] },
  ),
  c(
    'a VPC endpoint policy stops root',
    DELETE,
    root(),
    's3:DeleteBucketPolicy',
    { decision: 'explicit-deny', layer: 'endpoint', sids: ['Vpce'] },
    { endpointPolicies: [policy(deny('s3:DeleteBucketPolicy', '*', { Principal: '*', Sid: 'Vpce' }))] },
  ),
] satisfies readonly PolicyCase[];
