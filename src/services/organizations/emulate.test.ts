import * as sdk from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import type { WorldFile } from '../../sandbox/world-file.ts';
import iam from '../iam/emulate.ts';
import sts from '../sts/emulate.ts';
import organizations from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const LOGS = '333333333333';
const STRANGER = '999999999999';
const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const denyStop = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Stop', Effect: 'Deny', Action: 'iam:GetRole', Resource: '*' }],
});
const denyRole = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' }],
});

let sandbox: Sandbox;
let admin: sdk.Organizations;
let shop: sdk.Organizations;
let root: string;
let workloads: string;

function clientOf(accountId: string): sdk.Organizations {
  const credential = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === 'user' && identity.accountId === accountId,
  );
  if (!credential) throw new Error(`no key in ${accountId}`);
  return new sdk.Organizations({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: credential,
    maxAttempts: 1,
  });
}

async function start(organization: WorldFile['organization'] = {}): Promise<void> {
  sandbox = await startSandbox({
    emulations: [organizations, iam, sts],
    world: {
      schema: 'indelible/world@1',
      organization,
      organizationalUnits: [{ name: 'Workloads' }],
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: SHOP, name: 'shop', ou: 'Workloads' },
        { id: LOGS, name: 'logs' },
        { id: STRANGER, name: 'stranger', outside: true },
      ],
    },
  });
  admin = clientOf(MANAGEMENT);
  shop = clientOf(SHOP);
  root = sandbox.world.organization.root.id;
  workloads = [...sandbox.world.organization.units.keys()][0] ?? '';
}

const createPolicy = async (Name: string, Type: sdk.PolicyType = SCP, Content = denyStop) => {
  const { Policy } = await admin.createPolicy({ Name, Description: '', Type, Content });
  return Policy?.PolicySummary?.Id ?? '';
};

const refusal = (name: string, more: object = {}) => expect.objectContaining({ name, ...more });

beforeEach(() => start());
afterEach(() => sandbox.close());

test('every operation of the API is recognised', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(organizations.operations).sort()).toEqual(names.sort());
});

test('an operation that is not emulated is authorized, then answered 501', async () => {
  await expect(admin.closeAccount({ AccountId: SHOP })).rejects.toEqual(refusal('NotEmulated'));
});

