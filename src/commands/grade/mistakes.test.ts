import { expect, it } from 'vitest';
import { NAMES } from '../../../test/grade/names.ts';
import type { PolicyDocument, PolicyStatement } from '../../model/policy.ts';
import { matching } from './mistakes/action-table.ts';
import type { JudgedPolicy } from './mistakes/mistake.ts';
import { PERMISSION_OF, REPLACED_BY } from './mistakes/permission-names.ts';
import { mistakesOf } from './mistakes.ts';

type Part = Omit<PolicyStatement, 'Effect'> & { readonly Effect?: PolicyStatement['Effect'] };

function policy(statements: readonly Part[], more: Partial<JudgedPolicy> = {}): JudgedPolicy {
  const kind = more.kind ?? 'scp';
  const principal: Pick<PolicyStatement, 'Principal'> = kind === 'rcp' ? { Principal: '*' } : {};
  const base: PolicyStatement = { Effect: 'Deny', Resource: '*', ...principal };
  const Statement = statements.map((one): PolicyStatement => ({ ...base, ...one }));
  const document: PolicyDocument = { Version: '2012-10-17', Statement };
  const origin = { line: 1, column: 1, verbatim: true };
  return { name: 'guard', kind, document, text: JSON.stringify(document), origin, guessed: [], ...more };
}

const found = (statement: Part, kind: 'scp' | 'rcp' = 'scp', names = NAMES) =>
  mistakesOf([policy([statement], { kind })], names).map(({ policy: _, index: __, ...rest }) => rest);

const role = 'arn:aws:iam::*:role/BreakGlass';
const trail = 'arn:aws:cloudtrail:*:222222222222:trail/org-trail';

