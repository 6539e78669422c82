import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ALICE,
  type Condition,
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

const KEYS = iam('reference_policies_condition-keys');
const VARIABLES = iam('reference_policies_variables');
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/** Keys of the request context that follow from principal and resource, without anybody stating them. */
type Row = readonly [
  name: string,
  source: string,
  principal: RequestPrincipal,
  condition: Condition,
  matches: boolean,
];
const rows: readonly Row[] = [
  [
    'aws:PrincipalArn of a session is the role',
    KEYS,
    session('Admin'),
    { ArnEquals: { 'aws:PrincipalArn': role('Admin') } },
    true,
  ],
  [
    'aws:PrincipalArn of a session is not the session',
    KEYS,
    session('Admin'),
    { ArnEquals: { 'aws:PrincipalArn': sessionArn('Admin') } },
    false,
  ],
  [
    'aws:PrincipalArn of a session has the path of the role',
    iam('reference_identifiers'),
    session('ops/Admin'),
    { ArnEquals: { 'aws:PrincipalArn': role('ops/Admin') } },
    true,
  ],
  [
    'aws:PrincipalArn with a path is not the name alone',
    iam('reference_identifiers'),
    session('ops/Admin'),
    { ArnEquals: { 'aws:PrincipalArn': role('Admin') } },
    false,
  ],
  [
    'aws:PrincipalArn: a pattern that a path satisfies',
    KEYS,
    session('x-Admin-x/evil'),
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*Admin*' } },
    true,
  ],
  [
    'aws:PrincipalArn of a session given without its role, where no path could matter',
    KEYS,
    sessionArn('Admin'),
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
    true,
  ],
  [
    'aws:PrincipalArn of a session given without its role is no root',
    KEYS,
    sessionArn('Admin'),
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
    false,
  ],
  ['aws:PrincipalArn of a user', KEYS, ALICE, { ArnEquals: { 'aws:PrincipalArn': ALICE } }, true],
  ['aws:PrincipalArn of root', KEYS, root(), { ArnEquals: { 'aws:PrincipalArn': root() } }, true],
  [
    'aws:PrincipalArn of a federated user',
    KEYS,
    `arn:aws:sts::${OWN}:federated-user/Paulo`,
    { ArnEquals: { 'aws:PrincipalArn': `arn:aws:sts::${OWN}:federated-user/Paulo` } },
    true,
  ],
  ['aws:PrincipalAccount', KEYS, session('Admin'), { StringEquals: { 'aws:PrincipalAccount': OWN } }, true],
  [
    'aws:PrincipalAccount, another one',
    KEYS,
    user('Bob', OTHER),
    { StringEquals: { 'aws:PrincipalAccount': OWN } },
    false,
  ],
  [
    'aws:PrincipalIsAWSService of a role is false',
    KEYS,
    session('Admin'),
    { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    true,
  ],
  [
    'aws:PrincipalIsAWSService of a service is true',
    KEYS,
    CLOUDTRAIL,
    { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
    true,
  ],
  [
    'aws:PrincipalServiceName of a service',
    KEYS,
    CLOUDTRAIL,
    { StringEquals: { 'aws:PrincipalServiceName': CLOUDTRAIL } },
    true,
  ],
  [
    'aws:PrincipalServiceName of a role is absent',
    KEYS,
    session('Admin'),
    { Null: { 'aws:PrincipalServiceName': 'true' } },
    true,
  ],
  [
    'aws:PrincipalType of a role',
    VARIABLES,
    session('Admin'),
    { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } },
    true,
  ],
  ['aws:PrincipalType of a user', VARIABLES, ALICE, { StringEquals: { 'aws:PrincipalType': 'User' } }, true],
  [
    'aws:PrincipalType of root',
    VARIABLES,
    root(),
    { StringEquals: { 'aws:PrincipalType': 'Account' } },
    true,
  ],
  [
    'aws:PrincipalType of a federated user',
    VARIABLES,
    `arn:aws:sts::${OWN}:federated-user/Paulo`,
    { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
    true,
  ],
  ['aws:ResourceAccount', KEYS, ALICE, { StringEquals: { 'aws:ResourceAccount': OWN } }, true],
  [
    'aws:ResourceAccount, another one',
    KEYS,
    ALICE,
    { StringEquals: { 'aws:ResourceAccount': OTHER } },
    false,
  ],
];

/** A Deny in the resource policy carries the condition, so that it applies to root and services as well. */
export default rows.map(([name, source, principal, Condition, matches]): PolicyCase => {
  const service = principal === CLOUDTRAIL;
  return {
    name,
    source,
    input: {
      request: request(principal, 's3:GetObject', OBJECT),
      ...(service ? {} : { identityPolicies: [FULL], sessionPolicy: FULL }),
      resourcePolicies: [
        policy(
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: '*',
            Principal: service ? { Service: CLOUDTRAIL } : '*',
          },
          { Sid: 'When', Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*', Condition },
        ),
      ],
    },
    expect: matches
      ? { decision: 'explicit-deny', layer: 'resource', sids: ['When'] }
      : { decision: 'allowed' },
  };
}) satisfies readonly PolicyCase[];
