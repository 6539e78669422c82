import { expect, it } from 'vitest';
import { NAMES } from '../../../test/grade/names.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import { breaksOf } from './breaks.ts';

const guard = (kind: 'scp' | 'rcp', ...statements: readonly PolicyStatement[]) => ({
  name: kind,
  kind,
  document: { Version: '2012-10-17' as const, Statement: statements },
});
const deny = (rest: Partial<PolicyStatement>): PolicyStatement => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  ...rest,
});
const objects = 'arn:aws:s3:::acme-logs/*';
const who = (...found: readonly { readonly who: string }[]) =>
  [...new Set(found.map((one) => one.who))].sort();

it('breaks nothing without policies, nor with a guard that is aimed well', () => {
  expect(breaksOf([], { ...NAMES, given: ['exempt'] })).toEqual([]);
  const aimed = [
    guard('scp', deny({ Action: ['s3:DeleteObject', 's3:PutObject'], Resource: objects })),
    guard(
      'rcp',
      deny({
        Principal: '*',
        Action: ['s3:PutObject', 's3:DeleteObject'],
        Resource: objects,
        Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      }),
    ),
  ];
  expect(breaksOf(aimed, NAMES)).toEqual([]);
});

it('sees that a resource control policy stops CloudTrail’s own delivery, and a service control policy does not', () => {
  const statement = deny({ Action: 's3:PutObject', Resource: objects });
  expect(breaksOf([guard('scp', statement)], NAMES)).toEqual([]);
  const found = breaksOf([guard('rcp', { ...statement, Principal: '*' })], NAMES);
  expect(who(...found)).toEqual(['cloudtrail-delivery', 'config-delivery', 'log-delivery', 's3-access-logs']);
  expect(found[0]).toMatchObject({
    principal: 'cloudtrail.amazonaws.com',
    action: 's3:PutObject',
    policy: 'rcp',
    sid: 'Guard',
    index: 0,
  });
});

it('sees the key without which nothing is delivered and nothing read', () => {
  const statement = deny({ Principal: '*', Action: 'kms:*', Resource: NAMES.keyArn });
  expect(who(...breaksOf([guard('rcp', statement)], NAMES))).toEqual(['cloudtrail-delivery', 'siem-reader']);
});

it('sees everyday work, and a list of what is allowed', () => {
  const found = breaksOf([guard('scp', deny({ Action: 's3:Delete*' }))], NAMES);
  expect(found).toMatchObject([{ who: 'everyday-work', action: 's3:DeleteObject', policy: 'scp' }]);
  const allowed = breaksOf(
    [guard('scp', { Effect: 'Allow', Action: ['s3:*', 'kms:*'], Resource: '*' })],
    NAMES,
  );
  expect(allowed.find(({ action }) => action === 'iam:CreateRole')).toEqual({
    who: 'everyday-work',
    principal: 'arn:aws:iam::333333333333:role/Engineer',
    action: 'iam:CreateRole',
    resource: 'arn:aws:iam::333333333333:role/shop-service',
  });
  expect(allowed.some(({ action }) => action.startsWith('s3:'))).toBe(false);
});

it('asks for the emergency role only where one was stated', () => {
  const closed = guard('scp', deny({ Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::acme-logs' }));
  const open = guard(
    'scp',
    deny({
      Action: 's3:PutBucketPolicy',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
    }),
  );
  const names = { ...NAMES, given: ['exempt'] as const };
  expect(breaksOf([closed], NAMES)).toEqual([]);
  expect(breaksOf([closed], names)).toMatchObject([{ who: 'break-glass' }]);
  expect(breaksOf([open], names)).toEqual([]);
});

it('takes no request from another partition than the world’s', () => {
  const names = {
    ...NAMES,
    partition: 'aws-us-gov',
    keyArn: NAMES.keyArn.replace('arn:aws', 'arn:aws-us-gov'),
  };
  const statement = deny({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::*' });
  expect(breaksOf([guard('scp', statement)], names)).toEqual([]);
});
