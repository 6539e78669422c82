import { IAM } from '@aws-sdk/client-iam';
import * as sdk from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import iam from '../iam/emulate.ts';
import sts from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const role = (name: string, account = SHOP) => `arn:aws:iam::${account}:role/${name}`;

let sandbox: Sandbox;
let admin: sdk.STS;
let adminIam: IAM;

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const configured = (credentials: Keys) => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

function keysOf(type: 'root' | 'user', accountId: string): Keys {
  const found = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === type && identity.accountId === accountId,
  );
  if (!found) throw new Error(`no ${type} key in ${accountId}`);
  return found;
}

const keysIn = (credentials: sdk.Credentials | undefined): Keys => ({
  accessKeyId: credentials?.AccessKeyId ?? '',
  secretAccessKey: credentials?.SecretAccessKey ?? '',
  sessionToken: credentials?.SessionToken ?? '',
});

async function assumed(input: Partial<sdk.AssumeRoleCommandInput> = {}, client = admin): Promise<Keys> {
  const { Credentials } = await client.assumeRole({
    RoleArn: role('Admin'),
    RoleSessionName: 'me',
    ...input,
  });
  return keysIn(Credentials);
}

const refusal = (name: string, status: number, message?: string) =>
  expect.objectContaining({
    name,
    $metadata: expect.objectContaining({ httpStatusCode: status }),
    ...(message === undefined ? {} : { message: expect.stringContaining(message) }),
  });

const trust = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: SHOP }, Action: 'sts:AssumeRole', ...statement }],
  });

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [iam, sts],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: SHOP, name: 'shop' },
      ],
    },
  });
  admin = new sdk.STS(configured(keysOf('user', SHOP)));
  adminIam = new IAM(configured(keysOf('user', SHOP)));
});
afterEach(() => sandbox.close());

test('every operation of the API is recognised', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(sts.operations).sort()).toEqual(names.sort());
});

test('operations that are not emulated are answered 501', async () => {
  await expect(admin.getFederationToken({ Name: 'fed' })).rejects.toEqual(refusal('NotEmulated', 501));
  await expect(
    admin.assumeRoot({
      TargetPrincipal: SHOP,
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
    }),
  ).rejects.toEqual(refusal('NotEmulated', 501));
  await expect(
    admin.assumeRoleWithWebIdentity({
      RoleArn: role('Admin'),
      RoleSessionName: 'me',
      WebIdentityToken: 'abcd',
    }),
  ).rejects.toEqual(refusal('NotEmulated', 501));
});

test('everybody may ask who they are, even whoever may do nothing', async () => {
  expect(await admin.getCallerIdentity({})).toMatchObject({
    Account: SHOP,
    Arn: `arn:aws:iam::${SHOP}:user/Admin`,
  });
  const root = await new sdk.STS(configured(keysOf('root', SHOP))).getCallerIdentity({});
  expect(root).toMatchObject({ UserId: SHOP, Arn: `arn:aws:iam::${SHOP}:root` });
  await adminIam.createRole({ RoleName: 'nothing', AssumeRolePolicyDocument: trust({}) });
  const nothing = configured(await assumed({ RoleArn: role('nothing') }));
  expect((await new sdk.STS(nothing).getCallerIdentity({})).Arn).toBe(
    `arn:aws:sts::${SHOP}:assumed-role/nothing/me`,
  );
  await expect(new IAM(nothing).listUsers({})).rejects.toEqual(refusal('AccessDenied', 403));
});

