import type { Context, PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import { ALICE, allow, deny, iam, identityCase, OWN, type PolicyCase, request } from './build.ts';

const VARIABLES = iam('reference_policies_variables');
const VERSION = iam('reference_policies_elements_version');
const OPERATORS = iam('reference_policies_elements_condition_operators');

const home = (key: string) => `arn:aws:s3:::amzn-s3-demo-bucket/home/${key}`;
const bucket = (suffix: string) => `arn:aws:s3:::amzn-s3-demo-bucket-${suffix}`;

const c = (
  name: string,
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  context: Context,
  decision: PolicyCase['expect']['decision'],
  source = VARIABLES,
): PolicyCase => identityCase(source, name, statements, { action, resource, context }, decision);

const ownHome = allow('s3:*', home('${aws:username}/*'));
const team = allow('s3:ListBucket', bucket("${aws:PrincipalTag/team, 'company-wide'}"));
const listOwn = allow('s3:ListBucket', bucket('a'), {
  Condition: { StringLike: { 's3:prefix': ['home/', 'home/${aws:username}/'] } },
});
const sameOwner = allow('s3:GetObject', '*', {
  Condition: { StringEquals: { 's3:ExistingObjectTag/owner': '${aws:PrincipalTag/owner}' } },
});
const star = allow('s3:GetObject', home('${*}'));

const language = (Version: PolicyDocument['Version'], ...statements: PolicyStatement[]): PolicyDocument =>
  Version ? { Version, Statement: statements } : { Statement: statements };
const versionCase = (
  name: string,
  document: PolicyDocument,
  resource: string,
  decision: PolicyCase['expect']['decision'],
): PolicyCase => ({
  name,
  source: VERSION,
  input: {
    request: request(ALICE, 's3:GetObject', resource, { 'aws:username': 'Alice' }),
    identityPolicies: [document],
  },
  expect: { decision },
});

export default [
  c(
    'a variable in Resource, own folder',
    [ownHome],
    's3:GetObject',
    home('Alice/a'),
    { 'aws:username': 'Alice' },
    'allowed',
  ),
  c(
    'a variable in Resource, another folder',
    [ownHome],
    's3:GetObject',
    home('Bob/a'),
    { 'aws:username': 'Alice' },
    'implicit-deny',
  ),
  c(
    'a variable without value matches no resource',
    [ownHome],
    's3:GetObject',
    home('Alice/a'),
    {},
    'implicit-deny',
  ),
  c(
    'a variable without value is not the empty string',
    [ownHome],
    's3:GetObject',
    home('/a'),
    {},
    'implicit-deny',
  ),
  c(
    'a variable without value is not taken literally either',
    [ownHome],
    's3:GetObject',
    home('${aws:username}/a'),
    {},
    'implicit-deny',
  ),
  c(
    'names of variables are case insensitive',
    [allow('s3:*', home('${AWS:UserName}/*'))],
    's3:GetObject',
    home('Alice/a'),
    { 'aws:username': 'Alice' },
    'allowed',
  ),
  c(
    'values of variables are case sensitive',
    [ownHome],
    's3:GetObject',
    home('alice/a'),
    { 'aws:username': 'Alice' },
    'implicit-deny',
  ),
  c(
    'two variables in one ARN',
    [
      allow(
        'sns:CreateTopic',
        'arn:aws:sns:*:*:${aws:PrincipalTag/access-project}-${aws:PrincipalTag/access-environment}-*',
      ),
    ],
    'sns:CreateTopic',
    `arn:aws:sns:us-east-1:${OWN}:red-dev-x`,
    { 'aws:PrincipalTag/access-project': 'red', 'aws:PrincipalTag/access-environment': 'dev' },
    'allowed',
  ),
  c(
    'two variables, one without value',
    [
      allow(
        'sns:CreateTopic',
        'arn:aws:sns:*:*:${aws:PrincipalTag/access-project}-${aws:PrincipalTag/access-environment}-*',
      ),
    ],
    'sns:CreateTopic',
    `arn:aws:sns:us-east-1:${OWN}:red-dev-x`,
    { 'aws:PrincipalTag/access-project': 'red' },
    'implicit-deny',
  ),
  c(
    'StringEquals with a variable, same value',
    [sameOwner],
    's3:GetObject',
    home('a'),
    { 's3:ExistingObjectTag/owner': 'ana', 'aws:PrincipalTag/owner': 'ana' },
    'allowed',
  ),
  c(
    'StringEquals with a variable, another value',
    [sameOwner],
    's3:GetObject',
    home('a'),
    { 's3:ExistingObjectTag/owner': 'ana', 'aws:PrincipalTag/owner': 'bo' },
    'implicit-deny',
  ),
  c(
    'StringEquals with a variable without value',
    [sameOwner],
    's3:GetObject',
    home('a'),
    { 's3:ExistingObjectTag/owner': 'ana' },
    'implicit-deny',
  ),
  c(
    'StringEquals with a variable without value against the empty string',
    [sameOwner],
    's3:GetObject',
    home('a'),
    { 's3:ExistingObjectTag/owner': '' },
    'implicit-deny',
  ),
  c('StringEquals with neither key nor value', [sameOwner], 's3:GetObject', home('a'), {}, 'implicit-deny'),
  c(
    'StringLike, the own prefix',
    [listOwn],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'home/martha_rivera/', 'aws:username': 'martha_rivera' },
    'allowed',
    OPERATORS,
  ),
  c(
    'StringLike, the prefix of another user',
    [listOwn],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'home/nikki_wolf/', 'aws:username': 'martha_rivera' },
    'implicit-deny',
    OPERATORS,
  ),
  c(
    'StringLike without aws:username',
    [listOwn],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'home/martha_rivera/' },
    'implicit-deny',
    OPERATORS,
  ),
  c(
    'StringLike without aws:username: another value of the list may still match',
    [listOwn],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'home/' },
    'allowed',
    OPERATORS,
  ),
  c(
    'a wildcard beside a variable',
    [
      allow('s3:ListBucket', bucket('a'), {
        Condition: { StringLike: { 's3:prefix': '${aws:PrincipalTag/team}/*' } },
      }),
    ],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'red/x', 'aws:PrincipalTag/team': 'red' },
    'allowed',
  ),
  c(
    'ArnLike with a variable',
    [
      allow('s3:ListBucket', bucket('a'), {
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:${aws:PrincipalTag/team}' } },
      }),
    ],
    's3:ListBucket',
    bucket('a'),
    { 'aws:SourceArn': `arn:aws:sns:us-east-1:${OWN}:red`, 'aws:PrincipalTag/team': 'red' },
    'allowed',
  ),
  c('a default where the tag is absent', [team], 's3:ListBucket', bucket('company-wide'), {}, 'allowed'),
  c(
    'no default where the tag is present',
    [team],
    's3:ListBucket',
    bucket('company-wide'),
    { 'aws:PrincipalTag/team': 'yellow' },
    'implicit-deny',
  ),
  c(
    'the value where the tag is present',
    [team],
    's3:ListBucket',
    bucket('yellow'),
    { 'aws:PrincipalTag/team': 'yellow' },
    'allowed',
  ),
  c(
    'another team',
    [team],
    's3:ListBucket',
    bucket('red'),
    { 'aws:PrincipalTag/team': 'yellow' },
    'implicit-deny',
  ),
  c('${*} is an asterisk', [star], 's3:GetObject', home('*'), {}, 'allowed'),
  c('${*} is no wildcard', [star], 's3:GetObject', home('a'), {}, 'implicit-deny'),
  c(
    '${?} is a question mark',
    [allow('s3:GetObject', home('${?}'))],
    's3:GetObject',
    home('?'),
    {},
    'allowed',
  ),
  c(
    '${?} is no wildcard',
    [allow('s3:GetObject', home('${?}'))],
    's3:GetObject',
    home('a'),
    {},
    'implicit-deny',
  ),
  c(
    '${$} is a dollar sign',
    [allow('s3:GetObject', home('${$}{aws:username}'))],
    's3:GetObject',
    home('${aws:username}'),
    { 'aws:username': 'Alice' },
    'allowed',
  ),
  c(
    '${*} in StringLike',
    [allow('s3:ListBucket', bucket('a'), { Condition: { StringLike: { 's3:prefix': 'a${*}b*' } } })],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'a*bcd' },
    'allowed',
  ),
  c(
    '${*} in StringLike is no wildcard',
    [allow('s3:ListBucket', bucket('a'), { Condition: { StringLike: { 's3:prefix': 'a${*}b*' } } })],
    's3:ListBucket',
    bucket('a'),
    { 's3:prefix': 'axxbcd' },
    'implicit-deny',
  ),
  c(
    'a variable in a Deny',
    [allow('*'), deny('s3:DeleteObject', home('${aws:username}/keep'))],
    's3:DeleteObject',
    home('Alice/keep'),
    { 'aws:username': 'Alice' },
    'explicit-deny',
  ),
  c(
    'a variable without value in the Resource of a Deny matches no resource',
    [allow('*'), deny('s3:DeleteObject', home('${aws:username}/*'))],
    's3:DeleteObject',
    home('Alice/keep'),
    {},
    'allowed',
  ),

  versionCase(
    '2012-10-17 replaces variables',
    language('2012-10-17', allow('s3:GetObject', home('${aws:username}'))),
    home('Alice'),
    'allowed',
  ),
  versionCase(
    '2008-10-17 takes them literally',
    language('2008-10-17', allow('s3:GetObject', home('${aws:username}'))),
    home('Alice'),
    'implicit-deny',
  ),
  versionCase(
    '2008-10-17 matches the literal text',
    language('2008-10-17', allow('s3:GetObject', home('${aws:username}'))),
    home('${aws:username}'),
    'allowed',
  ),
  versionCase(
    'no Version takes them literally',
    language(undefined, allow('s3:GetObject', home('${aws:username}'))),
    home('Alice'),
    'implicit-deny',
  ),
  versionCase(
    'no Version matches the literal text',
    language(undefined, allow('s3:GetObject', home('${aws:username}'))),
    home('${aws:username}'),
    'allowed',
  ),
  versionCase(
    '2008-10-17 still knows wildcards',
    language('2008-10-17', allow('s3:Get*', home('*'))),
    home('Alice'),
    'allowed',
  ),
  versionCase(
    'a Deny of version 2008-10-17 misses what its variable was meant for',
    language('2008-10-17', allow('*'), deny('s3:GetObject', home('${aws:username}'))),
    home('Alice'),
    'allowed',
  ),
] satisfies readonly PolicyCase[];
