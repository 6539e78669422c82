import type { PolicyPrincipal, PolicyStatement } from '../../src/model/policy.ts';
import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  allow,
  deny,
  FULL,
  iam,
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

const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const POLICIES = iam('access_policies');
const TRUST = iam('id_roles_update-role-trust-policy');
const THIRD_PARTY = iam('id_roles_common-scenarios_third-party');
const PRINCIPAL = iam('reference_policies_elements_principal');
const ASSUME_ROLE = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html';
const RCPS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';

const TARGET = role('Target');
const callAssumeRole = policy(allow('sts:AssumeRole', TARGET, { Sid: 'Call' }));

const PROVIDER = `arn:aws:iam::${OWN}:saml-provider/Office`;
const trustsProvider = (Federated: string | undefined) => [
  policy({
    Effect: 'Allow',
    Principal: Federated === undefined ? { AWS: OWN } : { Federated },
    Action: 'sts:AssumeRoleWithSAML',
  }),
];

type Input = PolicyCase['input'];
/** A trust policy has no Resource element: the role is the resource. */
const trusts = (Principal: PolicyPrincipal, rest: Partial<PolicyStatement> = {}) => [
  policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Sid: 'Trust', ...rest }),
];
const c = (
  name: string,
  source: string,
  principal: RequestPrincipal,
  resourcePolicies: Input['resourcePolicies'] | undefined,
  expect: PolicyCase['expect'],
  more: Partial<Input> & { context?: Input['request']['context'] } = {},
): PolicyCase => {
  const { context = {}, ...rest } = more;
  return {
    name,
    source,
    input: {
      request: request(principal, 'sts:AssumeRole', TARGET, context),
      ...(resourcePolicies && { resourcePolicies }),
      ...rest,
    },
    expect,
  };
};
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };
const external = trusts({ AWS: OUTSIDE }, { Condition: { StringEquals: { 'sts:ExternalId': '12345' } } });
const stranger = { identityPolicies: [FULL] };