describe('tree', () => {
  test('describes the organization to every member and to nobody else', async () => {
    const { Organization } = await shop.describeOrganization({});
    expect(Organization).toMatchObject({ FeatureSet: 'ALL', MasterAccountId: MANAGEMENT });
    await expect(clientOf(STRANGER).describeOrganization({})).rejects.toEqual(
      refusal('AWSOrganizationsNotInUseException'),
    );
  });

  test('answers readers of the management account and of delegated administrators only', async () => {
    expect((await admin.listRoots({})).Roots).toMatchObject([{ Id: root, PolicyTypes: [] }]);
    await expect(shop.listRoots({})).rejects.toEqual(
      refusal('AccessDeniedException', { message: "You don't have permissions to access this resource." }),
    );
    await admin.enableAWSServiceAccess({ ServicePrincipal: 'cloudtrail.amazonaws.com' });
    await admin.registerDelegatedAdministrator({
      AccountId: SHOP,
      ServicePrincipal: 'cloudtrail.amazonaws.com',
    });
    expect((await shop.listRoots({})).Roots).toHaveLength(1);
    await expect(shop.enablePolicyType({ RootId: root, PolicyType: SCP })).rejects.toEqual(
      refusal('AccessDeniedException'),
    );
  });

  test('makes, renames, lists and deletes organizational units', async () => {
    const { OrganizationalUnit } = await admin.createOrganizationalUnit({ ParentId: root, Name: 'Security' });
    const Id = OrganizationalUnit?.Id ?? '';
    expect(OrganizationalUnit?.Path).toBe(`${sandbox.world.organization.id}/${root}/${Id}/`);
    await expect(admin.createOrganizationalUnit({ ParentId: root, Name: 'Security' })).rejects.toEqual(
      refusal('DuplicateOrganizationalUnitException'),
    );
    await admin.updateOrganizationalUnit({ OrganizationalUnitId: Id, Name: 'Audit' });
    const listed = await admin.listOrganizationalUnitsForParent({ ParentId: root });
    expect(listed.OrganizationalUnits?.map(({ Name }) => Name).sort()).toEqual(['Audit', 'Workloads']);
    const described = await admin.describeOrganizationalUnit({ OrganizationalUnitId: Id });
    expect(described.OrganizationalUnit?.Name).toBe('Audit');
    await expect(admin.deleteOrganizationalUnit({ OrganizationalUnitId: workloads })).rejects.toEqual(
      refusal('OrganizationalUnitNotEmptyException'),
    );
    await admin.deleteOrganizationalUnit({ OrganizationalUnitId: Id });
    await expect(admin.describeOrganizationalUnit({ OrganizationalUnitId: Id })).rejects.toEqual(
      refusal('OrganizationalUnitNotFoundException'),
    );
  });

  test('goes five units deep', async () => {
    let parent = root;
    for (let depth = 1; depth <= 5; depth += 1) {
      const made = await admin.createOrganizationalUnit({ ParentId: parent, Name: `level ${depth}` });
      parent = made.OrganizationalUnit?.Id ?? '';
    }
    await expect(admin.createOrganizationalUnit({ ParentId: parent, Name: 'level 6' })).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' }),
    );
  });

  test('lists children and parents', async () => {
    const accounts = await admin.listChildren({ ParentId: root, ChildType: 'ACCOUNT' });
    expect(accounts.Children?.map(({ Id }) => Id)).toEqual([MANAGEMENT, LOGS]);
    const units = await admin.listChildren({ ParentId: root, ChildType: 'ORGANIZATIONAL_UNIT' });
    expect(units.Children).toEqual([{ Id: workloads, Type: 'ORGANIZATIONAL_UNIT' }]);
    expect((await admin.listParents({ ChildId: SHOP })).Parents).toEqual([
      { Id: workloads, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    expect((await admin.listParents({ ChildId: workloads })).Parents).toEqual([{ Id: root, Type: 'ROOT' }]);
    await expect(admin.listParents({ ChildId: STRANGER })).rejects.toEqual(refusal('ChildNotFoundException'));
    await expect(admin.listChildren({ ParentId: 'ou-abcd-12345678', ChildType: 'ACCOUNT' })).rejects.toEqual(
      refusal('ParentNotFoundException'),
    );
    await expect(admin.listParents({ ChildId: '../etc' })).rejects.toEqual(refusal('InvalidInputException'));
  });
});

describe('handshakes', () => {
  test('are listed by what they ask for', async () => {
    await sandbox.close();
    const handshake = (id: string, action: string) => ({
      id,
      arn: `arn:aws:organizations::${MANAGEMENT}:handshake/o-exampleorgid/${action.toLowerCase()}/${id}`,
      action,
      state: 'REQUESTED' as const,
      parties: [{ id: SHOP, type: 'ACCOUNT' }],
    });
    const handshakes = [handshake('h-invite01', 'INVITE'), handshake('h-enable01', 'ENABLE_ALL_FEATURES')];
    await start({ id: 'o-exampleorgid', handshakes });
    const { Handshakes = [] } = await admin.listHandshakesForOrganization({
      Filter: { ActionType: 'ENABLE_ALL_FEATURES' },
    });
    expect(Handshakes.map(({ Id }) => Id)).toEqual(['h-enable01']);
    expect((await shop.listHandshakesForAccount({})).Handshakes).toHaveLength(2);
  });
});

describe('accounts', () => {
  test('gives every account once over pages, and refuses a token it did not give', async () => {
    const seen: (string | undefined)[] = [];
    const pages = sdk.paginateListAccounts({ client: admin, pageSize: 2 }, {});
    for await (const { Accounts } of pages) seen.push(...(Accounts ?? []).map(({ Id }) => Id));
    expect(seen).toEqual([MANAGEMENT, SHOP, LOGS]);
    await expect(admin.listAccounts({ NextToken: 'made-up' })).rejects.toEqual(
      refusal('InvalidInputException', { Reason: 'INVALID_NEXT_TOKEN' }),
    );
  });

  test('describes and lists them by parent', async () => {
    const { Account } = await admin.describeAccount({ AccountId: SHOP });
    expect(Account).toMatchObject({ Name: 'shop', Status: 'ACTIVE', JoinedMethod: 'CREATED' });
    expect(Account?.Paths).toEqual([`${sandbox.world.organization.id}/${root}/${workloads}/${SHOP}/`]);
    expect(Account?.JoinedTimestamp).toBeInstanceOf(Date);
    const inUnit = await admin.listAccountsForParent({ ParentId: workloads });
    expect(inUnit.Accounts?.map(({ Id }) => Id)).toEqual([SHOP]);
    await expect(admin.describeAccount({ AccountId: STRANGER })).rejects.toEqual(
      refusal('AccountNotFoundException'),
    );
  });

  test('creates one that the management account administers', async () => {
    await admin.enablePolicyType({ RootId: root, PolicyType: SCP });
    const made = await admin.createAccount({ Email: 'new@example.com', AccountName: 'new' });
    expect(made.CreateAccountStatus?.State).toBe('SUCCEEDED');
    const Id = made.CreateAccountStatus?.Id ?? '';
    const described = await admin.describeCreateAccountStatus({ CreateAccountRequestId: Id });
    expect(described.CreateAccountStatus?.AccountId).toBe(made.CreateAccountStatus?.AccountId);
    const account = sandbox.world.accounts.get(made.CreateAccountStatus?.AccountId ?? '');
    expect(account?.roles.get('organizationaccountaccessrole')?.arn).toMatch(
      /role\/OrganizationAccountAccessRole$/,
    );
    const attached = await admin.listPoliciesForTarget({ TargetId: account?.id ?? '', Filter: SCP });
    expect(attached.Policies?.map(({ Name }) => Name)).toEqual(['FullAWSAccess']);
    const again = await admin.createAccount({ Email: 'NEW@example.com', AccountName: 'twin' });
    expect(again.CreateAccountStatus).toMatchObject({
      State: 'FAILED',
      FailureReason: 'EMAIL_ALREADY_EXISTS',
    });
    const failed = await admin.listCreateAccountStatus({ States: ['FAILED'] });
    expect(failed.CreateAccountStatuses?.map(({ AccountName }) => AccountName)).toEqual(['twin']);
    await expect(
      admin.describeCreateAccountStatus({ CreateAccountRequestId: 'car-00000000' }),
    ).rejects.toEqual(refusal('CreateAccountStatusNotFoundException'));
  });

  test('moves them', async () => {
    const move = { AccountId: SHOP, SourceParentId: workloads, DestinationParentId: root };
    await expect(admin.moveAccount({ ...move, SourceParentId: root })).rejects.toEqual(
      refusal('SourceParentNotFoundException'),
    );
    await expect(admin.moveAccount({ ...move, DestinationParentId: 'ou-abcd-12345678' })).rejects.toEqual(
      refusal('DestinationParentNotFoundException'),
    );
    await expect(admin.moveAccount({ ...move, DestinationParentId: workloads })).rejects.toEqual(
      refusal('DuplicateAccountException'),
    );
    await admin.moveAccount(move);
    expect((await admin.listParents({ ChildId: SHOP })).Parents?.[0]?.Id).toBe(root);
  });

  test('lets members go, but neither the management account nor a delegated administrator', async () => {
    await expect(admin.leaveOrganization({})).rejects.toEqual(
      refusal('MasterCannotLeaveOrganizationException'),
    );
    await admin.enableAWSServiceAccess({ ServicePrincipal: 'cloudtrail.amazonaws.com' });
    await admin.registerDelegatedAdministrator({
      AccountId: LOGS,
      ServicePrincipal: 'cloudtrail.amazonaws.com',
    });
    await expect(admin.removeAccountFromOrganization({ AccountId: LOGS })).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG' }),
    );
    await shop.leaveOrganization({});
    await expect(shop.describeOrganization({})).rejects.toEqual(refusal('AWSOrganizationsNotInUseException'));
    await admin.deregisterDelegatedAdministrator({
      AccountId: LOGS,
      ServicePrincipal: 'cloudtrail.amazonaws.com',
    });
    await admin.removeAccountFromOrganization({ AccountId: LOGS });
    expect((await admin.listAccounts({})).Accounts?.map(({ Id }) => Id)).toEqual([MANAGEMENT]);
  });
});

describe('policies', () => {
  test('are made, read, changed, listed and deleted', async () => {
    const PolicyId = await createPolicy('guard');
    const { organization } = sandbox.world;
    expect(organization.policies.get(PolicyId)?.arn).toBe(
      `arn:aws:organizations::${MANAGEMENT}:policy/${organization.id}/service_control_policy/${PolicyId}`,
    );
    const before = organization.policies.get(PolicyId)?.policy;
    const updated = await admin.updatePolicy({
      PolicyId,
      Name: 'guards',
      Content: denyStop.replace('Stop', 'Halt'),
    });
    expect(updated.Policy?.PolicySummary).toMatchObject({ Name: 'guards', AwsManaged: false, Type: SCP });
    expect(organization.policies.get(PolicyId)?.policy).not.toBe(before);
    expect((await admin.describePolicy({ PolicyId })).Policy?.Content).toContain('Halt');
    expect((await admin.listPolicies({ Filter: SCP })).Policies?.map(({ Name }) => Name)).toEqual(['guards']);
    await admin.deletePolicy({ PolicyId });
    await expect(admin.describePolicy({ PolicyId })).rejects.toEqual(refusal('PolicyNotFoundException'));
  });

  test('are recorded as made', async () => {
    const PolicyId = await createPolicy('guard');
    expect(sandbox.world.accounts.get(MANAGEMENT)?.eventHistory.at(-1)).toMatchObject({
      eventSource: 'organizations.amazonaws.com',
      eventName: 'CreatePolicy',
      requestParameters: { name: 'guard', type: SCP, content: denyStop },
      responseElements: { policy: { policySummary: { id: PolicyId, awsManaged: false } } },
    });
  });

  test('must be well formed, of unique name and not too long', async () => {
    await createPolicy('guard');
    await expect(createPolicy('guard')).rejects.toEqual(refusal('DuplicatePolicyException'));
    await expect(createPolicy('bad', SCP, denyStop.replace('"*"', '"*”'))).rejects.toEqual(
      refusal('MalformedPolicyDocumentException'),
    );
    const allow = denyRole.replace('Deny', 'Allow');
    await expect(createPolicy('open', RCP, allow)).rejects.toEqual(
      refusal('MalformedPolicyDocumentException'),
    );
    const padded = (length: number) => denyStop + ' '.repeat(length - denyStop.length);
    await createPolicy('longest', SCP, padded(10_240));
    await expect(createPolicy('too long', SCP, padded(10_241))).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' }),
    );
    await expect(createPolicy('long', RCP, denyRole + ' '.repeat(5_121 - denyRole.length))).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' }),
    );
    await expect(
      admin.createPolicy({ Name: 'x', Description: '', Type: 'NO_SUCH' as never, Content: denyStop }),
    ).rejects.toEqual(refusal('InvalidInputException', { Reason: 'INVALID_ENUM_POLICY_TYPE' }));
    await expect(createPolicy('tags', 'TAG_POLICY', '{}')).rejects.toEqual(refusal('NotEmulated'));
  });

  test('of AWS cannot be changed', async () => {
    await admin.enablePolicyType({ RootId: root, PolicyType: SCP });
    await expect(admin.updatePolicy({ PolicyId: 'p-FullAWSAccess', Name: 'mine' })).rejects.toEqual(
      refusal('InvalidInputException', { Reason: 'IMMUTABLE_POLICY' }),
    );
  });

  test('bear tags', async () => {
    const ResourceId = await createPolicy('guard');
    await admin.tagResource({ ResourceId, Tags: [{ Key: 'owner', Value: 'security' }] });
    expect((await admin.listTagsForResource({ ResourceId })).Tags).toEqual([
      { Key: 'owner', Value: 'security' },
    ]);
    await admin.untagResource({ ResourceId, TagKeys: ['owner'] });
    expect((await admin.listTagsForResource({ ResourceId })).Tags).toEqual([]);
    expect((await admin.listTagsForResource({ ResourceId: SHOP })).Tags).toEqual([]);
    await expect(admin.tagResource({ ResourceId: SHOP, Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toEqual(
      refusal('NotEmulated'),
    );
    await expect(admin.listTagsForResource({ ResourceId: 'p-00000000' })).rejects.toEqual(
      refusal('TargetNotFoundException'),
    );
  });
});

describe('attachments', () => {
  beforeEach(async () => {
    await admin.enablePolicyType({ RootId: root, PolicyType: SCP });
  });

  test('enabling a type puts its full access policy everywhere, disabling detaches all', async () => {
    const full = await admin.listTargetsForPolicy({ PolicyId: 'p-FullAWSAccess' });
    expect(full.Targets?.map(({ TargetId }) => TargetId).sort()).toEqual(
      [root, workloads, MANAGEMENT, SHOP, LOGS].sort(),
    );
    expect(full.Targets).toContainEqual(expect.objectContaining({ TargetId: root, Type: 'ROOT' }));
    await expect(admin.enablePolicyType({ RootId: root, PolicyType: SCP })).rejects.toEqual(
      refusal('PolicyTypeAlreadyEnabledException'),
    );
    const PolicyId = await createPolicy('guard');
    await admin.attachPolicy({ PolicyId, TargetId: workloads });
    expect((await admin.disablePolicyType({ RootId: root, PolicyType: SCP })).Root?.PolicyTypes).toEqual([]);
    await admin.enablePolicyType({ RootId: root, PolicyType: SCP });
    const attached = await admin.listPoliciesForTarget({ TargetId: workloads, Filter: SCP });
    expect(attached.Policies?.map(({ Id }) => Id)).toEqual(['p-FullAWSAccess']);
    await admin.disablePolicyType({ RootId: root, PolicyType: SCP });
    await expect(admin.disablePolicyType({ RootId: root, PolicyType: SCP })).rejects.toEqual(
      refusal('PolicyTypeNotEnabledException'),
    );
    await expect(admin.attachPolicy({ PolicyId, TargetId: workloads })).rejects.toEqual(
      refusal('PolicyTypeNotEnabledException'),
    );
  });

  test('follow the quotas: ten at most and one at least of service control policies', async () => {
    const first = await createPolicy('guard 0');
    for (const PolicyId of [
      first,
      ...(await Promise.all(range(1, 8).map((n) => createPolicy(`guard ${n}`)))),
    ]) {
      await admin.attachPolicy({ PolicyId, TargetId: SHOP });
    }
    const eleventh = { PolicyId: await createPolicy('guard 9'), TargetId: SHOP };
    await expect(admin.attachPolicy({ PolicyId: first, TargetId: SHOP })).rejects.toEqual(
      refusal('DuplicatePolicyAttachmentException'),
    );
    await expect(admin.attachPolicy(eleventh)).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' }),
    );
    await expect(admin.detachPolicy(eleventh)).rejects.toEqual(refusal('PolicyNotAttachedException'));
    await expect(admin.detachPolicy({ PolicyId: 'p-FullAWSAccess', TargetId: workloads })).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' }),
    );
    await expect(admin.deletePolicy({ PolicyId: first })).rejects.toEqual(refusal('PolicyInUseException'));
    await admin.detachPolicy({ PolicyId: first, TargetId: SHOP });
    await admin.deletePolicy({ PolicyId: first });
  });

  test('know targets and policies that do not exist', async () => {
    const PolicyId = await createPolicy('guard');
    await expect(admin.attachPolicy({ PolicyId, TargetId: STRANGER })).rejects.toEqual(
      refusal('TargetNotFoundException'),
    );
    await expect(admin.attachPolicy({ PolicyId: 'p-00000000', TargetId: SHOP })).rejects.toEqual(
      refusal('PolicyNotFoundException'),
    );
    await expect(admin.enablePolicyType({ RootId: 'r-none', PolicyType: SCP })).rejects.toEqual(
      refusal('RootNotFoundException'),
    );
  });

  test('the full access resource control policy stays', async () => {
    await admin.enablePolicyType({ RootId: root, PolicyType: RCP });
    const PolicyId = await createPolicy('perimeter', RCP, denyRole);
    await admin.attachPolicy({ PolicyId, TargetId: root });
    await expect(admin.detachPolicy({ PolicyId: 'p-RCPFullAWSAccess', TargetId: root })).rejects.toEqual(
      refusal('InvalidInputException', { Reason: 'NON_DETACHABLE_POLICY' }),
    );
  });
});

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('service control policies bind members at once, and not the management account', async () => {
  await admin.enablePolicyType({ RootId: root, PolicyType: SCP });
  const Content = denyStop.replace('iam:GetRole', 'organizations:DescribeOrganization');
  const PolicyId = await createPolicy('guard', SCP, Content);
  await admin.attachPolicy({ PolicyId, TargetId: root });
  const arn = sandbox.world.organization.policies.get(PolicyId)?.arn;
  await expect(shop.describeOrganization({})).rejects.toEqual(
    refusal('AccessDeniedException', {
      message: expect.stringContaining(`with an explicit deny in a service control policy: ${arn}`),
    }),
  );
  await admin.describeOrganization({});
  await admin.detachPolicy({ PolicyId, TargetId: root });
  await shop.describeOrganization({});
});

