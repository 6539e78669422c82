import * as sdk from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyDocument, PolicyStatement } from '../../model/policy.ts';
import type { KmsKey } from '../../model/snapshot.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import kms from './emulate.ts';

const MANAGEMENT = '111111111111';
const LOGS = '222222222222';
const SHOP = '333333333333';
const DAY = 86_400_000;

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_ID = '0987dcba-09fe-87dc-65ba-ab0987654321';
const arnOf = (id: string, account = LOGS) => `arn:aws:kms:us-east-1:${account}:key/${id}`;
const ARN = arnOf(ID);
const aliasArn = (alias: string) => `arn:aws:kms:us-east-1:${LOGS}:${alias}`;
const rootOf = (account: string) => `arn:aws:iam::${account}:root`;

const document = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});
const allow = (Action: string, rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...rest,
});
const deny = (Action: string, rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...allow(Action, rest),
  Effect: 'Deny',
});
const byAccount = (account: string) => allow('kms:*', { Principal: { AWS: rootOf(account) } });

const key = (rest: Partial<KmsKey> = {}): KmsKey => ({
  arn: ARN,
  accountId: LOGS,
  region: 'us-east-1',
  enabled: true,
  policy: document(byAccount(LOGS)),
  grants: [],
  aliases: ['alias/logs'],
  origin: 'AWS_KMS',
  tags: {},
  ...rest,
});
const grant = (user: string, operations: readonly string[], retiring?: string) => ({
  grantId: `${user}-grant`,
  granteePrincipal: `arn:aws:iam::${SHOP}:user/${user}`,
  ...(retiring === undefined ? {} : { retiringPrincipal: `arn:aws:iam::${SHOP}:user/${retiring}` }),
  operations,
});

let sandbox: Sandbox;
let logs: sdk.KMS;

async function start(keys: readonly KmsKey[], denied: readonly PolicyStatement[] = []): Promise<void> {
  await sandbox?.close();
  sandbox = await startSandbox({
    emulations: [kms],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: LOGS, name: 'logs', principals: [{ user: 'Nobody' }] },
        { id: SHOP, name: 'shop', principals: [{ user: 'Reader' }, { user: 'Owner' }] },
      ],
      policies: denied.length === 0 ? [] : [guard(denied)],
      keys,
    },
  });
  logs = clientOf(LOGS);
}

const guard = (denied: readonly PolicyStatement[]) => ({
  name: 'guard',
  kind: 'scp' as const,
  document: document(...denied),
  targets: ['logs'],
});

function clientOf(accountId: string, userName = 'Admin', region = 'us-east-1'): sdk.KMS {
  const credentials = [...sandbox.world.credentials.values()].find(
    ({ identity }) =>
      identity.type === 'user' && identity.accountId === accountId && identity.userName === userName,
  );
  if (credentials === undefined) throw new Error(`no key of ${userName} in ${accountId}`);
  return new sdk.KMS({ endpoint: sandbox.endpoint, region, credentials, maxAttempts: 1 });
}

const refusal = (name: string, message?: RegExp) =>
  expect.objectContaining({ name, ...(message ? { message: expect.stringMatching(message) } : {}) });
const denial = (message?: RegExp) => refusal('AccessDeniedException', message);
const stored = (arn = ARN) => sandbox.world.keys.get(arn);
const stateOf = async (KeyId = ARN) => (await logs.describeKey({ KeyId })).KeyMetadata?.KeyState;

beforeEach(() => start([key()]));
afterEach(() => sandbox.close());

test('every operation of the API is recognised', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(kms.operations).sort()).toEqual(names.sort());
});

