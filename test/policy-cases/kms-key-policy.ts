import type { PolicyPrincipal, PolicyStatement } from '../../src/model/policy.ts';
import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  allow,
  deny,
  FULL,
  iam,
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

const KEY_POLICIES = kms('key-policies');
const DEFAULT = kms('key-policy-default');
const EVALUATION = kms('policy-evaluation');
const EXTERNAL = kms('key-policy-modifying-external-accounts');
const ALIASES = kms('alias-access');
const BY_ALIAS = kms('alias-authorization');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');

type Input = PolicyCase['input'];
const keyPolicy = (
  Principal: PolicyPrincipal,
  Action: string | string[] = 'kms:*',
  rest: Partial<PolicyStatement> = {},
) => policy(allow(Action, '*', { Principal, ...rest }));
const DELEGATES = keyPolicy({ AWS: root() });
const CRYPTO = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const toOther = keyPolicy({ AWS: root(OTHER) }, CRYPTO);
const bob = user('Bob', OTHER);
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };

const c = (
  name: string,
  source: string,
  principal: RequestPrincipal,
  action: string,
  keyPolicies: Input['resourcePolicies'] | undefined,
  identityPolicies: Input['identityPolicies'] | undefined,
  expect: PolicyCase['expect'],
  more: Partial<Input> & { resource?: string; context?: Input['request']['context'] } = {},
): PolicyCase => {
  const { resource = KEY, context = {}, ...rest } = more;
  return {
    name,
    source,
    input: {
      request: request(principal, action, resource, context),
      ...(keyPolicies && { resourcePolicies: keyPolicies }),
      ...(identityPolicies && { identityPolicies }),
      ...rest,
    },
    expect,
  };
};
const ALIAS = `arn:aws:kms:us-west-2:${OWN}:alias/test-key`;
const requestAlias = keyPolicy({ AWS: role('alpha-developer') }, 'kms:Decrypt', {
  Condition: { StringLike: { 'kms:RequestAlias': 'alias/*alpha*' } },
});