it.each<[string, Part, object]>([
  [
    'a wildcard that matches no action',
    { Action: ['s3:Delete*PublicAccessBlock', 's3:PutObject'] },
    { code: 'never-matches', element: 'Action', value: 's3:Delete*PublicAccessBlock' },
  ],
  [
    'an operation in the place of its permission',
    { Action: 's3:PutBucketLifecycle' },
    {
      code: 'unknown-action',
      element: 'Action',
      value: 's3:PutBucketLifecycle',
      suggestion: 's3:PutLifecycleConfiguration',
      inert: true,
    },
  ],
  [
    'a slip of the pen',
    { NotAction: ['cloudtrail:StopLoging', 's3:GetObject'] },
    {
      code: 'unknown-action',
      element: 'NotAction',
      value: 'cloudtrail:StopLoging',
      suggestion: 'cloudtrail:StopLogging',
    },
  ],
  [
    'objects denied on their bucket',
    { Action: 's3:Delete*', Resource: 'arn:aws:s3:::acme-logs' },
    {
      code: 'bucket-without-objects',
      element: 'Resource',
      value: 'arn:aws:s3:::acme-logs',
      suggestion: 'arn:aws:s3:::acme-logs/*',
    },
  ],
  [
    'only objects, denied on their bucket',
    { Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::acme-logs' },
    {
      code: 'bucket-without-objects',
      element: 'Resource',
      value: 'arn:aws:s3:::acme-logs',
      suggestion: 'arn:aws:s3:::acme-logs/*',
      inert: true,
    },
  ],
  [
    'a bucket denied on its objects',
    { Action: ['s3:DeleteBucket', 's3:DeleteObject'], Resource: 'arn:aws:s3:::acme-logs/*' },
    { code: 'never-matches', element: 'Action', value: 's3:DeleteBucket' },
  ],
  [
    'an alias in the place of its key',
    { Action: 'kms:DisableKey', Resource: 'arn:aws:kms:*:*:alias/logs' },
    { code: 'never-matches', element: 'Resource', value: 'arn:aws:kms:*:*:alias/logs', inert: true },
  ],
  [
    'the ARN of another service',
    { Action: 'kms:DisableKey', Resource: ['arn:aws:s3:::acme-logs', 'arn:aws:kms:*:*:key/*'] },
    { code: 'never-matches', element: 'Resource', value: 'arn:aws:s3:::acme-logs' },
  ],
  [
    'an ARN for what has none',
    { Action: 'cloudtrail:LookupEvents', Resource: 'arn:aws:cloudtrail:*:*:trail/t' },
    {
      code: 'arn-on-action-without-resource-type',
      element: 'Action',
      value: 'cloudtrail:LookupEvents',
      suggestion: '*',
      inert: true,
    },
  ],
  [
    'empty fields',
    { Action: 'logs:DeleteLogGroup', Resource: 'arn:aws:logs:::log-group:trail' },
    {
      code: 'empty-arn-fields',
      element: 'Resource',
      value: 'arn:aws:logs:::log-group:trail',
      suggestion: 'arn:aws:logs:*:*:log-group:trail',
      inert: true,
    },
  ],
  [
    'the own account in the ARN of an organization trail',
    { Action: 'cloudtrail:StopLogging', Resource: trail },
    {
      code: 'own-account-trail',
      element: 'Resource',
      value: trail,
      suggestion: 'arn:aws:cloudtrail:*:*:trail/org-trail',
    },
  ],
  [
    'a wildcard taken literally',
    { Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalArn': role } } },
    {
      code: 'equals-with-wildcard',
      element: 'Condition.StringEquals.aws:PrincipalArn',
      value: role,
      suggestion: 'StringLike',
      inert: true,
    },
  ],
  [
    'an exemption that nobody has',
    {
      Action: 's3:*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalArn': [role, 'arn:aws:iam::1:root'] } },
    },
    {
      code: 'equals-with-wildcard',
      element: 'Condition.StringNotEqualsIfExists.aws:PrincipalArn',
      value: role,
      suggestion: 'StringNotLikeIfExists',
    },
  ],
  [
    'a session in the place of its role',
    {
      Action: 's3:*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:assumed-role/BreakGlass/*' } },
    },
    {
      code: 'never-matches',
      element: 'Condition.ArnNotLike.aws:PrincipalArn',
      value: 'arn:aws:sts::*:assumed-role/BreakGlass/*',
      suggestion: role,
    },
  ],
  [
    'a name for an ARN',
    { Action: 's3:*', Condition: { ArnLike: { 'aws:PrincipalArn': 'BreakGlass' } } },
    {
      code: 'never-matches',
      element: 'Condition.ArnLike.aws:PrincipalArn',
      value: 'BreakGlass',
      inert: true,
    },
  ],
  [
    'no truth value',
    { Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'no' } } },
    { code: 'never-matches', element: 'Condition.Bool.aws:SecureTransport', value: 'no', inert: true },
  ],
  [
    'a replaced action',
    { Action: 'guardduty:DisassociateFromMasterAccount' },
    {
      code: 'deprecated-action',
      element: 'Action',
      value: 'guardduty:DisassociateFromMasterAccount',
      suggestion: 'guardduty:DisassociateFromAdministratorAccount',
    },
  ],
])('finds %s', (_, statement, expected) => {
  expect(found(statement)).toEqual([expected]);
});