describe('AssumeRole', () => {
  test('hands out a session of the role', async () => {
    const answer = await admin.assumeRole({
      RoleArn: role('Admin'),
      RoleSessionName: 'me',
      DurationSeconds: 900,
    });
    const roleId = sandbox.world.accounts.get(SHOP)?.roles.get('admin')?.id;
    expect(answer.AssumedRoleUser).toEqual({
      AssumedRoleId: `${roleId}:me`,
      Arn: `arn:aws:sts::${SHOP}:assumed-role/Admin/me`,
    });
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA/);
    const left = Number(answer.Credentials?.Expiration) - sandbox.world.clock.now().getTime();
    expect(left).toBeGreaterThan(890_000);
    expect(left).toBeLessThanOrEqual(900_000);
    await new IAM(configured(keysIn(answer.Credentials))).listUsers({});
  });

  test('is recorded with its answer and its role, without the secret key', async () => {
    const { accessKeyId } = await assumed();
    const record = sandbox.world.accounts.get(SHOP)?.eventHistory.at(-1);
    expect(record).toMatchObject({
      eventName: 'AssumeRole',
      requestParameters: { roleArn: role('Admin'), roleSessionName: 'me' },
      responseElements: { credentials: { accessKeyId } },
      resources: [{ accountId: SHOP, type: 'AWS::IAM::Role', ARN: role('Admin') }],
      readOnly: true,
    });
    expect(JSON.stringify(record)).not.toMatch(/secretAccessKey/i);
  });

  test('crosses accounts where trust and identity policy both allow it', async () => {
    const management = new sdk.STS(configured(keysOf('user', MANAGEMENT)));
    const keys = await assumed({ RoleArn: role('OrganizationAccountAccessRole') }, management);
    expect((await new sdk.STS(configured(keys)).getCallerIdentity({})).Account).toBe(SHOP);
    await expect(management.assumeRole({ RoleArn: role('Admin'), RoleSessionName: 'me' })).rejects.toEqual(
      refusal(
        'AccessDenied',
        403,
        `User: arn:aws:iam::${MANAGEMENT}:user/Admin is not authorized to perform: sts:AssumeRole on resource: ${role('Admin')}`,
      ),
    );
  });

  test('does not know what is not there, nor a name in another case', async () => {
    for (const RoleArn of [role('nobody'), role('ADMIN'), role('x/Admin'), role('Admin', '999999999999')]) {
      await expect(admin.assumeRole({ RoleArn, RoleSessionName: 'me' })).rejects.toEqual(
        refusal('AccessDenied', 403, `is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`),
      );
    }
  });

  test('is not for root', async () => {
    const root = new sdk.STS(configured(keysOf('root', SHOP)));
    await expect(root.assumeRole({ RoleArn: role('Admin'), RoleSessionName: 'me' })).rejects.toEqual(
      refusal('AccessDenied', 403, 'Roles may not be assumed by root accounts.'),
    );
  });

  test('lets the trust policy look at the external id and the session name', async () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'secret', 'sts:RoleSessionName': 'me' } };
    await adminIam.createRole({ RoleName: 'partner', AssumeRolePolicyDocument: trust({ Condition }) });
    const RoleArn = role('partner');
    await assumed({ RoleArn, ExternalId: 'secret' });
    await expect(assumed({ RoleArn })).rejects.toEqual(refusal('AccessDenied', 403));
    await expect(assumed({ RoleArn, ExternalId: 'secret', RoleSessionName: 'you' })).rejects.toEqual(
      refusal('AccessDenied', 403),
    );
  });

  test('passes session tags only where the trust policy allows them', async () => {
    const Tags = [{ Key: 'team', Value: 'a' }];
    const management = new sdk.STS(configured(keysOf('user', MANAGEMENT)));
    await expect(
      assumed({ RoleArn: role('OrganizationAccountAccessRole'), Tags }, management),
    ).rejects.toEqual(refusal('AccessDenied', 403, 'sts:TagSession'));
    await adminIam.createRole({
      RoleName: 'tagged',
      AssumeRolePolicyDocument: trust({ Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    });
    await adminIam.putRolePolicy({
      RoleName: 'tagged',
      PolicyName: 'own-team',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'iam:ListUsers',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
        },
      }),
    });
    await new IAM(configured(await assumed({ RoleArn: role('tagged'), Tags }))).listUsers({});
    await expect(
      new IAM(configured(await assumed({ RoleArn: role('tagged') }))).listUsers({}),
    ).rejects.toEqual(refusal('AccessDenied', 403));
  });

  test('limits the session by its session policies', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' }],
    });
    const limited = new IAM(configured(await assumed({ Policy })));
    await limited.listUsers({});
    await expect(limited.listRoles({})).rejects.toEqual(
      refusal('AccessDenied', 403, 'because no session policy allows the iam:ListRoles action'),
    );
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }];
    await new IAM(configured(await assumed({ Policy, PolicyArns }))).listRoles({});
    await expect(assumed({ Policy: '{' })).rejects.toEqual(refusal('MalformedPolicyDocumentException', 400));
    await expect(assumed({ Policy: Policy + ' '.repeat(2048) })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    await expect(assumed({ PolicyArns: [{ arn: `arn:aws:iam::${SHOP}:policy/none` }] })).rejects.toEqual(
      refusal('MalformedPolicyDocumentException', 400),
    );
  });

  test('keeps to durations', async () => {
    await expect(assumed({ DurationSeconds: 899 })).rejects.toEqual(refusal('ValidationError', 400));
    await expect(assumed({ DurationSeconds: 3601 })).rejects.toEqual(
      refusal('ValidationError', 400, 'exceeds the MaxSessionDuration set for this role'),
    );
    await adminIam.updateRole({ RoleName: 'Admin', MaxSessionDuration: 7200 });
    await assumed({ DurationSeconds: 7200 });
    const chained = new sdk.STS(configured(await assumed()));
    await assumed({}, chained);
    await expect(assumed({ DurationSeconds: 3601 }, chained)).rejects.toEqual(
      refusal('ValidationError', 400, 'role chaining'),
    );
    await expect(assumed({ RoleSessionName: 'no spaces' })).rejects.toEqual(refusal('ValidationError', 400));
  });

  test('refuses what it would have to leave out', async () => {
    await expect(assumed({ TransitiveTagKeys: ['team'] })).rejects.toEqual(refusal('NotEmulated', 501));
    await expect(
      assumed({ SerialNumber: `arn:aws:iam::${SHOP}:mfa/x`, TokenCode: '123456' }),
    ).rejects.toEqual(refusal('NotEmulated', 501));
  });
});

