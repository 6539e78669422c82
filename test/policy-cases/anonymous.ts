import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  ALICE,
  ANONYMOUS,
  allow,
  deny,
  iam,
  OBJECT,
  OWN,
  type PolicyCase,
  policy,
  request,
} from './build.ts';

const PRINCIPAL = iam('reference_policies_elements_principal');
const KEYS = iam('reference_policies_condition-keys');
const VARIABLES = iam('reference_policies_variables');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');

type Input = PolicyCase['input'];
const c = (
  name: string,
  source: string,
  resourcePolicies: Input['resourcePolicies'] | undefined,
  expect: PolicyCase['expect'],
  context: Input['request']['context'] = {},
): PolicyCase => ({
  name,
  source,
  input: {
    request: request(ANONYMOUS, 's3:GetObject', OBJECT, context),
    ...(resourcePolicies && { resourcePolicies }),
  },
  expect,
});
const toAll = (rest: Partial<PolicyStatement> = {}) =>
  policy(allow('s3:GetObject', OBJECT, { Principal: '*', Sid: 'Public', ...rest }));
const butAll = (rest: Partial<PolicyStatement>) => [
  toAll(),
  policy(deny('s3:*', '*', { Principal: '*', Sid: 'No', ...rest })),
];
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed', layer: 'resource', sids: ['Public'] };
const IMPLICIT: PolicyCase['expect'] = { decision: 'implicit-deny' };
const DENIED: PolicyCase['expect'] = { decision: 'explicit-deny', layer: 'resource', sids: ['No'] };

export default [
  c('no resource policy', DENY_ALLOW, undefined, IMPLICIT),
  c('"*"', PRINCIPAL, [toAll()], ALLOWED),
  c('AWS "*"', PRINCIPAL, [toAll({ Principal: { AWS: '*' } })], ALLOWED),
  c('an account', PRINCIPAL, [toAll({ Principal: { AWS: OWN } })], IMPLICIT),
  c('a user', PRINCIPAL, [toAll({ Principal: { AWS: ALICE } })], IMPLICIT),
  c('a Deny of "*"', PRINCIPAL, butAll({}), DENIED),
  c('a Deny of an account', PRINCIPAL, butAll({ Principal: { AWS: OWN } }), ALLOWED),
  c(
    'there is no aws:PrincipalArn to match',
    KEYS,
    [toAll({ Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } })],
    IMPLICIT,
  ),
  c(
    'there is no aws:PrincipalOrgID to match',
    KEYS,
    [toAll({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } } })],
    IMPLICIT,
  ),
  c(
    'StringNotEquals aws:PrincipalOrgID denies',
    KEYS,
    butAll({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-mine' } } }),
    DENIED,
  ),
  c(
    'there is no aws:PrincipalIsAWSService: Bool false misses',
    KEYS,
    butAll({ Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } }),
    ALLOWED,
  ),
  c(
    'BoolIfExists false does not miss',
    KEYS,
    butAll({ Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }),
    DENIED,
  ),
  c(
    'aws:PrincipalAccount is "anonymous"',
    KEYS,
    [toAll({ Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } } })],
    ALLOWED,
  ),
  c(
    'a Deny of other accounts by aws:PrincipalAccount',
    KEYS,
    butAll({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': OWN } } }),
    DENIED,
  ),
  c(
    'aws:PrincipalType is "Anonymous"',
    VARIABLES,
    [toAll({ Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } } })],
    ALLOWED,
  ),
  c(
    'a network condition still holds',
    PRINCIPAL,
    [toAll({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
    ALLOWED,
    { 'aws:SourceIp': '203.0.113.9' },
  ),
] satisfies readonly PolicyCase[];
