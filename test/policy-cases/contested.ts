import {
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

const VARIABLES = iam('reference_policies_variables');
const NOT_PRINCIPAL = iam('reference_policies_elements_notprincipal');

const notOwnTeam = { StringNotEquals: { 's3:ExistingObjectTag/Team': '${aws:PrincipalTag/Team}' } };
const assumed = (decision: 'allowed') => ({ decision, assumed: true }) as const;

/**
 * Where AWS's pages contradict themselves, a refusal may not be claimed: the attacker gets the benefit, and the
 * decision names the assumption.
 */
export default [
  {
    // "Inverted condition operators … do match against a null value" and, of the same case, "any attempt to match
    // it fails and causes the statement to be invalid".
    name: 'a Deny with a negated operator and a variable without value',
    source: VARIABLES,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT, { 's3:ExistingObjectTag/Team': 'red' }),
      identityPolicies: [FULL, policy(deny('s3:GetObject', '*', { Condition: notOwnTeam }))],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'an Allow with a negated operator and a variable without value',
    source: VARIABLES,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT, { 's3:ExistingObjectTag/Team': 'red' }),
      identityPolicies: [policy(allow('s3:GetObject', '*', { Condition: notOwnTeam }))],
    },
    expect: assumed('allowed'),
  },
  {
    // "AWS might validate the account first, then the role, and then the assumed-role user".
    name: 'Deny NotPrincipal that names the role of a session, not the session',
    source: NOT_PRINCIPAL,
    input: {
      request: request(session('Audit', 'mary'), 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [
        policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal: { AWS: [role('Audit'), root()] } })),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'Deny NotPrincipal that names the user, not the account',
    source: NOT_PRINCIPAL,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal: { AWS: ALICE } }))],
    },
    expect: assumed('allowed'),
  },
] satisfies readonly PolicyCase[];
