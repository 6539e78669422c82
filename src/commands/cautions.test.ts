import { describe, expect, test } from 'vitest';
import {
  allow,
  deny,
  document,
  MANAGEMENT,
  organization,
  type Parts,
  resource,
  role,
  roleOf,
  rootOf,
  WORKLOAD,
} from '../../test/worlds/build.ts';
import type { IamUser, ManagementAccount } from '../model/management-account.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { Gap, Role } from '../model/snapshot.ts';
import { judgedCautions, listedCautions } from './cautions.ts';

const ROOT_USER = rootOf(MANAGEMENT);
const user = (name: string, rest: Partial<IamUser> = {}): IamUser => ({
  arn: `arn:aws:iam::${MANAGEMENT}:user/${name}`,
  password: true,
  accessKeys: 0,
  mfa: ['passkey'],
  policies: [],
  ...rest,
});
const KEPT: ManagementAccount = { rootAccessKeys: false, rootMfa: 'not-virtual', users: [] };

function judged(id: string, parts: Parts, gaps: readonly Gap[] = []) {
  const found = judgedCautions({ ...organization({ managementAccount: KEPT, ...parts }), gaps }).find(
    (one) => one.id === id,
  );
  return [found?.verdict, ...(found?.found ?? []).map(({ kind, arn }) => `${kind} ${arn}`)];
}

const of = (...users: readonly IamUser[]): Parts => ({ managementAccount: { ...KEPT, users } });
const gapOf = (action: string, resourceArn = `arn:aws:iam::${MANAGEMENT}:user/*`): Gap => ({
  resource: resourceArn,
  action,
  code: 'AccessDenied',
  message: '',
});
const admin = (name: string, policies: readonly PolicyDocument[] | undefined): Role => ({
  ...role(MANAGEMENT, name, { AWS: rootOf(MANAGEMENT) }),
  ...(policies === undefined ? {} : { policies }),
});

test('in an account with nobody and nothing in it each is kept', () => {
  expect(judgedCautions(organization({ managementAccount: KEPT })).map(({ verdict }) => verdict)).toEqual(
    listedCautions().map(() => 'kept'),
  );
});

test('where nothing was read none is known', () => {
  const { resources: _, roles: __, ...rest } = organization();
  expect(judgedCautions(rest).map(({ verdict, found }) => [verdict, found])).toEqual(
    listedCautions().map(() => ['unknown', []]),
  );
});

const READS = {
  'no-workloads': ['account:ListRegions', 'ec2:DescribeInstances', 'lambda:ListFunctions'],
  'few-users': ['iam:GetAccountAuthorizationDetails'],
  'no-access-keys': ['iam:GetAccountAuthorizationDetails', 'iam:GetAccountSummary', 'iam:ListAccessKeys'],
  'least-privilege': ['iam:GetAccountAuthorizationDetails', 'iam:GetPolicy', 'iam:GetPolicyVersion'],
  'hardware-mfa': [
    'iam:GetAccountSummary',
    'iam:GetLoginProfile',
    'iam:ListMFADevices',
    'iam:ListVirtualMFADevices',
    'iam:GetAccountAuthorizationDetails',
  ],
};
test.each(
  Object.entries(READS).flatMap(([id, actions]) =>
    [...actions, 'sts:AssumeRole'].map((one) => [id, one] as const),
  ),
)('%s is not known without %s, in that account', (id, action) => {
  expect(judged(id, {}, [gapOf(action)])).toEqual(['unknown']);
  expect(judged(id, {}, [gapOf(action, rootOf(WORKLOAD))])).toEqual(['kept']);
});

describe('few users', () => {
  const users = ['a', 'b', 'c', 'd'].map((name) => user(name));
  test('three are few, four are not', () => {
    expect(judged('few-users', of(...users.slice(1)))).toEqual([
      'kept',
      ...users.slice(1).map(({ arn }) => `user ${arn}`),
    ]);
    expect(judged('few-users', of(...users))).toEqual(['not-kept', ...users.map(({ arn }) => `user ${arn}`)]);
  });
});

describe('access keys', () => {
  test('of root', () => {
    const managementAccount = { ...KEPT, rootAccessKeys: true };
    expect(judged('no-access-keys', { managementAccount })).toEqual(['not-kept', `access-keys ${ROOT_USER}`]);
  });
  test('of a user, though others could not be read', () => {
    const { accessKeys: _, ...unread } = user('other');
    expect(
      judged('no-access-keys', of(user('ci', { accessKeys: 2 }), unread), [gapOf('iam:ListAccessKeys')]),
    ).toEqual(['not-kept', `access-keys ${user('ci').arn}`]);
    expect(judged('no-access-keys', of(unread))).toEqual(['unknown']);
  });
});

