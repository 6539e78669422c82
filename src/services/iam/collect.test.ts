import { IAM } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import {
  allow,
  document,
  LOG_ARCHIVE,
  organization,
  role,
  rootOf,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import type { Role } from '../../model/snapshot.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectRoles } from './collect.ts';

const POLICY = `arn:aws:iam::${WORKLOAD}:policy/team/read-logs`;
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

const FULL: Role = {
  ...role(WORKLOAD, 'ci/Deployer', { AWS: rootOf(LOG_ARCHIVE) }),
  policies: [document(allow('s3:*')), document(allow('cloudtrail:LookupEvents'))],
  boundary: document(allow('s3:Get*')),
  managedPolicies: [],
  tags: { team: 'ci (日本)' },
};
const PLAIN: Role = {
  ...role(WORKLOAD, 'Plain', { AWS: rootOf(WORKLOAD) }),
  policies: [],
  managedPolicies: [],
};

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await twinOf(organization({ roles: [FULL, PLAIN] }));
});
afterEach(() => sandbox.close());

async function iam(): Promise<IAM> {
  const { endpoint, region, credentials } = readAs(sandbox, WORKLOAD);
  return new IAM({ endpoint: endpoint ?? '', region, credentials });
}

/** A customer managed policy and one of AWS's own. */
async function attach(): Promise<void> {
  const client = await iam();
  const PolicyDocument = JSON.stringify(document(allow('s3:List*')));
  await client.createPolicy({ PolicyName: 'read-logs', Path: '/team/', PolicyDocument });
  await client.attachRolePolicy({ RoleName: 'Deployer', PolicyArn: POLICY });
  await client.attachRolePolicy({ RoleName: 'Deployer', PolicyArn: ADMINISTRATOR });
}

test('roles with their trust, policies, boundary and tags', async () => {
  expect(await collectRoles(readAs(sandbox, WORKLOAD))).toEqual({ value: [PLAIN, FULL], gaps: [] });
});

test('managed policies as they are by default, the customer’s by name', async () => {
  await attach();
  const client = await iam();
  const changed = document(allow('s3:Get*'));
  await client.createPolicyVersion({
    PolicyArn: POLICY,
    PolicyDocument: JSON.stringify(changed),
    SetAsDefault: true,
  });
  const { value, gaps } = await collectRoles(readAs(sandbox, WORKLOAD));
  expect(gaps).toEqual([]);
  expect(value[1]).toEqual({
    ...FULL,
    policies: [...(FULL.policies ?? []), changed, document(allow('*'))],
    managedPolicies: [POLICY],
  });
});

test('two pages of roles, and no service-linked one', async () => {
  const { roles = new Map() } = sandbox.world.accounts.get(WORKLOAD) ?? {};
  const model = roles.get('plain');
  const named = (name: string, path: string) => ({
    ...model,
    name,
    path,
    arn: `arn:aws:iam::${WORKLOAD}:role${path}${name}`,
  });
  for (let index = 100; index < 220; index += 1) roles.set(`r-${index}`, named(`R-${index}`, '/'));
  roles.set('linked', named('Linked', '/aws-service-role/example.amazonaws.com/'));
  const { value, gaps } = await collectRoles(readAs(sandbox, WORKLOAD));
  expect(gaps).toEqual([]);
  expect(value).toHaveLength(122);
  expect(value.map(({ arn }) => arn)).toEqual(value.map(({ arn }) => arn).sort());
});

test.each([['iam:GetPolicy'], ['iam:GetPolicyVersion']])(
  'a boundary of AWS’s own that no list tells of; without %s it counts as not read',
  async (action) => {
    const client = await iam();
    await client.putRolePermissionsBoundary({ RoleName: 'Plain', PermissionsBoundary: ADMINISTRATOR });
    const bounded = { ...PLAIN, boundary: document(allow('*')) };
    expect(await collectRoles(readAs(sandbox, WORKLOAD))).toEqual({ value: [bounded, FULL], gaps: [] });
    const { value, gaps } = await collectRoles(readAs(sandbox, WORKLOAD, action));
    expect(value).toEqual([PLAIN, FULL]);
    expect(missing(gaps)).toEqual([`${action} ${ADMINISTRATOR}`]);
  },
);

test('without iam:GetAccountAuthorizationDetails a Gap names the account', async () => {
  const { value, gaps } = await collectRoles(readAs(sandbox, WORKLOAD, 'iam:GetAccountAuthorizationDetails'));
  expect(value).toEqual([]);
  expect(missing(gaps)).toEqual([`iam:GetAccountAuthorizationDetails arn:aws:iam::${WORKLOAD}:role/*`]);
});