test('what is not emulated is authorized on its key, then answered 501', async () => {
  await start(
    [key(), key({ arn: arnOf(OTHER_ID), aliases: [] })],
    [deny('kms:CreateGrant', { Resource: ARN })],
  );
  const wanted = { GranteePrincipal: rootOf(SHOP), Operations: ['Decrypt' as const] };
  await expect(logs.createGrant({ KeyId: ID, ...wanted })).rejects.toEqual(
    denial(/explicit deny in a service/),
  );
  await expect(logs.createGrant({ KeyId: OTHER_ID, ...wanted })).rejects.toEqual(refusal('NotEmulated'));
  await expect(
    logs.reEncrypt({ CiphertextBlob: new Uint8Array([1]), DestinationKeyId: 'alias/logs' }),
  ).rejects.toEqual(refusal('NotEmulated'));
  await expect(logs.generateRandom({ NumberOfBytes: 1 })).rejects.toEqual(refusal('NotEmulated'));
});

describe('naming a key', () => {
  test('DescribeKey takes its id, its ARN, its alias and the alias’s ARN', async () => {
    for (const KeyId of [ID, ARN, 'alias/logs', aliasArn('alias/logs')]) {
      expect((await logs.describeKey({ KeyId })).KeyMetadata).toMatchObject({
        Arn: ARN,
        KeyId: ID,
        AWSAccountId: LOGS,
        Enabled: true,
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        MultiRegion: false,
      });
    }
  });

  test('other operations take no alias', async () => {
    await expect(logs.disableKey({ KeyId: 'alias/logs' })).rejects.toEqual(
      refusal('NotFoundException', /^Invalid keyId/),
    );
    await expect(logs.disableKey({ KeyId: aliasArn('alias/logs') })).rejects.toEqual(
      refusal('InvalidArnException'),
    );
  });

  test('what is not there is said to be missing in one’s own account, and denied in another', async () => {
    const missing = (KeyId: string, client = logs) => client.describeKey({ KeyId });
    await expect(missing(OTHER_ID)).rejects.toEqual(refusal('NotFoundException', /does not exist$/));
    await expect(missing('logs')).rejects.toEqual(refusal('NotFoundException', /^Invalid keyId 'logs'/));
    await expect(missing('alias/none')).rejects.toEqual(refusal('NotFoundException', /is not found\.$/));
    await expect(missing('arn:aws:kms')).rejects.toEqual(refusal('InvalidArnException'));
    await expect(missing(arnOf(OTHER_ID, SHOP))).rejects.toEqual(denial());
    await expect(missing(`arn:aws:kms:us-east-1:${SHOP}:alias/none`)).rejects.toEqual(denial());
    await expect(missing(ARN, clientOf(LOGS, 'Admin', 'eu-west-1'))).rejects.toEqual(
      refusal('NotFoundException', /^Invalid arn us-east-1/),
    );
  });
});

