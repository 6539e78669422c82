import type { PolicyPrincipal } from '../../src/model/policy.ts';
import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  ANONYMOUS,
  allow,
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

const PRINCIPAL = iam('reference_policies_elements_principal');
const KEYS = iam('reference_policies_condition-keys');
const IDENTIFIERS = iam('reference_identifiers');

type Row = readonly [
  name: string,
  Principal: PolicyPrincipal,
  principal: RequestPrincipal,
  granted: boolean,
  source?: string,
];

/** Only the bucket policy says anything: the principal has no permission of its own. */
const alone: readonly Row[] = [
  ['a user of the account', { AWS: ALICE }, ALICE, true],
  ['another user', { AWS: user('Bob') }, ALICE, false],
  ['the user name is case sensitive', { AWS: user('alice') }, ALICE, false],
  [
    'a user with a path is named with the path',
    { AWS: user('ops/Alice') },
    user('ops/Alice'),
    true,
    IDENTIFIERS,
  ],
  [
    'a user with a path is not the user without',
    { AWS: user('Alice') },
    user('ops/Alice'),
    false,
    IDENTIFIERS,
  ],
  ['one of several users', { AWS: [user('Bob'), ALICE] }, ALICE, true],
  ['the account delegates: it names no user', { AWS: OWN }, ALICE, false],
  ['the account ARN delegates too', { AWS: root() }, ALICE, false],
  ['a role grants to its sessions', { AWS: role('Reader') }, session('Reader'), true],
  ['another role', { AWS: role('Writer') }, session('Reader'), false],
  ['a role with a path', { AWS: role('ops/Reader') }, session('ops/Reader'), true, IDENTIFIERS],
  ['a role without the path it has', { AWS: role('Reader') }, session('ops/Reader'), false, IDENTIFIERS],
  ['a role of the same name in another account', { AWS: role('Reader', OTHER) }, session('Reader'), false],
  ['a role session', { AWS: sessionArn('Reader', 'mary') }, session('Reader', 'mary'), true],
  ['another session of the role', { AWS: sessionArn('Reader', 'mary') }, session('Reader', 'eve'), false],
  [
    'a federated user',
    { AWS: `arn:aws:sts::${OWN}:federated-user/Paulo` },
    `arn:aws:sts::${OWN}:federated-user/Paulo`,
    true,
  ],
  ['"*" needs no other permission within the account', '*', ALICE, true],
  ['AWS "*" neither', { AWS: '*' }, ALICE, true],
  ['"*" includes roles', '*', session('Reader'), true],
  ['"*" includes anonymous users', '*', ANONYMOUS, true],
  ['AWS "*" is the same for anonymous users', { AWS: '*' }, ANONYMOUS, true],
  ['a service', { Service: 'cloudtrail.amazonaws.com' }, 'cloudtrail.amazonaws.com', true],
  [
    'one of several services',
    { Service: ['ecs.amazonaws.com', 'elasticloadbalancing.amazonaws.com'] },
    'ecs.amazonaws.com',
    true,
  ],
  ['another service', { Service: 'config.amazonaws.com' }, 'cloudtrail.amazonaws.com', false],
  [
    'a regional service principal is another one',
    { Service: 's3.amazonaws.com' },
    's3.ap-east-1.amazonaws.com',
    false,
  ],
  [
    'a regional service principal by its name',
    { Service: 's3.ap-east-1.amazonaws.com' },
    's3.ap-east-1.amazonaws.com',
    true,
  ],
  ['a service is not a user', { Service: 'cloudtrail.amazonaws.com' }, ALICE, false],
  ['an account is not a service', { AWS: OWN }, 'cloudtrail.amazonaws.com', false],
  [
    'AWS and Service beside each other',
    { AWS: user('Bob'), Service: 'cloudtrail.amazonaws.com' },
    'cloudtrail.amazonaws.com',
    true,
  ],
];

const grantedBy = (Principal: PolicyPrincipal) => [policy(allow('s3:GetObject', OBJECT, { Principal }))];

const deniedRow = ([name, Principal, principal, denied]: Row): PolicyCase => ({
  name: `Deny: ${name}`,
  source: PRINCIPAL,
  input: {
    request: request(principal, 's3:GetObject', OBJECT),
    identityPolicies: [FULL],
    resourcePolicies: [policy(deny('s3:GetObject', OBJECT, { Principal, Sid: 'No' }))],
  },
  expect: denied ? { decision: 'explicit-deny', layer: 'resource', sids: ['No'] } : { decision: 'allowed' },
});

export default [
  ...alone.map(
    ([name, Principal, principal, granted, source = PRINCIPAL]): PolicyCase => ({
      name,
      source,
      input: {
        request: request(principal, 's3:GetObject', OBJECT),
        resourcePolicies: grantedBy(Principal),
      },
      expect: { decision: granted ? 'allowed' : 'implicit-deny' },
    }),
  ),
  ...(
    [
      ['the account is everybody in it', { AWS: OWN }, ALICE, true],
      ['the account ARN is everybody in it, not only root', { AWS: root() }, session('Reader'), true],
      ['another account', { AWS: root(OTHER) }, ALICE, false],
      ['"*" is everybody', '*', session('Reader'), true],
      ['a role is its sessions', { AWS: role('Reader') }, session('Reader'), true],
      ['another role', { AWS: role('Reader') }, session('Writer'), false],
      ['a session is only itself', { AWS: sessionArn('Reader', 'mary') }, session('Reader', 'eve'), false],
      ['a user is only itself', { AWS: user('Bob') }, ALICE, false],
    ] satisfies Row[]
  ).map(deniedRow),
  {
    name: 'the root ARN in aws:PrincipalArn is root only, unlike in Principal',
    source: KEYS,
    input: {
      request: request(ALICE, 's3:GetObject', OBJECT),
      identityPolicies: [FULL],
      resourcePolicies: [
        policy(
          deny('s3:*', OBJECT, { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': root() } } }),
        ),
      ],
    },
    expect: { decision: 'allowed' },
  },
  {
    name: 'the root ARN in aws:PrincipalArn matches root',
    source: KEYS,
    input: {
      request: request(root(), 's3:GetObject', OBJECT),
      resourcePolicies: [
        policy(
          deny('s3:*', OBJECT, { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': root() } } }),
        ),
      ],
    },
    expect: { decision: 'explicit-deny', layer: 'resource' },
  },
  {
    name: 'a resource policy grants nothing beyond its own Resource',
    source: iam('reference_policies_elements_resource'),
    input: {
      request: request(ALICE, 's3:GetObject', 'arn:aws:s3:::amzn-s3-demo-bucket/other'),
      resourcePolicies: grantedBy({ AWS: ALICE }),
    },
    expect: { decision: 'implicit-deny' },
  },
] satisfies readonly PolicyCase[];