export default [
  c(
    'the default key policy enables IAM policies',
    DEFAULT,
    ALICE,
    'kms:Decrypt',
    [DELEGATES],
    [FULL],
    ALLOWED,
  ),
  c(
    'Alice: the key policy delegates, but no IAM policy allows',
    EVALUATION,
    ALICE,
    'kms:Decrypt',
    [DELEGATES],
    undefined,
    IMPLICIT,
  ),
  c(
    'without permission from the key policy an administrator has nothing',
    KEY_POLICIES,
    session('Admin'),
    'kms:ScheduleKeyDeletion',
    [keyPolicy({ AWS: role('KeyAdmin') })],
    [FULL],
    IMPLICIT,
  ),
  c(
    'a key policy that names the user needs no IAM policy',
    KEY_POLICIES,
    ALICE,
    'kms:Decrypt',
    [keyPolicy({ AWS: ALICE }, 'kms:Decrypt')],
    undefined,
    ALLOWED,
  ),
  c(
    'a key policy that names the role',
    DEFAULT,
    session('ExampleAdminRole'),
    'kms:DisableKey',
    [keyPolicy({ AWS: role('ExampleAdminRole') }, ['kms:Disable*', 'kms:Put*'])],
    undefined,
    ALLOWED,
  ),
  c(
    'kms:Delete* of a key administrator does not allow ScheduleKeyDeletion',
    DEFAULT,
    session('ExampleAdminRole'),
    'kms:ScheduleKeyDeletion',
    [keyPolicy({ AWS: role('ExampleAdminRole') }, ['kms:Delete*', 'kms:Disable*'])],
    undefined,
    IMPLICIT,
  ),
  c(
    'an IAM policy can deny without permission from the key policy',
    KEY_POLICIES,
    ALICE,
    'kms:Decrypt',
    [keyPolicy({ AWS: ALICE })],
    [policy(deny('kms:Decrypt', '*', { Sid: 'No' }))],
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
  ),
  c(
    'a Deny in the key policy',
    KEY_POLICIES,
    ALICE,
    'kms:Decrypt',
    [
      policy(
        allow('kms:*', '*', { Principal: { AWS: root() } }),
        deny('kms:Decrypt', '*', { Principal: '*', Sid: 'No' }),
      ),
    ],
    [FULL],
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
  ),
  c(
    'the account is given some actions only: one of them',
    DEFAULT,
    ALICE,
    'kms:Decrypt',
    [keyPolicy({ AWS: root() }, CRYPTO)],
    [FULL],
    ALLOWED,
  ),
  c(
    'the account is given some actions only: another one',
    DEFAULT,
    ALICE,
    'kms:DisableKey',
    [keyPolicy({ AWS: root() }, CRYPTO)],
    [FULL],
    IMPLICIT,
  ),
  c(
    'the account is given on a condition that holds',
    DEFAULT,
    session('Admin'),
    'kms:DisableKey',
    [
      keyPolicy({ AWS: root() }, 'kms:*', {
        Condition: { ArnEquals: { 'aws:PrincipalArn': role('Admin') } },
      }),
    ],
    [FULL],
    ALLOWED,
  ),
  c(
    'the account is given on a condition that does not hold',
    DEFAULT,
    session('Other'),
    'kms:DisableKey',
    [
      keyPolicy({ AWS: root() }, 'kms:*', {
        Condition: { ArnEquals: { 'aws:PrincipalArn': role('Admin') } },
      }),
    ],
    [FULL],
    IMPLICIT,
  ),
  c(
    'a key policy that names only another account delegates nothing at home',
    KEY_POLICIES,
    ALICE,
    'kms:Decrypt',
    [toOther],
    [FULL],
    IMPLICIT,
  ),
  c(
    'the SCP applies to keys as to everything',
    EVALUATION,
    ALICE,
    'kms:ScheduleKeyDeletion',
    [keyPolicy({ AWS: ALICE })],
    [FULL],
    { decision: 'explicit-deny', layer: 'scp', sids: ['No'] },
    { scps: [[FULL, policy(deny('kms:ScheduleKeyDeletion', '*', { Sid: 'No' }))]] },
  ),
  c(
    'a key policy that names the role is limited by its boundary',
    DENY_ALLOW,
    session('Reader'),
    'kms:Decrypt',
    [keyPolicy({ AWS: role('Reader') })],
    undefined,
    { decision: 'implicit-deny', layer: 'boundary' },
    { permissionBoundaries: [policy(allow('s3:*'))] },
  ),

  c(
    'another account: key policy and IAM policy allow',
    EXTERNAL,
    bob,
    'kms:Decrypt',
    [DELEGATES, toOther],
    [FULL],
    ALLOWED,
  ),
  c(
    'another account: only the key policy allows',
    EXTERNAL,
    bob,
    'kms:Decrypt',
    [toOther],
    undefined,
    IMPLICIT,
  ),
  c(
    'another account: only the IAM policy allows',
    EXTERNAL,
    bob,
    'kms:Decrypt',
    [DELEGATES],
    [FULL],
    IMPLICIT,
  ),
  c(
    'another account: an action that the key policy does not give',
    EXTERNAL,
    bob,
    'kms:CreateGrant',
    [toOther],
    [FULL],
    IMPLICIT,
  ),
  c(
    'another account: a role that is named still needs an IAM policy',
    EXTERNAL,
    session('ExampleRole', 's', OTHER),
    'kms:Decrypt',
    [keyPolicy({ AWS: role('ExampleRole', OTHER) }, CRYPTO)],
    undefined,
    IMPLICIT,
  ),
  c(
    'another account: a role that is named and has an IAM policy',
    EXTERNAL,
    session('ExampleRole', 's', OTHER),
    'kms:Decrypt',
    [keyPolicy({ AWS: role('ExampleRole', OTHER) }, CRYPTO)],
    [FULL],
    ALLOWED,
  ),
  c(
    'another account: an IAM policy of a role that is not named has no effect',
    EXTERNAL,
    session('Other', 's', OTHER),
    'kms:Decrypt',
    [keyPolicy({ AWS: role('ExampleRole', OTHER) }, CRYPTO)],
    [FULL],
    IMPLICIT,
  ),
  c(
    'another account: "*" needs an IAM policy there',
    EXTERNAL,
    bob,
    'kms:Decrypt',
    [keyPolicy('*')],
    undefined,
    IMPLICIT,
  ),
  c(
    'another account: ScheduleKeyDeletion fails although both allow it',
    EXTERNAL,
    bob,
    'kms:ScheduleKeyDeletion',
    [keyPolicy({ AWS: root(OTHER) })],
    [FULL],
    IMPLICIT,
  ),
  c(
    'another account: PutKeyPolicy fails although both allow it',
    EXTERNAL,
    bob,
    'kms:PutKeyPolicy',
    [keyPolicy({ AWS: root(OTHER) })],
    [FULL],
    IMPLICIT,
  ),
  c(
    'another account: CreateGrant is among what works',
    EXTERNAL,
    bob,
    'kms:CreateGrant',
    [keyPolicy({ AWS: root(OTHER) })],
    [FULL],
    ALLOWED,
  ),

  c(
    'kms:ListAliases needs only an IAM policy',
    ALIASES,
    ALICE,
    'kms:ListAliases',
    undefined,
    [policy(allow(['kms:ListKeys', 'kms:ListAliases']))],
    ALLOWED,
    { resource: '*' },
  ),
  c(
    'kms:ListKeys is not allowed by an ARN',
    ALIASES,
    ALICE,
    'kms:ListKeys',
    undefined,
    [policy(allow('kms:ListKeys', KEY))],
    IMPLICIT,
    { resource: '*' },
  ),
  c(
    'DeleteAlias on the alias: an IAM policy does',
    ALIASES,
    ALICE,
    'kms:DeleteAlias',
    undefined,
    [policy(allow('kms:DeleteAlias', ALIAS))],
    ALLOWED,
    { resource: ALIAS },
  ),
  c(
    'DeleteAlias on the key: the key policy must give it',
    ALIASES,
    ALICE,
    'kms:DeleteAlias',
    [keyPolicy({ AWS: user('KMSAdminUser') }, 'kms:DeleteAlias')],
    [FULL],
    IMPLICIT,
  ),
  c(
    'an alias in Resource is the alias, not its key',
    BY_ALIAS,
    ALICE,
    'kms:Decrypt',
    [DELEGATES],
    [policy(allow('kms:Decrypt', ALIAS))],
    IMPLICIT,
  ),
  c(
    'kms:RequestAlias in the request',
    BY_ALIAS,
    session('alpha-developer'),
    'kms:Decrypt',
    [requestAlias],
    undefined,
    ALLOWED,
    { context: { 'kms:RequestAlias': 'alias/project-alpha' } },
  ),
  c(
    'the same key asked for by its id',
    BY_ALIAS,
    session('alpha-developer'),
    'kms:Decrypt',
    [requestAlias],
    undefined,
    IMPLICIT,
  ),
  c(
    'kms:ResourceAliases, one of several aliases',
    BY_ALIAS,
    ALICE,
    'kms:Decrypt',
    [DELEGATES],
    [
      policy(
        allow('kms:Decrypt', 'arn:aws:kms:*:111122223333:key/*', {
          Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/restricted*' } },
        }),
      ),
    ],
    ALLOWED,
    { context: { 'kms:ResourceAliases': ['alias/other', 'alias/restricted-project'] } },
  ),
  c(
    'kms:ResourceAliases of a key without aliases',
    BY_ALIAS,
    ALICE,
    'kms:Decrypt',
    [DELEGATES],
    [
      policy(
        allow('kms:Decrypt', 'arn:aws:kms:*:111122223333:key/*', {
          Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/restricted*' } },
        }),
      ),
    ],
    IMPLICIT,
  ),
] satisfies readonly PolicyCase[];
