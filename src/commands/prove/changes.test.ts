import { expect, test } from 'vitest';
import type { DenyFix } from '../../model/answer.ts';
import { changesOf, paired } from './changes.ts';

const fix = (action: string, resource: string, ...accounts: readonly string[]): DenyFix => ({
  kind: 'deny',
  policyType: 'scp',
  actions: [action],
  resources: [resource],
  accounts,
});
const ONE = '111111111111';
const TWO = '222222222222';

test('actions on the same resources share a statement, and no action gets the resources of another', () => {
  expect(
    paired([
      ['s3:PutObject', 'arn:aws:s3:::logs/*'],
      ['s3:DeleteObject', 'arn:aws:s3:::logs/*'],
      ['s3:DeleteBucket', 'arn:aws:s3:::logs'],
    ]),
  ).toEqual([
    { actions: ['s3:DeleteBucket'], resources: ['arn:aws:s3:::logs'] },
    { actions: ['s3:DeleteObject', 's3:PutObject'], resources: ['arn:aws:s3:::logs/*'] },
  ]);
});

test('one change for each service and set of accounts, and the smaller set joins the larger', () => {
  const changes = changesOf([
    fix('organizations:LeaveOrganization', '*', ONE, TWO),
    fix('account:CloseAccount', '*', ONE),
    fix('kms:DisableKey', 'arn:aws:kms:us-east-1:111111111111:key/1', ONE),
  ]);
  expect(
    changes.map(({ accounts, statements }) => [accounts, statements.map(({ actions }) => actions)]),
  ).toEqual([
    [[ONE, TWO], [['account:CloseAccount', 'organizations:LeaveOrganization']]],
    [[ONE], [['kms:DisableKey']]],
  ]);
});

test('the same on each account’s own resource names the resource of any account', () => {
  const trail = (id: string) => `arn:aws:cloudtrail:us-east-1:${id}:trail/audit`;
  const [change, ...others] = changesOf([
    fix('cloudtrail:StopLogging', trail(ONE), ONE),
    fix('cloudtrail:StopLogging', trail(TWO), TWO),
  ]);
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    accounts: [ONE, TWO],
    statements: [{ actions: ['cloudtrail:StopLogging'], resources: [trail('*')] }],
  });
});
