import type { PolicyPrincipal } from '../../src/model/policy.ts';
import {
  ALICE,
  ANONYMOUS,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  OTHER,
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

const NOT_PRINCIPAL = iam('reference_policies_elements_notprincipal');
const BOUNDARIES = iam('access_policies_boundaries');

const denyBut = (NotPrincipal: PolicyPrincipal) => [
  policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal })),
];
const denyButArn = (arn: string) => [
  policy(
    deny('s3:*', [BUCKET, `${BUCKET}/*`], {
      Principal: '*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': arn } },
    }),
  ),
];

type Input = PolicyCase['input'];
const c = (
  name: string,
  principal: Input['request']['principal'],
  resourcePolicies: NonNullable<Input['resourcePolicies']>,
  decision: PolicyCase['expect']['decision'],
  more: Partial<Input> = {},
  source = NOT_PRINCIPAL,
): PolicyCase => ({
  name,
  source,
  input: {
    request: request(principal, 's3:GetObject', OBJECT),
    identityPolicies: [FULL],
    resourcePolicies,
    ...more,
  },
  expect: decision === 'explicit-deny' ? { decision, layer: 'resource' } : { decision },
});

const aliceAndAccount = denyBut({ AWS: [ALICE, root()] });
const sessionRoleAccount = denyBut({ AWS: [sessionArn('Audit', 'mary'), role('Audit'), root()] });

export default [
  c('the user and the account are named: not denied', ALICE, aliceAndAccount, 'allowed'),
  c('nobody else is named: another account is denied', user('Eve', OTHER), aliceAndAccount, 'explicit-deny'),
  c('an anonymous caller is denied', ANONYMOUS, aliceAndAccount, 'explicit-deny', { identityPolicies: [] }),
  c(
    'session, role and account are named: not denied',
    session('Audit', 'mary'),
    sessionRoleAccount,
    'allowed',
  ),
  c(
    'a user who is not named is denied',
    user('Bob'),
    denyBut({ AWS: [ALICE, root(OTHER)] }),
    'explicit-deny',
  ),
  c(
    'a session of another role is denied',
    session('Other'),
    denyBut({ AWS: [role('Audit'), root(OTHER)] }),
    'explicit-deny',
  ),
  c(
    'a boundary: denied although user and account are named',
    ALICE,
    aliceAndAccount,
    'explicit-deny',
    { permissionBoundaries: [FULL] },
    BOUNDARIES,
  ),
  c(
    'a boundary: the role session is denied although all three are named',
    session('Audit', 'mary'),
    sessionRoleAccount,
    'explicit-deny',
    { permissionBoundaries: [FULL] },
    BOUNDARIES,
  ),
  c(
    'a boundary does not matter to ArnNotEquals aws:PrincipalArn',
    session('Audit'),
    denyButArn(role('Audit')),
    'allowed',
    { permissionBoundaries: [FULL] },
    BOUNDARIES,
  ),
  c(
    'ArnNotEquals aws:PrincipalArn denies another role',
    session('Other'),
    denyButArn(role('Audit')),
    'explicit-deny',
  ),
  c('ArnNotEquals aws:PrincipalArn denies a user', ALICE, denyButArn(role('Audit')), 'explicit-deny'),
  c(
    'ArnNotEquals aws:PrincipalArn denies anonymous callers, who have no such key',
    ANONYMOUS,
    denyButArn(role('Audit')),
    'explicit-deny',
    { identityPolicies: [] },
  ),
  c(
    'a service that is named is not denied, but needs its own Allow',
    'codebuild.amazonaws.com',
    denyBut({ Service: 'codebuild.amazonaws.com' }),
    'implicit-deny',
    { identityPolicies: [] },
  ),
  c(
    'a service that is not named is denied',
    'config.amazonaws.com',
    denyBut({ Service: 'codebuild.amazonaws.com' }),
    'explicit-deny',
    { identityPolicies: [] },
  ),
  c('the account by its id is the account', root(), denyBut({ AWS: OWN }), 'allowed'),
] satisfies readonly PolicyCase[];
