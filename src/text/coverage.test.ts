import { expect, test } from 'vitest';
import { organization } from '../../test/worlds/build.ts';
import { coverageOf } from '../model/coverage.ts';
import { coverage as en } from './en/coverage.ts';
import { coverage as ja } from './ja/coverage.ts';

const gap = (action: string, resource: string, code = 'AccessDenied') => ({
  resource,
  action,
  code,
  message: '',
});

const there = organization({});
const [first = '', second = '', third = ''] = there.accounts.map(({ id }) => id);
const count = there.accounts.length;

test('counts the accounts that were read, and names those that could not be', () => {
  const gaps = [
    gap('sts:AssumeRole', `arn:aws:iam::${second}:role/Reader`),
    gap('sts:AssumeRole', `arn:aws:iam::${third}:root`, 'NotCollected'),
    gap('s3:GetBucketPolicy', `arn:aws:s3:::logs-${first}`),
  ];
  const seen = coverageOf({ ...there, gaps });
  expect(seen).toEqual({ of: count, read: count - 2, unreadable: [second], left: 1 });
  expect(en(seen)).toBe(`${count - 2} of ${count} accounts read, 1 unreadable: ${second}; 1 not looked into`);
  expect(ja(seen)).toContain(`${count} アカウント中 ${count - 2} 件を読み取りました`);
});

test('takes no list for whole of which a part was not read', () => {
  const seen = coverageOf({ ...there, gaps: [gap('organizations:ListAccountsForParent', 'ou-1')] });
  expect(en(seen)).toBe(`${count} of at least ${count} accounts read`);
  expect(ja(seen)).toBe(`少なくとも ${count} アカウント中 ${count} 件を読み取りました`);
});