it.each<[string, Part]>([
  ['all of it, right', { Action: ['s3:Delete*', 's3:PutLifecycleConfiguration'] }],
  ['buckets with their objects', { Action: 's3:*', Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'] }],
  ['a prefix of objects', { Action: 's3:Delete*', Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/AWSLogs/*'] }],
  ['a wildcard over both', { Action: 's3:Delete*', Resource: 'arn:aws:s3:::acme-*' }],
  ['a bucket alone', { Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::acme-logs' }],
  ['a bucket let in', { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::acme-logs' }],
  ['the list of buckets', { Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::*' }],
  ['services outside the table', { Action: 'ec2:Nonsense', Resource: 'arn:aws:s3:::x' }],
  ['names of objects', { Action: 's3:*', Resource: 'arn:aws:s3:::toString/*' }],
  ['an unknown service', { Action: 'constructor:x' }],
  ['every action', { Action: '*', Resource: 'arn:aws:s3:::acme-logs' }],
  ['a role with its path', { Action: 'iam:*', Resource: 'arn:aws:iam::*:role/ops/*' }],
  ['any case', { Action: 'CloudTrail:stoplogging' }],
  ['the management account', { Action: 'cloudtrail:*', Resource: trail.replaceAll('2', '1') }],
  ['an account of the author', { Action: 'cloudtrail:*', Resource: trail.replaceAll('2', '4') }],
  [
    'literal wildcards',
    { Action: 's3:*', Condition: { StringEquals: { 'aws:username': '${*}${aws:userid}' } } },
  ],
  [
    'everybody in a permission',
    { Action: 'lambda:*', Condition: { StringEquals: { 'lambda:Principal': '*' } } },
  ],
  ['a pattern of ARNs', { Action: 's3:*', Condition: { ArnEquals: { 'aws:PrincipalArn': ['*', role] } } }],
  ['numbers', { Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }],
  [
    'networks',
    { Action: 's3:*', Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } } },
  ],
])('finds nothing wrong with %s', (_, statement) => {
  expect(found(statement)).toEqual([]);
});

it('finds an action that resource control policies do not see', () => {
  const statement = { Action: ['cloudtrail:StopLogging', 's3:DeleteObject'] };
  expect(found(statement, 'rcp')).toEqual([
    { code: 'rcp-unsupported-service', element: 'Action', value: 'cloudtrail:StopLogging' },
  ]);
  expect(found({ Action: 's3:DeleteObject' }, 'rcp')).toEqual([]);
  expect(found({ Action: 'cloudtrail:StopLogging' }, 'rcp')).toMatchObject([{ inert: true }]);
});

it('judges the author’s own account once the trail is stated', () => {
  const names = { ...NAMES, given: ['trail'] as const };
  const statement = { Action: 'cloudtrail:*', Resource: trail.replaceAll('2', '4') };
  expect(found(statement, 'scp', names)).toMatchObject([{ code: 'own-account-trail' }]);
});

it('lets a replaced action stand beside its successor, in whatever policy', () => {
  const old = policy([{ Action: 'guardduty:DisassociateFromMasterAccount' }]);
  const current = policy([{ Action: 'guardduty:Disassociate*' }]);
  expect(mistakesOf([old, current], NAMES)).toEqual([]);
});

it('counts characters', () => {
  const resource = (length: number) => ({ Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(length)}*` });
  const sizes = (judged: JudgedPolicy) => mistakesOf([judged], NAMES).map(({ code, limit }) => [code, limit]);
  expect(sizes(policy([resource(6_000)]))).toEqual([]);
  expect(sizes(policy([resource(11_000)]))).toEqual([['size', 10_240]]);
  expect(sizes(policy([resource(6_000)], { kind: 'rcp' }))).toEqual([['size', 5_120]]);
  const spaced = policy([{ Action: 's3:*' }]);
  const text = spaced.text + ' '.repeat(11_000);
  const [mistake] = mistakesOf([{ ...spaced, text }], NAMES);
  expect(mistake).toMatchObject({ value: String(text.length), suggestion: String(spaced.text.length) });
  expect(mistakesOf([{ ...spaced, text, origin: { ...spaced.origin, verbatim: false } }], NAMES)).toEqual([]);
});

it('blames nobody for its own guess', () => {
  const guessed = ['arn:aws:s3:::acme-logs'];
  const judged = policy([{ Action: 's3:Delete*', Resource: guessed }]);
  expect(mistakesOf([judged], NAMES)).toHaveLength(1);
  expect(mistakesOf([{ ...judged, guessed }], NAMES)).toEqual([]);
});

it('suggests permissions that exist in the place of names that do not', () => {
  for (const [name, permission] of PERMISSION_OF) {
    expect([name, matching(name)?.length, matching(permission)?.length]).toEqual([name, 0, 1]);
  }
  for (const permission of REPLACED_BY.values()) expect(matching(permission)).toHaveLength(1);
});