describe('hardware MFA', () => {
  test.each<[NonNullable<ManagementAccount['rootMfa']>, readonly string[]]>([
    ['none', ['not-kept', `no-mfa ${ROOT_USER}`]],
    ['virtual', ['not-kept', `virtual-mfa ${ROOT_USER}`]],
    ['not-virtual', ['kept']],
  ])('of root: %s', (rootMfa, expected) => {
    expect(judged('hardware-mfa', { managementAccount: { ...KEPT, rootMfa } })).toEqual(expected);
  });
  test.each<[string, Partial<IamUser>, readonly string[]]>([
    ['a token and a passkey', { mfa: ['hardware', 'passkey'] }, ['kept']],
    [
      'a virtual device beside a passkey',
      { mfa: ['passkey', 'virtual'] },
      ['not-kept', `virtual-mfa ${user('eve').arn}`],
    ],
    ['none', { mfa: [] }, ['not-kept', `no-mfa ${user('eve').arn}`]],
    ['none, and no password to sign in with', { mfa: [], password: false }, ['kept']],
  ])('of a user: %s', (_, rest, expected) => {
    expect(judged('hardware-mfa', of(user('eve', rest)))).toEqual(expected);
  });
  test('of a user of whom it is not known whether there is a password', () => {
    const { password: _, ...unread } = user('eve', { mfa: [] });
    expect(judged('hardware-mfa', of(unread))).toEqual(['unknown']);
  });
  test.each<[string, Role['trust']['Statement'], boolean]>([
    [
      'a directory',
      allow('sts:AssumeRoleWithSAML', '*', { Principal: { Federated: 'arn:aws:iam::1:saml-provider/x' } }),
      true,
    ],
    ['another account', allow('sts:AssumeRole', '*', { Principal: { AWS: rootOf(WORKLOAD) } }), true],
    ['anybody', allow('sts:AssumeRole', '*', { Principal: '*' }), true],
    ['its own account', allow('sts:AssumeRole', '*', { Principal: { AWS: rootOf(MANAGEMENT) } }), false],
    ['a service', allow('sts:AssumeRole', '*', { Principal: { Service: 'lambda.amazonaws.com' } }), false],
  ])('of those whom %s lets in', (_, Statement, unknown) => {
    const there = { ...admin('Access', []), trust: { Version: '2012-10-17' as const, Statement } };
    expect(judged('hardware-mfa', { roles: [there] })).toEqual(
      unknown ? ['unknown', `signs-in-elsewhere ${there.arn}`] : ['kept'],
    );
  });
});

describe('least privilege', () => {
  const four = (policies: readonly PolicyDocument[] | undefined) =>
    ['A', 'B', 'C', 'D'].map((name) => admin(name, policies));
  const NARROW = { NotAction: ['iam:*', 'organizations:*', 'cloudtrail:*'] };
  test.each<[string, PolicyDocument, 'not-kept' | 'kept']>([
    ['everything', document(allow('*')), 'not-kept'],
    ['one of them, by a pattern in another case', document(allow('CloudTrail:stop*')), 'not-kept'],
    ['all but some', document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), 'not-kept'],
    ['all but these', document({ Effect: 'Allow', ...NARROW, Resource: '*' }), 'kept'],
    ['others', document(allow(['s3:*', 'cloudtrail:Get*'])), 'kept'],
    ['nothing', document(deny('*')), 'kept'],
  ])('of four who may do %s', (_, policy, verdict) => {
    expect(judged('least-privilege', { roles: four([policy]) })[0]).toBe(verdict);
  });
  test('three are few, and named', () => {
    const roles = four([document(allow('*'))]).slice(1);
    expect(judged('least-privilege', { roles })).toEqual([
      'kept',
      ...['B', 'C', 'D'].map((name) => `may-unguard ${roleOf(MANAGEMENT, name)}`),
    ]);
  });
  test('a service is no somebody', () => {
    const roles = four([document(allow('*'))]).map((one) => ({
      ...one,
      trust: document(allow('sts:AssumeRole', '*', { Principal: { Service: 'lambda.amazonaws.com' } })),
    }));
    expect(judged('least-privilege', { roles })).toEqual(['kept']);
  });
  test('whose policies were not read may be one of them', () => {
    expect(judged('least-privilege', { roles: four(undefined) })).toEqual([
      'unknown',
      ...['A', 'B', 'C', 'D'].map((name) => `policies-unread ${roleOf(MANAGEMENT, name)}`),
    ]);
  });
});

test.each([
  ['AWS::Lambda::Function', 'lambda', 'function:deploy'],
  ['AWS::ECS::Service', 'ecs', 'service/tools/deploy'],
  ['AWS::ECS::Task', 'ecs', 'task/tools/deploy'],
] as const)('workloads are those of the management account (%s)', (type, service, name) => {
  const at = (account: string) => `arn:aws:${service}:us-east-1:${account}:${name}`;
  const there = (account: string) => ({ resources: [resource(type, at(account))] });
  expect(judged('no-workloads', there(MANAGEMENT))).toEqual(['not-kept', `workload ${at(MANAGEMENT)}`]);
  expect(judged('no-workloads', there(WORKLOAD))).toEqual(['kept']);
});
