import { IAM } from '@aws-sdk/client-iam';
import { expect, onTestFinished, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import { allow, document, MANAGEMENT, organization, rootOf } from '../../../test/worlds/build.ts';
import type { IamUser, ManagementAccount } from '../../model/management-account.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { worldFileOf } from '../../sandbox/world-from-snapshot.ts';
import { collectSignIn } from './collect.ts';
import emulation from './emulate.ts';

const MANAGED = `arn:aws:iam::${MANAGEMENT}:policy/managed`;
const userArn = (name: string): string => `arn:aws:iam::${MANAGEMENT}:user/${name}`;

const CI: IamUser = {
  arn: userArn('ci/deploy'),
  password: false,
  accessKeys: 2,
  mfa: [],
  policies: [document(allow('s3:*')), document(allow('logs:*'))],
};
const EVE: IamUser = {
  arn: userArn('eve'),
  password: true,
  accessKeys: 0,
  mfa: ['hardware', 'passkey', 'virtual'],
  policies: [],
};
const THERE: ManagementAccount = { rootAccessKeys: false, rootMfa: 'not-virtual', users: [CI, EVE] };

async function twin(managementAccount: ManagementAccount): Promise<Sandbox> {
  const sandbox = await twinOf(organization({ managementAccount }));
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** But for Admin, as whom it is read. */
async function collected(sandbox: Sandbox, ...lacking: readonly string[]) {
  const { value, gaps } = await collectSignIn(readAs(sandbox, MANAGEMENT, ...lacking));
  const { users, ...root } = value;
  const others = users?.filter(({ arn }) => arn !== userArn('Admin'));
  return { value: { ...root, ...(others === undefined ? {} : { users: others }) }, gaps };
}

function iam(sandbox: Sandbox): IAM {
  const { endpoint, region, credentials } = readAs(sandbox, MANAGEMENT);
  return new IAM({ endpoint: endpoint ?? '', region, credentials });
}

test('root and the users are as they were in the World', async () => {
  expect(await collected(await twin(THERE))).toEqual({ value: THERE, gaps: [] });
});

test.each<ManagementAccount>([
  { rootAccessKeys: true, rootMfa: 'none', users: [] },
  { rootAccessKeys: false, rootMfa: 'virtual', users: [] },
])('root: %j', async (there) => {
  expect(await collected(await twin(there))).toEqual({ value: there, gaps: [] });
});

test('a user’s virtual device is none of root’s', async () => {
  const there = { ...THERE, users: [{ ...EVE, mfa: ['virtual' as const] }] };
  expect((await collected(await twin(there))).value).toEqual(there);
});

test('managed policies as they are by default', async () => {
  const sandbox = await twin({ ...THERE, users: [EVE] });
  const client = iam(sandbox);
  const PolicyDocument = JSON.stringify(document(allow('s3:List*')));
  const { Policy } = await client.createPolicy({ PolicyName: 'lists', PolicyDocument });
  const PolicyArn = Policy?.Arn ?? '';
  await client.createPolicyVersion({ PolicyArn, PolicyDocument: JSON.stringify(document(allow('s3:Get*'))) });
  await client.attachUserPolicy({ UserName: 'eve', PolicyArn });
  await client.attachUserPolicy({
    UserName: 'eve',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const { value } = await collected(sandbox);
  expect(value.users?.[0]?.policies).toEqual([document(allow('s3:List*')), document(allow('*'))]);
});

test('a group’s policies are its members’; of a group that is not there, they are not known', async () => {
  const written = (action: string) => encodeURIComponent(JSON.stringify(document(allow(action))));
  const inGroup = (name: string) => ({
    UserName: 'eve',
    Arn: EVE.arn,
    GroupList: [name],
    UserPolicyList: [],
    AttachedManagedPolicies: [],
  });
  const answering = (name: string): Emulation => ({
    ...emulation,
    operations: {
      ...emulation.operations,
      GetAccountAuthorizationDetails: {
        access: 'read',
        needs: () => [],
        run: () => ({
          UserDetailList: [inGroup(name)],
          GroupDetailList: [
            {
              GroupName: 'admins',
              GroupPolicyList: [{ PolicyName: 'own', PolicyDocument: written('iam:*') }],
              AttachedManagedPolicies: [{ PolicyName: 'Managed', PolicyArn: MANAGED }],
            },
          ],
          Policies: [
            {
              Arn: MANAGED,
              PolicyVersionList: [
                { VersionId: 'v1', IsDefaultVersion: false, Document: written('s3:*') },
                { VersionId: 'v2', IsDefaultVersion: true, Document: written('logs:*') },
              ],
            },
          ],
          IsTruncated: false,
        }),
      },
    },
  });
  const policiesIn = async (name: string) => {
    const world = worldFileOf(organization({ managementAccount: { ...THERE, users: [EVE] } }));
    const sandbox = await startSandbox({ emulations: [answering(name)], world });
    onTestFinished(() => sandbox.close());
    return (await collected(sandbox)).value.users?.map(({ policies }) => policies);
  };
  expect(await policiesIn('admins')).toEqual([[document(allow('iam:*')), document(allow('logs:*'))]]);
  expect(await policiesIn('others')).toEqual([undefined]);
});

test('an inactive key counts: it can be activated again', async () => {
  const sandbox = await twin({ ...THERE, users: [EVE] });
  const client = iam(sandbox);
  const { AccessKey } = await client.createAccessKey({ UserName: 'eve' });
  await client.updateAccessKey({
    UserName: 'eve',
    AccessKeyId: AccessKey?.AccessKeyId ?? '',
    Status: 'Inactive',
  });
  expect((await collected(sandbox)).value.users).toMatchObject([{ accessKeys: 1 }]);
});

test('more users than a page has', async () => {
  const users = Array.from({ length: 120 }, (_, index) => ({
    ...EVE,
    arn: userArn(`user-${String(index).padStart(3, '0')}`),
    mfa: [],
  }));
  const { value, gaps } = await collected(await twin({ ...THERE, users }));
  expect({ count: value.users?.length, last: value.users?.at(-1), gaps }).toEqual({
    count: 120,
    last: users.at(-1),
    gaps: [],
  });
});

const [first, second] = [CI, EVE].map(({ arn }) => arn);
const ADMIN = userArn('Admin');

test.each<[string, readonly (string | undefined)[], ManagementAccount]>([
  ['iam:GetAccountSummary', [rootOf(MANAGEMENT)], { users: [CI, EVE] }],
  [
    'iam:ListVirtualMFADevices',
    [`arn:aws:iam::${MANAGEMENT}:mfa/*`],
    { rootAccessKeys: false, users: [CI, EVE] },
  ],
  [
    'iam:GetAccountAuthorizationDetails',
    [`arn:aws:iam::${MANAGEMENT}:user/*`],
    { rootAccessKeys: false, rootMfa: 'not-virtual' },
  ],
  [
    'iam:GetLoginProfile',
    [ADMIN, first, second],
    { ...THERE, users: [CI, EVE].map(({ password: _, ...rest }) => rest) },
  ],
  [
    'iam:ListAccessKeys',
    [ADMIN, first, second],
    { ...THERE, users: [CI, EVE].map(({ accessKeys: _, ...rest }) => rest) },
  ],
  [
    'iam:ListMFADevices',
    [ADMIN, first, second],
    { ...THERE, users: [CI, EVE].map(({ mfa: _, ...rest }) => rest) },
  ],
])('without %s it is a Gap, and nothing is taken to be absent', async (action, on, there) => {
  const { value, gaps } = await collected(await twin(THERE), action);
  expect(value).toEqual(there);
  expect(missing(gaps)).toEqual(on.map((arn) => `${action} ${arn}`).sort());
});

test('IAM answers for nobody’s password, a status and a filter that are none', async () => {
  const client = iam(await twin(THERE));
  await expect(client.getLoginProfile({ UserName: 'deploy' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'Login Profile for User deploy cannot be found.',
  });
  await expect(client.getLoginProfile({ UserName: 'nobody' })).rejects.toMatchObject({
    message: expect.stringContaining('The user with name nobody'),
  });
  const none = 'none' as never;
  await expect(client.listVirtualMFADevices({ AssignmentStatus: none })).rejects.toMatchObject({
    name: 'ValidationError',
  });
  await expect(client.getAccountAuthorizationDetails({ Filter: [none] })).rejects.toMatchObject({
    name: 'ValidationError',
  });
  const { VirtualMFADevices } = await client.listVirtualMFADevices({ AssignmentStatus: 'Unassigned' });
  expect(VirtualMFADevices).toEqual([]);
});