describe('trusted services and delegated administrators', () => {
  const ServicePrincipal = 'cloudtrail.amazonaws.com';

  test('are registered once the service is trusted', async () => {
    await expect(admin.registerDelegatedAdministrator({ AccountId: LOGS, ServicePrincipal })).rejects.toEqual(
      refusal('ConstraintViolationException', { Reason: 'SERVICE_ACCESS_NOT_ENABLED' }),
    );
    await admin.enableAWSServiceAccess({ ServicePrincipal });
    expect((await admin.listAWSServiceAccessForOrganization({})).EnabledServicePrincipals).toEqual([
      { ServicePrincipal },
    ]);
    await expect(
      admin.registerDelegatedAdministrator({ AccountId: MANAGEMENT, ServicePrincipal }),
    ).rejects.toEqual(
      refusal('ConstraintViolationException', {
        Reason: 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
      }),
    );
    await admin.registerDelegatedAdministrator({ AccountId: LOGS, ServicePrincipal });
    await expect(admin.registerDelegatedAdministrator({ AccountId: LOGS, ServicePrincipal })).rejects.toEqual(
      refusal('AccountAlreadyRegisteredException'),
    );
    const listed = await admin.listDelegatedAdministrators({ ServicePrincipal });
    expect(listed.DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([LOGS]);
    expect((await admin.listDelegatedServicesForAccount({ AccountId: LOGS })).DelegatedServices).toEqual([
      { ServicePrincipal },
    ]);
    await admin.deregisterDelegatedAdministrator({ AccountId: LOGS, ServicePrincipal });
    await expect(
      admin.deregisterDelegatedAdministrator({ AccountId: LOGS, ServicePrincipal }),
    ).rejects.toEqual(refusal('AccountNotRegisteredException'));
    await admin.disableAWSServiceAccess({ ServicePrincipal });
    expect((await admin.listAWSServiceAccessForOrganization({})).EnabledServicePrincipals).toEqual([]);
  });

  test('a resource policy hands policy administration to a member, until it is deleted', async () => {
    const missing = refusal('ResourcePolicyNotFoundException');
    await expect(admin.describeResourcePolicy({})).rejects.toEqual(missing);
    const Content = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${SHOP}:root` },
          Action: ['organizations:CreatePolicy', 'organizations:DeletePolicy'],
          Resource: '*',
        },
      ],
    });
    const policy = { Type: SCP, Name: 'mine', Description: '', Content: denyStop } as const;
    await expect(shop.createPolicy(policy)).rejects.toEqual(refusal('AccessDeniedException'));
    await expect(shop.putResourcePolicy({ Content })).rejects.toEqual(refusal('AccessDeniedException'));
    await admin.putResourcePolicy({ Content });
    expect((await admin.describeResourcePolicy({})).ResourcePolicy?.Content).toBe(Content);
    const { Policy } = await shop.createPolicy(policy);
    await shop.deletePolicy({ PolicyId: Policy?.PolicySummary?.Id });
    await expect(clientOf(LOGS).createPolicy(policy)).rejects.toEqual(refusal('AccessDeniedException'));
    await expect(shop.enablePolicyType({ RootId: root, PolicyType: RCP })).rejects.toEqual(
      refusal('AccessDeniedException'),
    );
    await admin.deleteResourcePolicy({});
    await expect(shop.createPolicy(policy)).rejects.toEqual(refusal('AccessDeniedException'));
    await expect(admin.deleteResourcePolicy({})).rejects.toEqual(missing);
  });

  test('a resource policy that cannot be read is refused', async () => {
    await expect(admin.putResourcePolicy({ Content: '{}' })).rejects.toEqual(
      refusal('MalformedPolicyDocumentException'),
    );
  });
});
