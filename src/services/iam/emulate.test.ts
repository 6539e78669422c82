import * as sdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import type { Credential } from '../../sandbox/world.ts';
import sts from '../sts/emulate.ts';
import iam from './emulate.ts';

const ACCOUNT = '222222222222';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

let sandbox: Sandbox;
let admin: sdk.IAM;

const configured = (credentials: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}) => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

function keyOf(type: 'root' | 'user', accountId = ACCOUNT): Credential {
  const found = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === type && identity.accountId === accountId,
  );
  if (!found) throw new Error(`no ${type} key in ${accountId}`);
  return found;
}

async function keyFor(UserName: string): Promise<sdk.IAM> {
  const { AccessKey } = await admin.createAccessKey({ UserName });
  return new sdk.IAM(
    configured({
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    }),
  );
}

const statement = (Effect: string, Action: string, Resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] });

const trust = (principal: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  });
const OWN = trust(`arn:aws:iam::${ACCOUNT}:root`);

const refusal = (name: string, status: number, message?: string) =>
  expect.objectContaining({
    name,
    $metadata: expect.objectContaining({ httpStatusCode: status }),
    ...(message === undefined ? {} : { message: expect.stringContaining(message) }),
  });

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [iam, sts],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: '111111111111', name: 'management', management: true },
        { id: ACCOUNT, name: 'shop' },
      ],
    },
  });
  admin = new sdk.IAM(configured(keyOf('user')));
});
afterEach(() => sandbox.close());

test('every operation of the API is recognised', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(iam.operations).sort()).toEqual(names.sort());
});

test('an operation that is not emulated is authorized on its real resource, then answered 501', async () => {
  await expect(admin.createGroup({ GroupName: 'admins' })).rejects.toEqual(refusal('NotEmulated', 501));
  await expect(
    admin.addRoleToInstanceProfile({ InstanceProfileName: 'web', RoleName: 'Admin' }),
  ).rejects.toEqual(refusal('NotEmulated', 501));
  await admin.createUser({ UserName: 'guest' });
  const guest = await keyFor('guest');
  await expect(guest.createGroup({ GroupName: 'admins', Path: '/team/' })).rejects.toEqual(
    refusal(
      'AccessDenied',
      403,
      `User: arn:aws:iam::${ACCOUNT}:user/guest is not authorized to perform: iam:CreateGroup on resource: arn:aws:iam::${ACCOUNT}:group/team/admins`,
    ),
  );
});

