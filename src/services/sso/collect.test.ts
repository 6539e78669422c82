import * as sdk from '@aws-sdk/client-sso-admin';
import { expect, onTestFinished, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import { LOG_ARCHIVE, MANAGEMENT, organization, WORKLOAD } from '../../../test/worlds/build.ts';
import type { Resource } from '../../model/resource.ts';
import { collectPermissionSets } from './collect.ts';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111222233334444';
const set = (id: string, name: string, region = 'us-east-1'): Resource => ({
  type: 'AWS::SSO::PermissionSet',
  arn: `arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-${id}`,
  name,
  accountId: MANAGEMENT,
  region,
});
const SETS = [set('a', 'AdministratorAccess'), set('b', 'ReadOnlyAccess')];

async function accessAs(accountId: string, resources: readonly Resource[], ...lacking: readonly string[]) {
  const sandbox = await twinOf(
    organization({
      resources,
      delegatedAdministrators: [{ servicePrincipal: 'sso.amazonaws.com', accountId: LOG_ARCHIVE }],
    }),
  );
  onTestFinished(() => sandbox.close());
  return readAs(sandbox, accountId, ...lacking);
}

const collected = async (...as: Parameters<typeof accessAs>) =>
  collectPermissionSets(await accessAs(...as), MANAGEMENT);

test.each([
  ['the management account', MANAGEMENT],
  ['the delegated administrator', LOG_ARCHIVE],
])('%s sees the permission sets', async (_, accountId) => {
  expect(await collected(accountId, SETS)).toEqual({ value: SETS, gaps: [] });
});

test('another account sees no instance, nor does another Region', async () => {
  expect(await collected(WORKLOAD, SETS)).toEqual({ value: [], gaps: [] });
  expect(await collected(MANAGEMENT, [set('c', 'There', 'eu-west-1')])).toEqual({ value: [], gaps: [] });
});

test('an instance of an account of its own has none that matter', async () => {
  expect(await collectPermissionSets(await accessAs(MANAGEMENT, SETS), WORKLOAD)).toEqual({
    value: [],
    gaps: [],
  });
});

test('more than a page', async () => {
  const many = Array.from({ length: 101 }, (_, index) => set(String(index).padStart(3, '0'), `set-${index}`));
  expect(await collected(MANAGEMENT, many)).toEqual({ value: many, gaps: [] });
});

test.each([
  ['sso:ListInstances', ['arn:aws:sso:::instance/*']],
  ['sso:ListPermissionSets', [INSTANCE]],
  ['sso:DescribePermissionSet', SETS.map(({ arn }) => arn)],
])('without %s it is a Gap', async (action, on) => {
  const { value, gaps } = await collected(MANAGEMENT, SETS, action);
  expect(value).toEqual([]);
  expect(missing(gaps)).toEqual(on.map((arn) => `${action} ${arn}`));
});

test('what is not there, and what is not emulated, in AWS’s own words', async () => {
  const { endpoint = '', region, credentials } = await accessAs(MANAGEMENT, SETS, 'sso:CreatePermissionSet');
  const client = new sdk.SSOAdmin({ endpoint, region, credentials, maxAttempts: 1 });
  const other = 'arn:aws:sso:::instance/ssoins-9999222233334444';
  const absent = 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-none';
  await expect(client.listPermissionSets({ InstanceArn: other })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(
    client.describePermissionSet({ InstanceArn: INSTANCE, PermissionSetArn: absent }),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(client.listPermissionSets({ InstanceArn: 'none' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(client.listInstances({ NextToken: 'none' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(client.createPermissionSet({ InstanceArn: INSTANCE, Name: 'x' })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`sso:CreatePermissionSet on resource: ${INSTANCE}`),
  });
  await expect(
    client.createAccountAssignment({
      InstanceArn: INSTANCE,
      PermissionSetArn: SETS[0]?.arn ?? '',
      TargetId: WORKLOAD,
      TargetType: 'AWS_ACCOUNT',
      PrincipalType: 'USER',
      PrincipalId: '906-00000000-0000-0000-0000-000000000000',
    }),
  ).rejects.toMatchObject({ name: 'NotEmulated' });
});
