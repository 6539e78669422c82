import { afterEach, expect, test } from 'vitest';
import type { AwsAccess } from '../../aws/access.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { KmsKey } from '../../model/snapshot.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { collectKey } from './collect.ts';
import kms from './emulate.ts';

const LOGS = '222222222222';
const SHOP = '333333333333';
const ARN = `arn:aws:kms:eu-west-1:${LOGS}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const allow = (Action: string, Principal?: { readonly AWS: string }): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...(Principal && { Principal }) }],
});
const byAccount = allow('kms:*', { AWS: `arn:aws:iam::${LOGS}:root` });

const FULL: KmsKey = {
  arn: ARN,
  accountId: LOGS,
  region: 'eu-west-1',
  enabled: false,
  policy: byAccount,
  grants: [
    {
      grantId: 'a'.repeat(64),
      granteePrincipal: `arn:aws:iam::${SHOP}:role/Reader`,
      retiringPrincipal: `arn:aws:iam::${SHOP}:role/Owner`,
      operations: ['Decrypt', 'DescribeKey'],
    },
    { grantId: 'b'.repeat(64), granteePrincipal: 'logs.amazonaws.com', operations: ['Encrypt'] },
  ],
  aliases: ['alias/log-files', 'alias/logs'],
  origin: 'AWS_CLOUDHSM',
  keyStoreId: 'cks-1234567890abcdef0',
  tags: { protected: 'yes', team: 'security' },
};
const READS = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:ListAliases',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
];

let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** Read as this account's user Reader, who may do everything but what is denied. */
async function collect(
  keys: readonly KmsKey[],
  { denied = [] as readonly string[], from = LOGS, arn = ARN } = {},
) {
  const policies = [
    allow('kms:*'),
    ...denied.map(
      (Action): PolicyDocument => ({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
      }),
    ),
  ];
  const principals = [{ user: 'Reader', policies }];
  sandbox = await startSandbox({
    emulations: [kms],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: '111111111111', name: 'management', management: true },
        { id: LOGS, name: 'logs', principals },
        { id: SHOP, name: 'shop', principals },
      ],
      keys,
    },
  });
  return collectKey(accessOf(from), arn);
}

function accessOf(accountId: string): AwsAccess {
  const credentials = [...sandbox.world.credentials.values()].find(
    ({ identity }) =>
      identity.type === 'user' && identity.userName === 'Reader' && identity.accountId === accountId,
  );
  if (credentials === undefined) throw new Error(`no key in ${accountId}`);
  return {
    partition: 'aws',
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    sandbox: true,
    mode: 'read',
    credentials: async () => credentials,
    caller: { arn: `arn:aws:iam::${accountId}:user/Reader`, accountId },
    run: { id: '0123456789ab', userAgent: 'indelible/0 run/0123456789ab' },
  };
}

test('a key with everything is collected as it stands, in its own Region', async () => {
  expect(await collect([FULL])).toEqual({ value: FULL, gaps: [] });
});

test('a key without grants, aliases and tags', async () => {
  const bare: KmsKey = {
    ...{ arn: ARN, accountId: LOGS, region: 'eu-west-1', enabled: true, policy: byAccount },
    ...{ grants: [], aliases: [], origin: 'AWS_KMS', rotation: false, tags: {} },
  };
  expect(await collect([bare])).toEqual({ value: bare, gaps: [] });
});

test('a key that rotates, and one whose deletion is scheduled', async () => {
  const { keyStoreId: _, ...rest } = FULL;
  const rotating: KmsKey = { ...rest, origin: 'AWS_KMS', rotation: true };
  expect(await collect([rotating])).toEqual({ value: rotating, gaps: [] });
  await sandbox.close();
  const going: KmsKey = { ...FULL, deletionDate: '2126-01-31T00:00:00.000Z' };
  expect(await collect([going])).toEqual({ value: going, gaps: [] });
});

test('the ARN of an alias leads to its key', async () => {
  const arn = `arn:aws:kms:eu-west-1:${LOGS}:alias/logs`;
  expect(await collect([FULL], { arn })).toEqual({ value: FULL, gaps: [] });
});

test('a key that does not exist is an answer and no Gap', async () => {
  expect(await collect([])).toEqual({ value: undefined, gaps: [] });
});

test('more than a page of grants, aliases and tags', async () => {
  const numbers = Array.from({ length: 120 }, (_, index) => String(index).padStart(3, '0'));
  const large: KmsKey = {
    ...FULL,
    grants: numbers.map((number) => ({
      grantId: `grant-${number}`,
      granteePrincipal: `arn:aws:iam::${SHOP}:role/Reader`,
      operations: ['Decrypt'],
    })),
    aliases: numbers.map((number) => `alias/logs-${number}`),
    tags: Object.fromEntries(numbers.map((number) => [`tag-${number}`, number])),
  };
  expect(await collect([large])).toEqual({ value: large, gaps: [] });
});

test.each([
  ['kms:GetKeyPolicy', 'policy'],
  ['kms:ListGrants', 'grants'],
  ['kms:ListAliases', 'aliases'],
  ['kms:GetKeyRotationStatus', 'rotation'],
  ['kms:ListResourceTags', 'tags'],
] as const)('without %s its Gap, and everything else', async (action, missing) => {
  const { value, gaps } = await collect([FULL], { denied: [action] });
  const { [missing]: _, ...rest } = FULL;
  expect(value).toEqual(rest);
  expect(gaps).toEqual([
    { resource: ARN, action, code: 'AccessDeniedException', message: expect.stringContaining(action) },
  ]);
});

test('without kms:DescribeKey a key is taken for enabled', async () => {
  const { value, gaps } = await collect([FULL], { denied: ['kms:DescribeKey'] });
  const { origin: _, keyStoreId: __, ...rest } = FULL;
  expect(value).toEqual({ ...rest, enabled: true });
  expect(gaps.map(({ action, resource }) => [action, resource])).toEqual([['kms:DescribeKey', ARN]]);
});

test('without any permission a Gap for each', async () => {
  const { value, gaps } = await collect([FULL], { denied: READS });
  expect(value).toEqual({ arn: ARN, accountId: LOGS, region: 'eu-west-1', enabled: true });
  expect(gaps.map(({ action }) => action).sort()).toEqual([...READS].sort());
});

test('from another account, what its key policy does not let out is a Gap; so are the aliases', async () => {
  const open = { ...FULL, policy: allow('kms:*', { AWS: `arn:aws:iam::${SHOP}:root` }) };
  const { value, gaps } = await collect([open], { from: SHOP });
  const { policy: _, aliases: __, tags: ___, ...rest } = FULL;
  expect(value).toEqual(rest);
  expect(gaps.map(({ action, code }) => [action, code]).sort()).toEqual([
    ['kms:GetKeyPolicy', 'AccessDeniedException'],
    ['kms:ListAliases', 'AliasesOfAnotherAccount'],
    ['kms:ListResourceTags', 'AccessDeniedException'],
  ]);
});
