import { expect, test } from 'vitest';
import { readerOf, without } from '../../../test/collecting.ts';
import { LOG_ARCHIVE, resource, roleOf, WORKLOAD } from '../../../test/worlds/build.ts';
import { collectInstanceProfiles } from './collect.ts';
import iam from './emulate.ts';

const instance = (account: string, id: string, rest: { roleArn?: string; concerns?: readonly string[] }) =>
  resource('AWS::EC2::Instance', `arn:aws:ec2:us-east-1:${account}:instance/${id}`, rest);
const profile = (name: string) => `arn:aws:iam::${LOG_ARCHIVE}:instance-profile/${name}`;
const SERVER = roleOf(LOG_ARCHIVE, 'Server');
const resources = [
  instance(LOG_ARCHIVE, 'i-1', { roleArn: SERVER }),
  instance(LOG_ARCHIVE, 'i-2', { roleArn: SERVER, concerns: [profile('web/other')] }),
  instance(LOG_ARCHIVE, 'i-3', { concerns: [profile('empty')] }),
  instance(LOG_ARCHIVE, 'i-4', {}),
  instance(WORKLOAD, 'i-5', { roleArn: roleOf(WORKLOAD, 'Server') }),
];

test('the roles of the profiles of the account', async () => {
  const { value, gaps } = await collectInstanceProfiles(await readerOf(iam, { resources }));
  expect(gaps).toEqual([]);
  expect([...(value ?? [])].sort()).toEqual([
    [profile('Server'), SERVER],
    [profile('web/other'), SERVER],
  ]);
});

test('more than a page', async () => {
  const many = Array.from({ length: 101 }, (_, index) =>
    instance(LOG_ARCHIVE, `i-${index}`, { roleArn: SERVER, concerns: [profile(`p-${index}`)] }),
  );
  const { value } = await collectInstanceProfiles(await readerOf(iam, { resources: many }));
  expect(value?.size).toBe(101);
});

test('without iam:ListInstanceProfiles', async () => {
  const action = 'iam:ListInstanceProfiles';
  const access = await readerOf(iam, { resources }, { policy: without(action) });
  expect(await collectInstanceProfiles(access)).toEqual({
    value: undefined,
    gaps: [expect.objectContaining({ resource: profile('*'), action, code: 'AccessDenied' })],
  });
});
