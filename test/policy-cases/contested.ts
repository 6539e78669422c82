import {
  ALICE,
  allow,
  BUCKET,
  deny,
  FULL,
  iam,
  OBJECT,
  OTHER,
  type PolicyCase,
  policy,
  request,
  role,
  root,
  session,
  sessionArn,
  TRAIL,
  user,
} from './build.ts';

const VARIABLES = iam('reference_policies_variables');
const RESOURCE = iam('reference_policies_elements_resource');
const SETS = iam('reference_policies_condition-single-vs-multi-valued-context-keys');
const NOT_PRINCIPAL = iam('reference_policies_elements_notprincipal');

const PRINCIPAL = iam('reference_policies_elements_principal');
const CANONICAL = { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' };

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
  {
    // "the resource that includes a policy variable with no value will not match any resource", and "this might cause
    // the entire statement to be invalid".
    name: 'a Deny with NotResource and a variable without value',
    source: VARIABLES,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [
        FULL,
        policy({ Effect: 'Deny', Action: 's3:*', NotResource: `${BUCKET}/\${aws:PrincipalTag/team}/*` }),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'an Allow with NotResource and a variable without value',
    source: VARIABLES,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [
        policy({ Effect: 'Allow', Action: 's3:*', NotResource: `${BUCKET}/\${aws:PrincipalTag/team}/*` }),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    // ForAnyValue: "if the key does not exist, the condition returns false"; IfExists: "evaluate the condition element
    // as true".
    name: 'a Deny with ForAnyValue, IfExists and no key',
    source: SETS,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [
        FULL,
        policy(
          deny('s3:*', '*', { Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } }),
        ),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'an Allow with ForAnyValue, IfExists and no key',
    source: SETS,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [
        policy(
          allow('s3:*', '*', { Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } }),
        ),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    // "Multivalued context keys require a condition set operator": nothing is said of a policy without one.
    name: 'a Deny with a negated operator, no set operator and a key of several values',
    source: SETS,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT, { 'aws:TagKeys': ['a', 'b'] }),
      identityPolicies: [
        FULL,
        policy(deny('s3:*', '*', { Condition: { StringNotEquals: { 'aws:TagKeys': 'c' } } })),
      ],
    },
    expect: assumed('allowed'),
  },
  {
    // "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
    // boundaries", against "within the individual segments".
    name: 'a Deny whose wildcard would have to stand for two parts of the ARN',
    source: RESOURCE,
    input: {
      request: request(ALICE, 'cloudtrail:StopLogging', TRAIL),
      identityPolicies: [FULL],
      scps: [[FULL, policy(deny('cloudtrail:*', 'arn:aws:cloudtrail:*:trail/audit'))]],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'an Allow whose wildcard would have to stand for two parts of the ARN',
    source: RESOURCE,
    input: {
      request: request(ALICE, 'logs:DeleteLogGroup', 'arn:aws:logs:us-east-1:111122223333:log-group:trail'),
      identityPolicies: [policy(allow('logs:*', 'arn:aws:logs:*:log-group:trail'))],
    },
    expect: assumed('allowed'),
  },
  {
    // aws:PrincipalArn has the path of the role, the ARN of its session has not: only the name is known here.
    name: 'a Deny that excepts a path, and a session given without its role',
    source: iam('reference_identifiers'),
    input: {
      request: request(sessionArn('Admin'), 'cloudtrail:StopLogging', TRAIL),
      identityPolicies: [FULL],
      scps: [
        [
          FULL,
          policy(
            deny('cloudtrail:*', '*', {
              Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/break-glass/*' } },
            }),
          ),
        ],
      ],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'a Deny that excepts a name, which a path can imitate',
    source: iam('reference_identifiers'),
    input: {
      request: request(sessionArn('evil'), 'cloudtrail:StopLogging', TRAIL),
      identityPolicies: [FULL],
      scps: [
        [
          FULL,
          policy(
            deny('cloudtrail:*', '*', {
              Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*Admin*' } },
            }),
          ),
        ],
      ],
    },
    expect: assumed('allowed'),
  },
  {
    // A canonical user ID stands for an account, and nothing in a request says for which.
    name: 'Deny NotPrincipal that names a canonical user',
    source: PRINCIPAL,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal: CANONICAL }))],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'a Deny that names a canonical user',
    source: PRINCIPAL,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(deny('s3:*', [BUCKET, `${BUCKET}/*`], { Principal: CANONICAL }))],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'an Allow that names a canonical user, for a caller from another account',
    source: PRINCIPAL,
    input: {
      request: request(user('Eve', OTHER), 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [policy(allow('s3:*', [BUCKET, `${BUCKET}/*`], { Principal: CANONICAL }))],
    },
    expect: assumed('allowed'),
  },
  {
    // "Using it with "Effect":"Allow" is not supported", and the account is not the user.
    name: 'Allow NotPrincipal that names the account, not its user',
    source: NOT_PRINCIPAL,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal: { AWS: root() } }))],
    },
    expect: assumed('allowed'),
  },
  {
    name: 'Allow NotPrincipal that names the user, not the account',
    source: NOT_PRINCIPAL,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', [BUCKET, `${BUCKET}/*`], { NotPrincipal: { AWS: ALICE } }))],
    },
    expect: assumed('allowed'),
  },
] satisfies readonly PolicyCase[];