describe('who may', () => {
  test('without an Allow to the account in the key policy not even its administrator', async () => {
    await start([key({ policy: document(allow('kms:Describe*', { Principal: { AWS: rootOf(LOGS) } })) })]);
    expect(await stateOf()).toBe('Enabled');
    await expect(logs.disableKey({ KeyId: ARN })).rejects.toEqual(denial(/no resource-based policy allows/));
    expect(stored()?.enabled).toBe(true);
  });

  test('with it, whom an identity policy allows', async () => {
    await expect(clientOf(LOGS, 'Nobody').disableKey({ KeyId: ARN })).rejects.toEqual(
      denial(/no identity-based policy allows/),
    );
  });

  test('whom the key policy names needs nothing more', async () => {
    const Principal = { AWS: `arn:aws:iam::${LOGS}:user/Nobody` };
    await start([key({ policy: document(allow('kms:DisableKey', { Principal })) })]);
    await clientOf(LOGS, 'Nobody').disableKey({ KeyId: ARN });
    expect(stored()?.enabled).toBe(false);
  });

  test('where no policy was read, the default one stands', async () => {
    const { policy: _, ...unread } = key();
    await start([unread]);
    await logs.disableKey({ KeyId: ARN });
    expect(JSON.parse((await logs.getKeyPolicy({ KeyId: ID })).Policy ?? '')).toMatchObject({
      Statement: [{ Principal: { AWS: rootOf(LOGS) }, Action: 'kms:*' }],
    });
  });

  test('another account uses what crosses accounts only', async () => {
    await start([key({ policy: document(byAccount(LOGS), byAccount(SHOP)) })]);
    const shop = clientOf(SHOP);
    expect((await shop.describeKey({ KeyId: ARN })).KeyMetadata?.Arn).toBe(ARN);
    await expect(shop.disableKey({ KeyId: ARN })).rejects.toEqual(denial());
    await expect(shop.getKeyPolicy({ KeyId: ARN })).rejects.toEqual(denial());
    await expect(shop.describeKey({ KeyId: ID })).rejects.toEqual(refusal('NotFoundException'));
    expect((await shop.listKeys({})).Keys).toEqual([]);
    expect((await shop.listAliases({ KeyId: ARN })).Aliases).toEqual([]);
  });

  test('a grant lets its grantee in', async () => {
    await start([key({ grants: [grant('Reader', ['DescribeKey'])] })]);
    expect((await clientOf(SHOP, 'Reader').describeKey({ KeyId: ARN })).KeyMetadata?.Arn).toBe(ARN);
    await expect(clientOf(SHOP, 'Owner').describeKey({ KeyId: ARN })).rejects.toEqual(denial());
  });

  test.each<[string, PolicyStatement['Condition']]>([
    ['its aliases', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/logs' } }],
    ['its tags', { StringEquals: { 'aws:ResourceTag/protected': 'yes' } }],
    ['its origin', { StringEquals: { 'kms:KeyOrigin': 'EXTERNAL' } }],
    ['the caller’s account', { StringEquals: { 'kms:CallerAccount': LOGS } }],
    ['the waiting period', { NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' } }],
  ])('a guard that asks for %s knows it', async (_, Condition = {}) => {
    const guarded = key({ tags: { protected: 'yes' }, origin: 'EXTERNAL' });
    await start([guarded], [deny('kms:ScheduleKeyDeletion', { Condition })]);
    await expect(logs.scheduleKeyDeletion({ KeyId: ARN, PendingWindowInDays: 7 })).rejects.toEqual(denial());
  });

  test('a guard that asks for the alias in the request knows it', async () => {
    const Condition = { StringEquals: { 'kms:RequestAlias': 'alias/logs' } };
    await start([key()], [deny('kms:DescribeKey', { Condition })]);
    await expect(logs.describeKey({ KeyId: aliasArn('alias/logs') })).rejects.toEqual(denial());
    expect(await stateOf(ID)).toBe('Enabled');
  });
});

describe('states', () => {
  test('a key is disabled and enabled again', async () => {
    await logs.disableKey({ KeyId: ID });
    expect(await stateOf()).toBe('Disabled');
    await logs.enableKey({ KeyId: ID });
    expect(await stateOf()).toBe('Enabled');
  });

  test('deletion is scheduled, and cancelled: the key stays disabled', async () => {
    const answer = await logs.scheduleKeyDeletion({ KeyId: ID, PendingWindowInDays: 7 });
    expect(answer).toMatchObject({ KeyId: ARN, KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
    expect((await logs.describeKey({ KeyId: ID })).KeyMetadata).toMatchObject({
      Enabled: false,
      KeyState: 'PendingDeletion',
      DeletionDate: answer.DeletionDate,
    });
    expect((await logs.cancelKeyDeletion({ KeyId: ID })).KeyId).toBe(ARN);
    expect(await stateOf()).toBe('Disabled');
    await expect(logs.cancelKeyDeletion({ KeyId: ID })).rejects.toEqual(
      refusal('KMSInvalidStateException', /is not pending deletion\.$/),
    );
  });

  test('a key that awaits deletion refuses what would change it', async () => {
    await logs.scheduleKeyDeletion({ KeyId: ID });
    const refused = refusal('KMSInvalidStateException', /is pending deletion\.$/);
    await expect(logs.enableKey({ KeyId: ID })).rejects.toEqual(refused);
    await expect(logs.disableKey({ KeyId: ID })).rejects.toEqual(refused);
    await expect(logs.scheduleKeyDeletion({ KeyId: ID })).rejects.toEqual(refused);
    await expect(logs.createAlias({ AliasName: 'alias/new', TargetKeyId: ID })).rejects.toEqual(refused);
    await expect(logs.untagResource({ KeyId: ID, TagKeys: ['a'] })).rejects.toEqual(refused);
    await logs.deleteAlias({ AliasName: 'alias/logs' });
    expect(await stateOf()).toBe('PendingDeletion');
  });

  test('once the date has come it is gone, with its aliases', async () => {
    await logs.scheduleKeyDeletion({ KeyId: ID, PendingWindowInDays: 7 });
    sandbox.advance(7 * DAY);
    await expect(logs.describeKey({ KeyId: ARN })).rejects.toEqual(refusal('NotFoundException'));
    expect((await logs.listKeys({})).Keys).toEqual([]);
    expect((await logs.listAliases({})).Aliases).toEqual([]);
  });

  test('a waiting period that is no such period is refused', async () => {
    await expect(logs.scheduleKeyDeletion({ KeyId: ID, PendingWindowInDays: 6 })).rejects.toEqual(
      refusal('ValidationException'),
    );
  });

  test('rotation is off, and not supported in a custom key store', async () => {
    expect(await logs.getKeyRotationStatus({ KeyId: ID })).toMatchObject({ KeyRotationEnabled: false });
    await start([key({ origin: 'EXTERNAL_KEY_STORE' })]);
    await expect(logs.getKeyRotationStatus({ KeyId: ID })).rejects.toEqual(
      refusal('UnsupportedOperationException'),
    );
  });
});

describe('the key policy', () => {
  const put = (Policy: string, rest = {}) => logs.putKeyPolicy({ KeyId: ID, Policy, ...rest });

  test('is read and replaced, and decides from then on', async () => {
    const open = document(byAccount(LOGS), byAccount(SHOP));
    await put(JSON.stringify(open), { PolicyName: 'default' });
    const { Policy = '', PolicyName } = await logs.getKeyPolicy({ KeyId: ID });
    expect(JSON.parse(Policy)).toEqual(open);
    expect(PolicyName).toBe('default');
    expect((await clientOf(SHOP).describeKey({ KeyId: ARN })).KeyMetadata?.Arn).toBe(ARN);
  });

  test('must let its writer replace it, unless that check is bypassed', async () => {
    const away = JSON.stringify(document(byAccount(SHOP)));
    await expect(put(away)).rejects.toEqual(
      refusal('MalformedPolicyDocumentException', /will not allow you to update the key policy/),
    );
    expect(stored()?.policy).toEqual(key().policy);
    await put(away, { BypassPolicyLockoutSafetyCheck: true });
    await expect(logs.describeKey({ KeyId: ID })).rejects.toEqual(denial());
  });

  test('a guard may forbid the bypass alone', async () => {
    const Condition = { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } };
    await start([key()], [deny('kms:PutKeyPolicy', { Condition })]);
    const same = JSON.stringify(key().policy);
    await expect(put(same, { BypassPolicyLockoutSafetyCheck: true })).rejects.toEqual(denial());
    await put(same);
  });

  test('is refused where it is none, too long, or not the default one', async () => {
    await expect(put('{')).rejects.toEqual(refusal('MalformedPolicyDocumentException'));
    await expect(put(`${JSON.stringify(key().policy)}${' '.repeat(33_000)}`)).rejects.toEqual(
      refusal('LimitExceededException'),
    );
    await expect(put('{}', { PolicyName: 'other' })).rejects.toEqual(refusal('NotFoundException'));
    await expect(logs.getKeyPolicy({ KeyId: ID, PolicyName: 'other' })).rejects.toEqual(
      refusal('NotFoundException'),
    );
  });
});

describe('aliases', () => {
  const other = key({ arn: arnOf(OTHER_ID), aliases: [] });

  test('are made, moved to another key and deleted', async () => {
    await start([key(), other]);
    await logs.createAlias({ AliasName: 'alias/new', TargetKeyId: ARN });
    expect(stored()?.aliases).toEqual(['alias/logs', 'alias/new']);
    await logs.updateAlias({ AliasName: 'alias/new', TargetKeyId: OTHER_ID });
    expect((await logs.describeKey({ KeyId: 'alias/new' })).KeyMetadata?.KeyId).toBe(OTHER_ID);
    await logs.deleteAlias({ AliasName: 'alias/logs' });
    expect((await logs.listAliases({})).Aliases).toEqual([
      { AliasName: 'alias/new', AliasArn: aliasArn('alias/new'), TargetKeyId: OTHER_ID },
    ]);
    expect((await logs.listAliases({ KeyId: ID })).Aliases).toEqual([]);
  });

  test('are unique, have a prefix, and must be there', async () => {
    const make = (AliasName: string) => logs.createAlias({ AliasName, TargetKeyId: ID });
    await expect(make('alias/logs')).rejects.toEqual(refusal('AlreadyExistsException'));
    await expect(make('logs')).rejects.toEqual(refusal('ValidationException', /prefix/));
    await expect(make('alias/aws/logs')).rejects.toEqual(refusal('InvalidAliasNameException'));
    await expect(logs.deleteAlias({ AliasName: 'alias/none' })).rejects.toEqual(refusal('NotFoundException'));
    await expect(logs.updateAlias({ AliasName: 'alias/none', TargetKeyId: ID })).rejects.toEqual(
      refusal('NotFoundException'),
    );
  });

  test.each([aliasArn('alias/logs'), ARN, arnOf(OTHER_ID)])(
    'a deny on %s holds the alias',
    async (Resource) => {
      await start([key(), other], [deny('kms:UpdateAlias', { Resource })]);
      await expect(logs.updateAlias({ AliasName: 'alias/logs', TargetKeyId: OTHER_ID })).rejects.toEqual(
        denial(),
      );
      expect(stored()?.aliases).toEqual(['alias/logs']);
    },
  );
});

describe('grants', () => {
  const both = () => [grant('Owner', ['Encrypt']), grant('Reader', ['Decrypt'], 'Owner')];
  beforeEach(() => start([key({ grants: both() })]));

  test('are listed, by grantee and by id', async () => {
    const { Grants = [] } = await logs.listGrants({ KeyId: ID });
    expect(Grants).toEqual([
      {
        KeyId: ARN,
        GrantId: 'Owner-grant',
        GranteePrincipal: `arn:aws:iam::${SHOP}:user/Owner`,
        IssuingAccount: rootOf(LOGS),
        Operations: ['Encrypt'],
      },
      {
        KeyId: ARN,
        GrantId: 'Reader-grant',
        GranteePrincipal: `arn:aws:iam::${SHOP}:user/Reader`,
        RetiringPrincipal: `arn:aws:iam::${SHOP}:user/Owner`,
        IssuingAccount: rootOf(LOGS),
        Operations: ['Decrypt'],
      },
    ]);
    const GranteePrincipal = `arn:aws:iam::${SHOP}:user/Reader`;
    expect((await logs.listGrants({ KeyId: ID, GranteePrincipal })).Grants).toEqual([Grants[1]]);
    expect((await logs.listGrants({ KeyId: ID, GrantId: 'Owner-grant' })).Grants).toEqual([Grants[0]]);
  });

  test('are revoked, and not by a dry run', async () => {
    const revoked = { KeyId: ID, GrantId: 'Reader-grant' };
    await expect(logs.revokeGrant({ ...revoked, DryRun: true })).rejects.toEqual(
      refusal('DryRunOperationException'),
    );
    expect(stored()?.grants).toHaveLength(2);
    await logs.revokeGrant(revoked);
    expect(stored()?.grants?.map(({ grantId }) => grantId)).toEqual(['Owner-grant']);
    await expect(logs.revokeGrant(revoked)).rejects.toEqual(refusal('NotFoundException'));
  });

  test('are retired by whom they name, each for itself', async () => {
    const owner = clientOf(SHOP, 'Owner');
    await expect(owner.retireGrant({ KeyId: ARN, GrantId: 'Owner-grant' })).rejects.toEqual(denial());
    await owner.retireGrant({ KeyId: ARN, GrantId: 'Reader-grant' });
    expect(stored()?.grants?.map(({ grantId }) => grantId)).toEqual(['Owner-grant']);
    await expect(owner.retireGrant({ GrantToken: 'token' })).rejects.toEqual(
      refusal('InvalidGrantTokenException'),
    );
  });
});

describe('tags', () => {
  test('are set, replaced and taken off', async () => {
    await logs.tagResource({ KeyId: ID, Tags: [{ TagKey: 'a', TagValue: '1' }] });
    await logs.tagResource({
      KeyId: ID,
      Tags: [
        { TagKey: 'a', TagValue: '2' },
        { TagKey: 'b', TagValue: '' },
      ],
    });
    expect((await logs.listResourceTags({ KeyId: ID })).Tags).toEqual([
      { TagKey: 'a', TagValue: '2' },
      { TagKey: 'b', TagValue: '' },
    ]);
    await logs.untagResource({ KeyId: ID, TagKeys: ['a', 'none'] });
    expect(stored()?.tags).toEqual({ b: '' });
  });

  test('guards may ask which tags a call brings', async () => {
    const Condition = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'protected' } };
    await start([key({ tags: { protected: 'yes' } })], [deny('kms:*', { Condition })]);
    await expect(logs.untagResource({ KeyId: ID, TagKeys: ['protected'] })).rejects.toEqual(denial());
    await expect(
      logs.tagResource({ KeyId: ID, Tags: [{ TagKey: 'protected', TagValue: 'no' }] }),
    ).rejects.toEqual(denial());
    await logs.tagResource({ KeyId: ID, Tags: [{ TagKey: 'other', TagValue: 'no' }] });
  });

  test('that AWS refuses are refused', async () => {
    const tag = (...Tags: { TagKey: string; TagValue: string }[]) => logs.tagResource({ KeyId: ID, Tags });
    const a = { TagKey: 'a', TagValue: '' };
    await expect(tag(a, a)).rejects.toEqual(refusal('TagException'));
    await expect(tag({ TagKey: 'aws:a', TagValue: '' })).rejects.toEqual(refusal('TagException'));
    const many = Array.from({ length: 51 }, (_, index) => ({ ...a, TagKey: `k${index}` }));
    await expect(tag(...many)).rejects.toEqual(refusal('LimitExceededException'));
  });
});

test('pages are given one after another', async () => {
  await start([key(), key({ arn: arnOf(OTHER_ID), aliases: [] })]);
  const first = await logs.listKeys({ Limit: 1 });
  expect(first).toMatchObject({ Keys: [{ KeyId: OTHER_ID, KeyArn: arnOf(OTHER_ID) }], Truncated: true });
  const second = await logs.listKeys({ Limit: 1, Marker: first.NextMarker });
  expect(second).toMatchObject({ Keys: [{ KeyId: ID, KeyArn: ARN }], Truncated: false });
  await expect(logs.listKeys({ Marker: 'none' })).rejects.toEqual(refusal('InvalidMarkerException'));
});

test('a call is recorded', async () => {
  await logs.scheduleKeyDeletion({ KeyId: ID, PendingWindowInDays: 7 });
  expect(sandbox.world.accounts.get(LOGS)?.eventHistory.at(-1)).toMatchObject({
    eventSource: 'kms.amazonaws.com',
    eventName: 'ScheduleKeyDeletion',
    readOnly: false,
    requestParameters: { keyId: ID, pendingWindowInDays: 7 },
    responseElements: { keyId: ARN, keyState: 'PendingDeletion' },
  });
});
