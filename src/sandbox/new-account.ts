import { randomBytes } from 'node:crypto';
import type { MfaDevice } from '../model/management-account.ts';
import type { Policy, PolicyDocument } from '../model/policy.ts';
import { mixedId, upperId } from './ids.ts';
import type {
  AccountState,
  Credential,
  Identity,
  PrincipalState,
  RoleState,
  UserState,
  World,
} from './world.ts';
import type { WorldAccount, WorldPrincipal } from './world-file.ts';

/** An account of a world file with its principals and their long-lived keys. */
export function newWorldAccount(
  world: World,
  account: WorldAccount,
  parentId: string | undefined,
  { member }: { readonly member: boolean },
): AccountState {
  const { organization, partition } = world;
  const arn = `arn:${partition}:organizations::${organization.managementAccountId}:account/${organization.id}/${account.id}`;
  const state: AccountState = {
    id: account.id,
    arn,
    name: account.name,
    email: account.email ?? `${account.name.replace(/[^A-Za-z0-9-]/g, '-')}@example.com`,
    status: 'ACTIVE',
    joinedAt: world.clock.now(),
    parentId,
    canonicalUserId: randomBytes(32).toString('hex'),
    users: new Map(),
    roles: new Map(),
    managedPolicies: new Map(),
    mfa: account.rootMfa ?? 'none',
    eventHistory: [],
  };
  const administrators: WorldPrincipal[] = [{ user: 'Admin', policies: ['AdministratorAccess'] }];
  if (!account.givenRolesOnly) administrators.push({ role: 'Admin', policies: ['AdministratorAccess'] });
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html
  if (member && !account.givenRolesOnly) {
    const trust = trusting(partition, organization.managementAccountId);
    administrators.push({ role: 'OrganizationAccountAccessRole', policies: ['AdministratorAccess'], trust });
  }
  addKeys(world, { type: 'root', accountId: state.id }, account.rootAccessKeys === false ? 0 : 1);
  for (const principal of [...administrators, ...(account.principals ?? [])])
    addPrincipal(world, state, principal);
  return state;
}

function addPrincipal(world: World, account: AccountState, principal: WorldPrincipal): void {
  const trust = principal.trust ?? trusting(world.partition, account.id);
  if (principal.user !== undefined) {
    const { user: name, password = false, accessKeys = 1, mfa = [] } = principal;
    const user: UserState = {
      ...newPrincipal(world, account, 'user', name, principal),
      password,
      mfaDevices: mfa.map((kind, index) => serialOf(world, account, name, kind, index)),
    };
    account.users.set(name.toLowerCase(), user);
    addKeys(world, { type: 'user', accountId: account.id, userName: name }, accessKeys);
  }
  if (principal.role !== undefined) {
    const role: RoleState = {
      ...newPrincipal(world, account, 'role', principal.role, principal),
      trustPolicy: { name: `${principal.role} trust`, document: trust },
      description: '',
      maxSessionSeconds: 3600,
    };
    account.roles.set(principal.role.toLowerCase(), role);
  }
}

function newPrincipal(
  world: World,
  account: AccountState,
  kind: 'user' | 'role',
  name: string,
  { path = '/', policies = [], boundary, tags = {} }: WorldPrincipal,
): PrincipalState {
  const managed = policies.filter((policy) => typeof policy === 'string');
  const inline = policies.filter((policy) => typeof policy !== 'string');
  return {
    id: upperId(kind === 'user' ? 'AIDA' : 'AROA'),
    arn: `arn:${world.partition}:iam::${account.id}:${kind}${path}${name}`,
    name,
    path,
    createdAt: world.clock.now(),
    tags: new Map(Object.entries(tags)),
    inlinePolicies: new Map(inline.map((document, index) => inlinePolicy(`inline-${index + 1}`, document))),
    attachedPolicies: new Set(managed.map((policy) => `arn:${world.partition}:iam::aws:policy/${policy}`)),
    boundaryArn: boundary && addBoundary(world, account, name, boundary),
  };
}

function addBoundary(
  world: World,
  account: AccountState,
  principal: string,
  document: PolicyDocument,
): string {
  const name = `${principal}-boundary`;
  const arn = `arn:${world.partition}:iam::${account.id}:policy/${name}`;
  const createdAt = world.clock.now();
  account.managedPolicies.set(arn, {
    id: upperId('ANPA'),
    arn,
    name,
    path: '/',
    createdAt,
    description: '',
    versions: new Map([['v1', { policy: { name, arn, document }, createdAt }]]),
    defaultVersionId: 'v1',
  });
  return arn;
}

const inlinePolicy = (name: string, document: PolicyDocument): [string, Policy] => [name, { name, document }];

function trusting(partition: string, accountId: string): PolicyDocument {
  const principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
function serialOf(
  { partition }: World,
  { id }: AccountState,
  user: string,
  kind: MfaDevice,
  index: number,
): string {
  if (kind === 'hardware') return `GAHT${String(index).padStart(8, '0')}`;
  const name = kind === 'virtual' ? `mfa/${user}-${index}` : `u2f/user/${user}/key-${index}`;
  return `arn:${partition}:iam::${id}:${name}`;
}

function addKeys(world: World, identity: Identity, count: number): void {
  if (count === 0) addKey(world, identity, { sandboxOnly: true });
  for (let index = 0; index < count; index += 1) addKey(world, identity);
}

function addKey(world: World, identity: Identity, kind: Pick<Credential, 'sandboxOnly'> = {}): void {
  const accessKeyId = upperId('AKIA');
  world.credentials.set(accessKeyId, {
    accessKeyId,
    secretAccessKey: mixedId(40),
    createdAt: world.clock.now(),
    status: 'Active',
    identity,
    ...kind,
  });
}