export default [
  c(
    'an administrator of the account is not trusted: the identity policy alone does not do',
    DENY_ALLOW,
    ALICE,
    trusts({ AWS: user('Bob') }),
    IMPLICIT,
    { identityPolicies: [FULL] },
  ),
  c(
    'a user of the account who is named needs nothing else',
    POLICIES,
    ALICE,
    trusts({ AWS: ALICE }),
    ALLOWED,
  ),
  c('the account is trusted and the user may call', ASSUME_ROLE, ALICE, trusts({ AWS: root() }), ALLOWED, {
    identityPolicies: [callAssumeRole],
  }),
  c(
    'the account is trusted, but the user may not call',
    ASSUME_ROLE,
    ALICE,
    trusts({ AWS: root() }),
    IMPLICIT,
  ),
  c('the account is trusted by its id', PRINCIPAL, ALICE, trusts({ AWS: OWN }), ALLOWED, {
    identityPolicies: [callAssumeRole],
  }),
  c(
    'a role of the account that is named',
    POLICIES,
    session('Caller'),
    trusts({ AWS: role('Caller') }),
    ALLOWED,
  ),
  c(
    'a role may assume itself again where its trust policy names it',
    TRUST,
    session('Target'),
    trusts({ AWS: TARGET }),
    ALLOWED,
  ),
  c(
    'a role may not assume itself where its trust policy does not name it',
    TRUST,
    session('Target'),
    trusts({ AWS: role('Caller') }),
    IMPLICIT,
    { identityPolicies: [FULL] },
  ),
  c(
    'a role session that is named',
    PRINCIPAL,
    session('Caller', 'mary'),
    trusts({ AWS: sessionArn('Caller', 'mary') }),
    ALLOWED,
  ),
  c(
    'another session of that role',
    PRINCIPAL,
    session('Caller', 'eve'),
    trusts({ AWS: sessionArn('Caller', 'mary') }),
    IMPLICIT,
    { identityPolicies: [FULL] },
  ),
  c('"*" needs nothing else within the account', PRINCIPAL, ALICE, trusts('*'), ALLOWED),
  c(
    '"*" still needs an identity policy in another account',
    PRINCIPAL,
    user('Eve', OUTSIDE),
    trusts('*'),
    IMPLICIT,
  ),
  c(
    '"*" and an identity policy in another account',
    PRINCIPAL,
    user('Eve', OUTSIDE),
    trusts('*'),
    ALLOWED,
    stranger,
  ),
  c(
    'a user whose boundary does not allow sts:AssumeRole, although named',
    TRUST,
    ALICE,
    trusts({ AWS: ALICE }),
    { decision: 'implicit-deny', layer: 'boundary' },
    { permissionBoundaries: [policy(allow('s3:*'))] },
  ),
  c('a user whose boundary allows sts:AssumeRole', TRUST, ALICE, trusts({ AWS: ALICE }), ALLOWED, {
    permissionBoundaries: [policy(allow('sts:AssumeRole'))],
  }),
  c(
    'another account is trusted and delegates',
    TRUST,
    user('Bob', OTHER),
    trusts({ AWS: [root(), root(OTHER)] }),
    ALLOWED,
    { identityPolicies: [callAssumeRole] },
  ),
  c(
    'another account is trusted, but does not delegate',
    TRUST,
    user('Bob', OTHER),
    trusts({ AWS: [root(), root(OTHER)] }),
    IMPLICIT,
  ),
  c('another account is not trusted', TRUST, user('Bob', OTHER), trusts({ AWS: root() }), IMPLICIT, stranger),
  c(
    'a user of another account who is named still needs an identity policy',
    TRUST,
    user('Bob', OTHER),
    trusts({ AWS: user('Bob', OTHER) }),
    IMPLICIT,
  ),
  c(
    'a user of another account who is named and may call',
    TRUST,
    user('Bob', OTHER),
    trusts({ AWS: user('Bob', OTHER) }),
    ALLOWED,
    { identityPolicies: [callAssumeRole] },
  ),
  c('the external ID is right', THIRD_PARTY, user('Vendor', OUTSIDE), external, ALLOWED, {
    ...stranger,
    context: { 'sts:ExternalId': '12345' },
  }),
  c('the external ID is wrong', THIRD_PARTY, user('Vendor', OUTSIDE), external, IMPLICIT, {
    ...stranger,
    context: { 'sts:ExternalId': '54321' },
  }),
  c('the external ID is missing', THIRD_PARTY, user('Vendor', OUTSIDE), external, IMPLICIT, stranger),
  c(
    'a service that is trusted',
    TRUST,
    'ec2.amazonaws.com',
    trusts({ Service: ['opsworks.amazonaws.com', 'ec2.amazonaws.com'] }),
    ALLOWED,
  ),
  c(
    'a service that is not trusted',
    TRUST,
    'lambda.amazonaws.com',
    trusts({ Service: ['opsworks.amazonaws.com', 'ec2.amazonaws.com'] }),
    IMPLICIT,
  ),
  c(
    'a Deny in the trust policy',
    DENY_ALLOW,
    ALICE,
    [
      policy(
        { Effect: 'Allow', Principal: { AWS: root() }, Action: 'sts:AssumeRole' },
        { Sid: 'No', Effect: 'Deny', Principal: { AWS: ALICE }, Action: 'sts:AssumeRole' },
      ),
    ],
    { decision: 'explicit-deny', layer: 'resource', sids: ['No'] },
    { identityPolicies: [FULL] },
  ),
  c(
    'a Deny in the identity policy of a user who is named',
    DENY_ALLOW,
    ALICE,
    trusts({ AWS: ALICE }),
    { decision: 'explicit-deny', layer: 'identity', sids: ['No'] },
    { identityPolicies: [policy(deny('sts:AssumeRole', TARGET, { Sid: 'No' }))] },
  ),
  c(
    'an SCP of the caller',
    DENY_ALLOW,
    ALICE,
    trusts({ AWS: ALICE }),
    { decision: 'explicit-deny', layer: 'scp', sids: ['No'] },
    { scps: [[FULL, policy(deny('sts:AssumeRole', 'arn:aws:iam::*:role/Target', { Sid: 'No' }))]] },
  ),
  c(
    'an RCP of the account that owns the role',
    RCPS,
    user('Eve', OUTSIDE),
    trusts('*'),
    { decision: 'explicit-deny', layer: 'rcp', sids: ['No'] },
    {
      ...stranger,
      rcps: [
        [
          policy(
            deny('sts:AssumeRole', '*', {
              Sid: 'No',
              Principal: '*',
              Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-mine' } },
            }),
          ),
        ],
      ],
    },
  ),
  c(
    '"*" leaves a user without boundary for sts:AssumeRole to the general rule',
    DENY_ALLOW,
    ALICE,
    trusts('*'),
    ALLOWED,
    { permissionBoundaries: [policy(allow('s3:*'))] },
  ),
  ...(
    [
      ['sts:TagSession needs the trust policy too', 'id_session-tags', 'sts:TagSession'],
      [
        'sts:SetSourceIdentity needs the trust policy too',
        'id_credentials_temp_control-access_monitor',
        'sts:SetSourceIdentity',
      ],
    ] as const
  ).flatMap(([name, page, action]): PolicyCase[] => [
    {
      name,
      source: iam(page),
      input: {
        request: request(ALICE, action, TARGET),
        identityPolicies: [FULL],
        resourcePolicies: trusts({ AWS: ALICE }),
      },
      expect: IMPLICIT,
    },
    {
      name: `${name}: it allows`,
      source: iam(page),
      input: {
        request: request(ALICE, action, TARGET),
        resourcePolicies: trusts({ AWS: ALICE }, { Action: ['sts:AssumeRole', action] }),
      },
      expect: ALLOWED,
    },
  ]),
  // "there are no policies to evaluate because the caller of the API is not an AWS identity"
  ...(
    [
      ['trusted, and bound by no SCP', trustsProvider(PROVIDER), ALLOWED],
      ['another provider is trusted', trustsProvider(`${PROVIDER}2`), IMPLICIT],
      ['only the account of the provider is trusted', trustsProvider(undefined), IMPLICIT],
    ] as const
  ).map(
    ([name, resourcePolicies, expect]): PolicyCase => ({
      name: `who comes from a SAML provider: ${name}`,
      source: iam('id_credentials_temp_control-access_assumerole'),
      input: {
        request: request(PROVIDER, 'sts:AssumeRoleWithSAML', TARGET),
        resourcePolicies,
        scps: [[FULL, policy(deny('sts:*'))]],
      },
      expect,
    }),
  ),
] satisfies readonly PolicyCase[];