describe('users', () => {
  test('are made, read, listed and deleted', async () => {
    const made = await admin.createUser({
      UserName: 'eve',
      Path: '/dev/',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(made.User).toMatchObject({
      Arn: `arn:aws:iam::${ACCOUNT}:user/dev/eve`,
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(made.User?.CreateDate).toBeInstanceOf(Date);
    await expect(admin.createUser({ UserName: 'EVE' })).rejects.toEqual(
      refusal('EntityAlreadyExistsException', 409),
    );
    expect((await admin.getUser({ UserName: 'eve' })).User?.UserId).toBe(made.User?.UserId);
    await expect(admin.getUser({ UserName: 'Eve' })).rejects.toEqual(refusal('NoSuchEntityException', 404));
    const listed = await admin.listUsers({ PathPrefix: '/dev' });
    expect(listed.Users?.map(({ UserName }) => UserName)).toEqual(['eve']);
    await admin.deleteUser({ UserName: 'eve' });
    await expect(admin.getUser({ UserName: 'eve' })).rejects.toEqual(refusal('NoSuchEntityException', 404));
    await expect(admin.createUser({ UserName: 'no spaces' })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    await expect(admin.createUser({ UserName: 'x', Path: 'dev' })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
  });

  test('know themselves; root is known by its account', async () => {
    expect((await admin.getUser({})).User?.UserName).toBe('Admin');
    const root = new sdk.IAM(configured(keyOf('root')));
    expect((await root.getUser({})).User).toMatchObject({
      UserId: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:root`,
    });
  });

  test('keep id, policies and keys when renamed', async () => {
    await admin.createUser({ UserName: 'eve' });
    await admin.putUserPolicy({
      UserName: 'eve',
      PolicyName: 'read',
      PolicyDocument: statement('Allow', 'iam:Get*'),
    });
    const eve = await keyFor('eve');
    const before = (await eve.getUser({})).User;
    await admin.updateUser({ UserName: 'eve', NewUserName: 'mallory', NewPath: '/x/' });
    expect((await eve.getUser({})).User).toMatchObject({
      UserId: before?.UserId,
      UserName: 'mallory',
      Arn: `arn:aws:iam::${ACCOUNT}:user/x/mallory`,
    });
    await expect(admin.updateUser({ UserName: 'mallory', NewUserName: 'ADMIN' })).rejects.toEqual(
      refusal('EntityAlreadyExistsException', 409),
    );
  });

  test('are deleted only once nothing hangs on them, and their temporary credentials die with them', async () => {
    await admin.createUser({ UserName: 'eve' });
    const { AccessKey } = await admin.createAccessKey({ UserName: 'eve' });
    const client = new STSClient(
      configured({
        accessKeyId: AccessKey?.AccessKeyId ?? '',
        secretAccessKey: AccessKey?.SecretAccessKey ?? '',
      }),
    );
    const { Credentials } = await client.send(new GetSessionTokenCommand({}));
    const session = configured({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    await expect(new sdk.IAM(session).getUser({})).rejects.toEqual(refusal('InvalidClientTokenId', 403));
    await expect(admin.deleteUser({ UserName: 'eve' })).rejects.toEqual(
      refusal('DeleteConflictException', 409),
    );
    await admin.deleteAccessKey({ UserName: 'eve', AccessKeyId: AccessKey?.AccessKeyId });
    await admin.deleteUser({ UserName: 'eve' });
    await admin.createUser({ UserName: 'eve' });
    await expect(new STSClient(session).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      refusal('InvalidClientTokenId', 403),
    );
  });
});

describe('access keys', () => {
  test('are at most two, can be switched off and deleted', async () => {
    await admin.createUser({ UserName: 'eve' });
    await admin.attachUserPolicy({ UserName: 'eve', PolicyArn: ADMINISTRATOR });
    const eve = await keyFor('eve');
    await keyFor('eve');
    await expect(admin.createAccessKey({ UserName: 'eve' })).rejects.toEqual(
      refusal('LimitExceededException', 409),
    );
    const [first, second] = (await eve.listAccessKeys({})).AccessKeyMetadata ?? [];
    expect(first).toMatchObject({ UserName: 'eve', Status: 'Active' });
    const used = [...sandbox.world.credentials.values()].filter(({ identity }) => identity.type === 'user');
    expect(used.map(({ accessKeyId }) => accessKeyId)).toContain(second?.AccessKeyId);
    for (const key of [first, second]) {
      await admin.updateAccessKey({ UserName: 'eve', AccessKeyId: key?.AccessKeyId, Status: 'Inactive' });
    }
    await expect(eve.getUser({})).rejects.toEqual(refusal('InvalidClientTokenId', 403));
    await admin.deleteAccessKey({ UserName: 'eve', AccessKeyId: first?.AccessKeyId });
    await expect(admin.deleteAccessKey({ UserName: 'eve', AccessKeyId: first?.AccessKeyId })).rejects.toEqual(
      refusal('NoSuchEntityException', 404),
    );
  });

  test('are recorded without their secret', async () => {
    const { AccessKey } = await admin.createAccessKey({ UserName: 'Admin' });
    const record = sandbox.world.accounts.get(ACCOUNT)?.eventHistory.at(-1);
    expect(record).toMatchObject({
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'Admin' },
      responseElements: { accessKey: { accessKeyId: AccessKey?.AccessKeyId, status: 'Active' } },
      readOnly: false,
    });
    expect(JSON.stringify(record)).not.toContain(AccessKey?.SecretAccessKey);
  });

  test('of root are its own to make, and show in the account summary', async () => {
    const root = new sdk.IAM(configured(keyOf('root')));
    const { AccessKey } = await root.createAccessKey({});
    expect((await root.listAccessKeys({})).AccessKeyMetadata).toHaveLength(2);
    await root.deleteAccessKey({ AccessKeyId: AccessKey?.AccessKeyId });
    expect((await admin.getAccountSummary({})).SummaryMap).toMatchObject({
      Users: 1,
      AccountAccessKeysPresent: 1,
    });
    await root.deleteAccessKey({ AccessKeyId: keyOf('root').accessKeyId });
    expect((await admin.getAccountSummary({})).SummaryMap).toMatchObject({ AccountAccessKeysPresent: 0 });
  });
});

describe('roles', () => {
  test('are made, read, changed, listed and deleted', async () => {
    const made = await admin.createRole({
      RoleName: 'auditor',
      Path: '/audit/',
      AssumeRolePolicyDocument: OWN,
      Description: 'reads',
      MaxSessionDuration: 7200,
    });
    expect(made.Role).toMatchObject({
      Arn: `arn:aws:iam::${ACCOUNT}:role/audit/auditor`,
      MaxSessionDuration: 7200,
    });
    expect(JSON.parse(decodeURIComponent(made.Role?.AssumeRolePolicyDocument ?? ''))).toEqual(
      JSON.parse(OWN),
    );
    await expect(admin.createRole({ RoleName: 'Auditor', AssumeRolePolicyDocument: OWN })).rejects.toEqual(
      refusal('EntityAlreadyExistsException', 409),
    );
    await admin.updateRole({ RoleName: 'auditor', MaxSessionDuration: 3600, Description: 'looks' });
    expect((await admin.getRole({ RoleName: 'auditor' })).Role).toMatchObject({
      Description: 'looks',
      MaxSessionDuration: 3600,
    });
    const described = await admin.updateRoleDescription({ RoleName: 'auditor', Description: 'sees' });
    expect(described.Role?.Description).toBe('sees');
    const roles: (string | undefined)[] = [];
    for await (const { Roles } of sdk.paginateListRoles({ client: admin, pageSize: 1 }, {})) {
      roles.push(...(Roles ?? []).map(({ RoleName }) => RoleName));
    }
    expect(roles).toEqual(['Admin', 'OrganizationAccountAccessRole', 'auditor']);
    await expect(admin.listRoles({ Marker: 'made-up' })).rejects.toEqual(refusal('ValidationError', 400));
    await admin.putRolePolicy({
      RoleName: 'auditor',
      PolicyName: 'p',
      PolicyDocument: statement('Allow', 's3:*'),
    });
    await expect(admin.deleteRole({ RoleName: 'auditor' })).rejects.toEqual(
      refusal('DeleteConflictException', 409),
    );
    await admin.deleteRolePolicy({ RoleName: 'auditor', PolicyName: 'p' });
    await admin.deleteRole({ RoleName: 'auditor' });
    await expect(admin.getRole({ RoleName: 'auditor' })).rejects.toEqual(
      refusal('NoSuchEntityException', 404),
    );
  });

  test('trust only principals that exist', async () => {
    const missing = `arn:aws:iam::${ACCOUNT}:role/nobody`;
    await expect(
      admin.createRole({ RoleName: 'r', AssumeRolePolicyDocument: trust(missing) }),
    ).rejects.toEqual(
      refusal('MalformedPolicyDocumentException', 400, `Invalid principal in policy: "AWS":"${missing}"`),
    );
    await expect(
      admin.updateAssumeRolePolicy({
        RoleName: 'Admin',
        PolicyDocument: statement('Allow', 'sts:AssumeRole'),
      }),
    ).rejects.toEqual(refusal('MalformedPolicyDocumentException', 400));
    await admin.updateAssumeRolePolicy({
      RoleName: 'Admin',
      PolicyDocument: trust(`arn:aws:iam::${ACCOUNT}:user/Admin`),
    });
    const role = sandbox.world.accounts.get(ACCOUNT)?.roles.get('admin');
    expect(JSON.stringify(role?.trustPolicy.document)).toContain('user/Admin');
  });

  test('of services are AWS’s own', async () => {
    await expect(
      admin.createRole({ RoleName: 'r', Path: '/aws-service-role/x/', AssumeRolePolicyDocument: OWN }),
    ).rejects.toEqual(refusal('ValidationError', 400));
    const made = await admin.createServiceLinkedRole({ AWSServiceName: 'cloudtrail.amazonaws.com' });
    expect(made.Role?.Arn).toBe(
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail`,
    );
    const RoleName = 'AWSServiceRoleForCloudTrail';
    await expect(
      admin.createServiceLinkedRole({ AWSServiceName: 'cloudtrail.amazonaws.com' }),
    ).rejects.toEqual(refusal('InvalidInputException', 400));
    await expect(admin.deleteRole({ RoleName })).rejects.toEqual(refusal('UnmodifiableEntityException', 400));
    await expect(admin.updateAssumeRolePolicy({ RoleName, PolicyDocument: OWN })).rejects.toEqual(
      refusal('UnmodifiableEntityException', 400),
    );
    await expect(admin.attachRolePolicy({ RoleName, PolicyArn: ADMINISTRATOR })).rejects.toEqual(
      refusal('UnmodifiableEntityException', 400),
    );
    for (const AWSServiceName of ['x.amazonaws.com', 'constructor']) {
      await expect(admin.createServiceLinkedRole({ AWSServiceName })).rejects.toEqual(
        refusal('NotEmulated', 501),
      );
    }
  });
});

describe.each([
  {
    noun: 'user',
    put: (input: { PolicyName: string; PolicyDocument: string }) =>
      admin.putUserPolicy({ UserName: 'it', ...input }),
    get: (PolicyName: string) => admin.getUserPolicy({ UserName: 'it', PolicyName }),
    names: async () => (await admin.listUserPolicies({ UserName: 'it' })).PolicyNames,
    remove: (PolicyName: string) => admin.deleteUserPolicy({ UserName: 'it', PolicyName }),
    attach: (PolicyArn: string) => admin.attachUserPolicy({ UserName: 'it', PolicyArn }),
    detach: (PolicyArn: string) => admin.detachUserPolicy({ UserName: 'it', PolicyArn }),
    attached: async () => (await admin.listAttachedUserPolicies({ UserName: 'it' })).AttachedPolicies,
    bound: (PermissionsBoundary: string) =>
      admin.putUserPermissionsBoundary({ UserName: 'it', PermissionsBoundary }),
    unbound: () => admin.deleteUserPermissionsBoundary({ UserName: 'it' }),
    tag: (Tags: sdk.Tag[]) => admin.tagUser({ UserName: 'it', Tags }),
    untag: (TagKeys: string[]) => admin.untagUser({ UserName: 'it', TagKeys }),
    tags: async () => (await admin.listUserTags({ UserName: 'it' })).Tags,
    described: async () => (await admin.getUser({ UserName: 'it' })).User,
    inlineSize: 2048,
  },
  {
    noun: 'role',
    put: (input: { PolicyName: string; PolicyDocument: string }) =>
      admin.putRolePolicy({ RoleName: 'it', ...input }),
    get: (PolicyName: string) => admin.getRolePolicy({ RoleName: 'it', PolicyName }),
    names: async () => (await admin.listRolePolicies({ RoleName: 'it' })).PolicyNames,
    remove: (PolicyName: string) => admin.deleteRolePolicy({ RoleName: 'it', PolicyName }),
    attach: (PolicyArn: string) => admin.attachRolePolicy({ RoleName: 'it', PolicyArn }),
    detach: (PolicyArn: string) => admin.detachRolePolicy({ RoleName: 'it', PolicyArn }),
    attached: async () => (await admin.listAttachedRolePolicies({ RoleName: 'it' })).AttachedPolicies,
    bound: (PermissionsBoundary: string) =>
      admin.putRolePermissionsBoundary({ RoleName: 'it', PermissionsBoundary }),
    unbound: () => admin.deleteRolePermissionsBoundary({ RoleName: 'it' }),
    tag: (Tags: sdk.Tag[]) => admin.tagRole({ RoleName: 'it', Tags }),
    untag: (TagKeys: string[]) => admin.untagRole({ RoleName: 'it', TagKeys }),
    tags: async () => (await admin.listRoleTags({ RoleName: 'it' })).Tags,
    described: async () => (await admin.getRole({ RoleName: 'it' })).Role,
    inlineSize: 10_240,
  },
])('what hangs on a $noun', (it) => {
  beforeEach(async () => {
    await admin.createUser({ UserName: 'it' });
    await admin.createRole({ RoleName: 'it', AssumeRolePolicyDocument: OWN });
  });

  test('inline policies', async () => {
    const PolicyDocument = statement('Allow', 's3:Get*', 'arn:aws:s3:::a (b)/*');
    await it.put({ PolicyName: 'p', PolicyDocument });
    expect(await it.names()).toEqual(['p']);
    const { PolicyDocument: answered } = await it.get('p');
    expect(answered).not.toMatch(/[ ()*]/);
    expect(JSON.parse(decodeURIComponent(answered ?? ''))).toEqual(JSON.parse(PolicyDocument));
    await expect(
      it.put({ PolicyName: 'q', PolicyDocument: PolicyDocument.replace('"*"', '"*”').replace('}]', '”}]') }),
    ).rejects.toEqual(refusal('ValidationError', 400));
    await expect(it.put({ PolicyName: 'q', PolicyDocument: '{' })).rejects.toEqual(
      refusal('MalformedPolicyDocumentException', 400),
    );
    const long = statement('Allow', 's3:Get*', `arn:aws:s3:::${'x'.repeat(it.inlineSize - 140)}`);
    await expect(it.put({ PolicyName: 'q', PolicyDocument: long })).rejects.toEqual(
      refusal('LimitExceededException', 409),
    );
    await it.put({ PolicyName: 'p', PolicyDocument: long });
    await it.remove('p');
    await expect(it.remove('p')).rejects.toEqual(refusal('NoSuchEntityException', 404));
    await expect(it.get('p')).rejects.toEqual(refusal('NoSuchEntityException', 404));
  });

  test('attached policies', async () => {
    await it.attach(ADMINISTRATOR);
    await it.attach(ADMINISTRATOR);
    expect(await it.attached()).toEqual([{ PolicyName: 'AdministratorAccess', PolicyArn: ADMINISTRATOR }]);
    await it.detach(ADMINISTRATOR);
    await expect(it.detach(ADMINISTRATOR)).rejects.toEqual(refusal('NoSuchEntityException', 404));
    await expect(it.attach(`arn:aws:iam::${ACCOUNT}:policy/none`)).rejects.toEqual(
      refusal('NoSuchEntityException', 404),
    );
    await expect(it.attach('arn:aws:iam::aws:policy/NoSuchKnown')).rejects.toEqual(
      refusal('NotEmulated', 501),
    );
    for (let n = 0; n < 10; n += 1) {
      const { Policy } = await admin.createPolicy({
        PolicyName: `p${n}`,
        PolicyDocument: statement('Allow', 's3:*'),
      });
      await it.attach(Policy?.Arn ?? '');
    }
    await expect(it.attach(ADMINISTRATOR)).rejects.toEqual(refusal('LimitExceededException', 409));
  });

  test('a permissions boundary', async () => {
    await it.bound(ADMINISTRATOR);
    expect((await it.described())?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(ADMINISTRATOR);
    await it.unbound();
    expect((await it.described())?.PermissionsBoundary).toBeUndefined();
    await expect(it.bound(`arn:aws:iam::${ACCOUNT}:policy/none`)).rejects.toEqual(
      refusal('NoSuchEntityException', 404),
    );
  });

  test('tags', async () => {
    await it.tag([
      { Key: 'Team', Value: 'a' },
      { Key: 'env', Value: '' },
    ]);
    await it.tag([{ Key: 'team', Value: 'b' }]);
    expect(await it.tags()).toEqual([
      { Key: 'env', Value: '' },
      { Key: 'team', Value: 'b' },
    ]);
    expect((await it.described())?.Tags).toHaveLength(2);
    await it.untag(['TEAM']);
    expect(await it.tags()).toEqual([{ Key: 'env', Value: '' }]);
    await expect(
      it.tag([
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ]),
    ).rejects.toEqual(refusal('InvalidInputException', 400));
  });
});

describe('managed policies', () => {
  const create = (PolicyName: string, PolicyDocument = statement('Allow', 'iam:Get*')) =>
    admin.createPolicy({ PolicyName, PolicyDocument, Path: '/team/', Description: 'd' });

  test('are made, read, listed and deleted', async () => {
    const { Policy } = await create('reader');
    const PolicyArn = Policy?.Arn ?? '';
    expect(PolicyArn).toBe(`arn:aws:iam::${ACCOUNT}:policy/team/reader`);
    await expect(create('READER')).rejects.toEqual(refusal('EntityAlreadyExistsException', 409));
    await expect(create('bad', '{}')).rejects.toEqual(refusal('MalformedPolicyDocumentException', 400));
    await expect(
      create('long', statement('Allow', 's3:*', `arn:aws:s3:::${'x'.repeat(6144)}`)),
    ).rejects.toEqual(refusal('LimitExceededException', 409));
    expect(
      (await admin.listPolicies({ Scope: 'Local' })).Policies?.map(({ PolicyName }) => PolicyName),
    ).toEqual(['reader']);
    await expect(admin.listPolicies({ Scope: 'Mine' as never })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    const attached = await admin.listPolicies({ OnlyAttached: true });
    expect(attached.Policies?.map(({ PolicyName }) => PolicyName)).toEqual(['AdministratorAccess']);
    await admin.attachUserPolicy({ UserName: 'Admin', PolicyArn });
    await admin.putRolePermissionsBoundary({ RoleName: 'Admin', PermissionsBoundary: PolicyArn });
    expect((await admin.getPolicy({ PolicyArn })).Policy).toMatchObject({
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 1,
      Description: 'd',
    });
    const entities = await admin.listEntitiesForPolicy({ PolicyArn });
    expect(entities.PolicyUsers?.map(({ UserName }) => UserName)).toEqual(['Admin']);
    expect(entities.PolicyRoles?.map(({ RoleName }) => RoleName)).toEqual(['Admin']);
    await expect(admin.deletePolicy({ PolicyArn })).rejects.toEqual(refusal('DeleteConflictException', 409));
    await admin.detachUserPolicy({ UserName: 'Admin', PolicyArn });
    await admin.deleteRolePermissionsBoundary({ RoleName: 'Admin' });
    await admin.deletePolicy({ PolicyArn });
    await expect(admin.getPolicy({ PolicyArn })).rejects.toEqual(refusal('NoSuchEntityException', 404));
  });

  test('of AWS can be read and not changed', async () => {
    expect((await admin.getPolicy({ PolicyArn: ADMINISTRATOR })).Policy?.PolicyName).toBe(
      'AdministratorAccess',
    );
    await expect(admin.deletePolicy({ PolicyArn: ADMINISTRATOR })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
  });

  test('have up to five versions, of which the default one counts', async () => {
    await admin.createUser({ UserName: 'eve' });
    const PolicyArn = (await create('reader')).Policy?.Arn ?? '';
    await admin.attachUserPolicy({ UserName: 'eve', PolicyArn });
    const eve = await keyFor('eve');
    await eve.getUser({});
    const denied = { PolicyArn, PolicyDocument: statement('Deny', 'iam:*') };
    const made = await admin.createPolicyVersion({ ...denied, SetAsDefault: true });
    expect(made.PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
    await expect(eve.getUser({})).rejects.toEqual(
      refusal('AccessDenied', 403, 'with an explicit deny in an identity-based policy'),
    );
    await admin.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v1' });
    await eve.getUser({});
    const version = await admin.getPolicyVersion({ PolicyArn, VersionId: 'v2' });
    expect(JSON.parse(decodeURIComponent(version.PolicyVersion?.Document ?? ''))).toEqual(
      JSON.parse(denied.PolicyDocument),
    );
    for (const VersionId of ['v3', 'v4', 'v5']) {
      expect((await admin.createPolicyVersion(denied)).PolicyVersion?.VersionId).toBe(VersionId);
    }
    await expect(admin.createPolicyVersion(denied)).rejects.toEqual(refusal('LimitExceededException', 409));
    await expect(admin.deletePolicyVersion({ PolicyArn, VersionId: 'v1' })).rejects.toEqual(
      refusal('DeleteConflictException', 409),
    );
    await admin.deletePolicyVersion({ PolicyArn, VersionId: 'v2' });
    const listed = await admin.listPolicyVersions({ PolicyArn });
    expect(listed.Versions?.map(({ VersionId }) => VersionId)).toEqual(['v1', 'v3', 'v4', 'v5']);
    await expect(admin.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' })).rejects.toEqual(
      refusal('NoSuchEntityException', 404),
    );
  });
});

test('a boundary limits what a user may do', async () => {
  await admin.createUser({ UserName: 'eve' });
  await admin.attachUserPolicy({ UserName: 'eve', PolicyArn: ADMINISTRATOR });
  const { Policy } = await admin.createPolicy({
    PolicyName: 'only',
    PolicyDocument: statement('Allow', 's3:*'),
  });
  const eve = await keyFor('eve');
  await eve.getUser({});
  await admin.putUserPermissionsBoundary({ UserName: 'eve', PermissionsBoundary: Policy?.Arn });
  await expect(eve.getUser({})).rejects.toEqual(
    refusal('AccessDenied', 403, 'because no permissions boundary allows the iam:GetUser action'),
  );
});

test('an account has no alias', async () => {
  expect((await admin.listAccountAliases({})).AccountAliases).toEqual([]);
});
