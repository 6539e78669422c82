import type { Grant, RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  allow,
  deny,
  FULL,
  KEY,
  kms,
  OTHER,
  OWN,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
  user,
} from './build.ts';

const GRANTS = kms('grants');
const CREATING = kms('create-grant-overview');
const DELETING = kms('grant-delete');
const EXTERNAL = kms('key-policy-modifying-external-accounts');

type Input = PolicyCase['input'];
/** The key policy names neither the callers of these cases nor their account. */
const KEY_POLICY = [policy(allow('kms:*', '*', { Principal: { AWS: role('KeyAdmin') } }))];
const keyUser = session('keyUserRole');
const grant = (more: Partial<Grant> = {}): Grant => ({
  grantId: 'abcde1237f76e4ba7987489ac329fbfba6ad343d6f7075dbd1ef191f0120514a',
  granteePrincipal: role('keyUserRole'),
  operations: ['Decrypt', 'DescribeKey'],
  ...more,
});
const equals = grant({ constraints: { encryptionContextEquals: { Department: 'IT' } } });
const subset = grant({ constraints: { encryptionContextSubset: { Department: 'IT' } } });
const encryptionContext = (pairs: Record<string, string>) => ({
  'kms:EncryptionContextKeys': Object.keys(pairs),
  ...Object.fromEntries(Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
});

const c = (
  name: string,
  source: string,
  principal: RequestPrincipal,
  action: string,
  grants: readonly Grant[],
  expect: PolicyCase['expect'],
  more: Partial<Input> & { context?: Input['request']['context'] } = {},
): PolicyCase => {
  const { context = {}, ...rest } = more;
  return {
    name,
    source,
    input: {
      request: request(principal, action, KEY, context),
      resourcePolicies: KEY_POLICY,
      grants,
      ...rest,
    },
    expect,
  };
};
const GRANTED: PolicyCase['expect'] = { decision: 'allowed', layer: 'grant' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };
const department = encryptionContext({ Department: 'IT' });
const purpose = encryptionContext({ Department: 'IT', Purpose: 'Test' });
const retiring = grant({ retiringPrincipal: role('adminRole') });

export default [
  c(
    'a grant allows its operation without key policy or IAM policy',
    GRANTS,
    keyUser,
    'kms:Decrypt',
    [grant()],
    GRANTED,
  ),
  c('a grant allows nothing but its operations', GRANTS, keyUser, 'kms:Encrypt', [grant()], IMPLICIT),
  c('a grant is for its grantee', GRANTS, session('other'), 'kms:Decrypt', [grant()], IMPLICIT),
  c('a grant to a user', GRANTS, ALICE, 'kms:Decrypt', [grant({ granteePrincipal: ALICE })], GRANTED),
  c(
    'a grant to a service',
    GRANTS,
    'dynamodb.us-west-2.amazonaws.com',
    'kms:Decrypt',
    [grant({ granteePrincipal: 'dynamodb.us-west-2.amazonaws.com' })],
    GRANTED,
  ),
  c(
    'GenerateDataKey is not GenerateDataKeyWithoutPlaintext',
    GRANTS,
    keyUser,
    'kms:GenerateDataKeyWithoutPlaintext',
    [grant({ operations: ['GenerateDataKey'] })],
    IMPLICIT,
  ),
  c(
    'ReEncryptFrom is a grant operation of its own',
    GRANTS,
    keyUser,
    'kms:ReEncryptFrom',
    [grant({ operations: ['ReEncryptFrom'] })],
    GRANTED,
  ),
  c(
    'one of several grants is enough',
    GRANTS,
    keyUser,
    'kms:Decrypt',
    [grant({ granteePrincipal: ALICE }), grant()],
    GRANTED,
  ),
  c(
    'a grant cannot allow what no grant operation is',
    GRANTS,
    keyUser,
    'kms:ScheduleKeyDeletion',
    [grant()],
    IMPLICIT,
    { identityPolicies: [FULL] },
  ),
  c(
    'CreateGrant from a grant',
    CREATING,
    keyUser,
    'kms:CreateGrant',
    [grant({ operations: ['Decrypt', 'CreateGrant'] })],
    GRANTED,
  ),
  c(
    'a Deny in an IAM policy beats a grant',
    kms('key-policies'),
    keyUser,
    'kms:Decrypt',
    [grant()],
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
    { identityPolicies: [policy(deny('kms:Decrypt', '*', { Sid: 'No' }))] },
  ),
  c(
    'a Deny in the key policy beats a grant',
    kms('key-policies'),
    keyUser,
    'kms:Decrypt',
    [grant()],
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
    { resourcePolicies: [policy(deny('kms:Decrypt', '*', { Principal: '*', Sid: 'No' }))] },
  ),
  c(
    'an SCP beats a grant',
    kms('policy-evaluation'),
    keyUser,
    'kms:Decrypt',
    [grant()],
    { decision: 'explicit-deny', layer: 'scp', sids: ['No'] },
    { scps: [[FULL, policy(deny('kms:Decrypt', '*', { Sid: 'No' }))]] },
  ),
  c(
    'a grantee in another account needs no IAM policy',
    EXTERNAL,
    user('Bob', OTHER),
    'kms:Decrypt',
    [grant({ granteePrincipal: user('Bob', OTHER) })],
    GRANTED,
  ),

  c('EncryptionContextEquals: exactly these pairs', CREATING, keyUser, 'kms:Decrypt', [equals], GRANTED, {
    context: department,
  }),
  c('EncryptionContextEquals: one pair too many', CREATING, keyUser, 'kms:Decrypt', [equals], IMPLICIT, {
    context: purpose,
  }),
  c('EncryptionContextEquals: no pairs', CREATING, keyUser, 'kms:Decrypt', [equals], IMPLICIT),
  c('EncryptionContextEquals: another value', CREATING, keyUser, 'kms:Decrypt', [equals], IMPLICIT, {
    context: encryptionContext({ Department: 'HR' }),
  }),
  c('EncryptionContextEquals is case sensitive', CREATING, keyUser, 'kms:Decrypt', [equals], IMPLICIT, {
    context: encryptionContext({ Department: 'it' }),
  }),
  c('EncryptionContextSubset: exactly these pairs', CREATING, keyUser, 'kms:Decrypt', [subset], GRANTED, {
    context: department,
  }),
  c('EncryptionContextSubset: more pairs', CREATING, keyUser, 'kms:Decrypt', [subset], GRANTED, {
    context: purpose,
  }),
  c('EncryptionContextSubset: the pair is missing', CREATING, keyUser, 'kms:Decrypt', [subset], IMPLICIT, {
    context: encryptionContext({ Purpose: 'Test' }),
  }),
  c('the constraint is ignored for DescribeKey', CREATING, keyUser, 'kms:DescribeKey', [equals], GRANTED),

  c(
    'the retiring principal may retire the grant',
    DELETING,
    session('adminRole'),
    'kms:RetireGrant',
    [retiring],
    { decision: 'allowed' },
  ),
  c(
    'the grantee may not retire a grant without RetireGrant',
    DELETING,
    keyUser,
    'kms:RetireGrant',
    [retiring],
    IMPLICIT,
  ),
  c(
    'the grantee may retire a grant with RetireGrant',
    DELETING,
    keyUser,
    'kms:RetireGrant',
    [grant({ operations: ['Decrypt', 'RetireGrant'] })],
    { decision: 'allowed' },
  ),
  c(
    'an IAM policy can deny RetireGrant',
    DELETING,
    session('adminRole'),
    'kms:RetireGrant',
    [retiring],
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
    { identityPolicies: [policy(deny('kms:RetireGrant', '*', { Sid: 'No' }))] },
  ),
  c(
    'a Deny of RetireGrant in the key policy has no effect',
    DELETING,
    session('adminRole'),
    'kms:RetireGrant',
    [retiring],
    { decision: 'allowed' },
    { resourcePolicies: [policy(deny('kms:*', '*', { Principal: '*' }))] },
  ),
  c(
    'RevokeGrant is governed by key policy and IAM policies',
    DELETING,
    session('KeyAdmin'),
    'kms:RevokeGrant',
    [grant()],
    { decision: 'allowed', layer: 'resource' },
  ),
  c('the grantee may not revoke', DELETING, keyUser, 'kms:RevokeGrant', [grant()], IMPLICIT),
  c(
    'a grant to the account is for the account',
    GRANTS,
    root(),
    'kms:Decrypt',
    [grant({ granteePrincipal: `arn:aws:iam::${OWN}:root` })],
    GRANTED,
  ),
] satisfies readonly PolicyCase[];