describe('a session', () => {
  test('ends by the time of the World', async () => {
    const session = new sdk.STS(configured(await assumed()));
    sandbox.advance(3_599_000);
    await session.getCallerIdentity({});
    sandbox.advance(2_000);
    await expect(session.getCallerIdentity({})).rejects.toEqual(
      expect.objectContaining({ name: expect.stringMatching(/^ExpiredToken/) }),
    );
  });

  test('has what its role has at each request, and nothing once the role is gone', async () => {
    await adminIam.createRole({ RoleName: 'temp', AssumeRolePolicyDocument: trust({}) });
    const session = new IAM(configured(await assumed({ RoleArn: role('temp') })));
    await expect(session.listUsers({})).rejects.toEqual(refusal('AccessDenied', 403));
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await adminIam.attachRolePolicy({ RoleName: 'temp', PolicyArn });
    await session.listUsers({});
    await adminIam.detachRolePolicy({ RoleName: 'temp', PolicyArn });
    await adminIam.deleteRole({ RoleName: 'temp' });
    await adminIam.createRole({ RoleName: 'temp', AssumeRolePolicyDocument: trust({}) });
    await adminIam.attachRolePolicy({ RoleName: 'temp', PolicyArn });
    await expect(session.listUsers({})).rejects.toEqual(refusal('AccessDenied', 403));
  });
});

describe('GetSessionToken', () => {
  test('gives a user and root temporary credentials of their own', async () => {
    const { Credentials } = await admin.getSessionToken({ DurationSeconds: 900 });
    const session = new sdk.STS(configured(keysIn(Credentials)));
    expect((await session.getCallerIdentity({})).Arn).toBe(`arn:aws:iam::${SHOP}:user/Admin`);
    await assumed({}, session);
    await expect(session.getSessionToken({})).rejects.toEqual(refusal('AccessDenied', 403));
    const root = await new sdk.STS(configured(keysOf('root', SHOP))).getSessionToken({
      DurationSeconds: 129_600,
    });
    const left = Number(root.Credentials?.Expiration) - sandbox.world.clock.now().getTime();
    expect(left).toBeLessThanOrEqual(3_600_000);
  });

  test('gives nothing to a role session, nor for an MFA code that no device shows', async () => {
    const session = new sdk.STS(configured(await assumed()));
    await expect(session.getSessionToken({})).rejects.toEqual(refusal('AccessDenied', 403));
    await expect(
      admin.getSessionToken({ SerialNumber: `arn:aws:iam::${SHOP}:mfa/x`, TokenCode: '123456' }),
    ).rejects.toEqual(refusal('AccessDenied', 403));
  });
});
