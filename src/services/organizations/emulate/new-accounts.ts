import { randomBytes, randomInt } from 'node:crypto';
import type { PolicyDocument } from '../../../model/policy.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { attachFullAccess } from '../../../sandbox/full-access.ts';
import { lowerId, upperId } from '../../../sandbox/ids.ts';
import { list, optionalText, text } from '../../../sandbox/input.ts';
import type { AccountState, RoleState, World } from '../../../sandbox/world.ts';
import { invalidInput, notEmulated, refused } from './errors.ts';
import { id, listing, tags } from './input.ts';
import { byAdministrators, byManagement, need, onAnything, organizationArn, tagContext } from './needs.ts';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html */
interface CreateAccountStatus {
  readonly Id: string;
  readonly AccountName: string;
  readonly State: 'SUCCEEDED' | 'FAILED';
  readonly RequestedTimestamp: Date;
  readonly CompletedTimestamp: Date;
  readonly AccountId?: string;
  readonly FailureReason?: 'EMAIL_ALREADY_EXISTS';
}

/** What was asked of each World: only this file looks at it. */
const requests = new WeakMap<World, CreateAccountStatus[]>();

const requestsOf = (world: World): CreateAccountStatus[] => {
  const made = requests.get(world) ?? [];
  requests.set(world, made);
  return made;
};

/**
 * The account is there at once. Its first role lets the management account in as an administrator.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
function createAccount(call: Call) {
  const { world, input, now } = call;
  const email = text(input, 'Email', { max: 64, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ });
  const name = text(input, 'AccountName', { max: 50, pattern: /^[ -~]+$/ });
  const roleName = optionalText(input, 'RoleName', { max: 64, pattern: /^[\w+=,.@-]{1,64}$/ });
  if (tags(call).size > 0) throw notEmulated('tags of accounts');
  const taken = [...world.accounts.values()].some(
    (account) => account.email.toLowerCase() === email.toLowerCase(),
  );
  const account = taken ? undefined : newAccount(world, { email, name, now });
  account?.roles.set(
    ...administratorFor(world, account.id, roleName ?? 'OrganizationAccountAccessRole', now),
  );
  const status: CreateAccountStatus = {
    Id: `car-${lowerId(32)}`,
    AccountName: name,
    RequestedTimestamp: now,
    CompletedTimestamp: now,
    ...(account
      ? { State: 'SUCCEEDED', AccountId: account.id }
      : { State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' }),
  };
  requestsOf(world).push(status);
  return { CreateAccountStatus: status };
}

function newAccount(
  world: World,
  { email, name, now }: { email: string; name: string; now: Date },
): AccountState {
  const { organization, accounts } = world;
  const accountId = unusedAccountId(world);
  const account: AccountState = {
    id: accountId,
    arn: organizationArn(world, `account/${organization.id}/${accountId}`),
    name,
    email,
    status: 'ACTIVE',
    joinedAt: now,
    parentId: organization.root.id,
    canonicalUserId: randomBytes(32).toString('hex'),
    users: new Map(),
    roles: new Map(),
    managedPolicies: new Map(),
    mfa: 'none',
    eventHistory: [],
  };
  accounts.set(accountId, account);
  attachFullAccess(world, accountId);
  return account;
}

function unusedAccountId(world: World): string {
  for (;;) {
    const accountId = String(randomInt(1e11, 2e11));
    if (!world.accounts.has(accountId)) return accountId;
  }
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html */
function administratorFor(world: World, accountId: string, name: string, now: Date): [string, RoleState] {
  const root = `arn:${world.partition}:iam::${world.organization.managementAccountId}:root`;
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' }],
  };
  const role: RoleState = {
    id: upperId('AROA'),
    arn: `arn:${world.partition}:iam::${accountId}:role/${name}`,
    name,
    path: '/',
    createdAt: now,
    tags: new Map(),
    inlinePolicies: new Map(),
    attachedPolicies: new Set([`arn:${world.partition}:iam::aws:policy/AdministratorAccess`]),
    boundaryArn: undefined,
    trustPolicy: { name, document },
    description: '',
    maxSessionSeconds: 3600,
  };
  return [name.toLowerCase(), role];
}

function describeStatus(call: Call) {
  const wanted = id(call, 'CreateAccountRequestId', 'request');
  const status = requestsOf(call.world).find((request) => request.Id === wanted);
  if (status) return { CreateAccountStatus: status };
  throw refused(
    'CreateAccountStatusNotFoundException',
    "We can't find a create account request with the CreateAccountRequestId that you specified.",
  );
}

function listStatuses(call: Call) {
  const states = list(call.input, 'States', 100);
  if (states.some((state) => state !== 'IN_PROGRESS' && state !== 'SUCCEEDED' && state !== 'FAILED')) {
    throw invalidInput('INVALID_ENUM', 'You specified an invalid value for States.');
  }
  const statuses = requestsOf(call.world).filter(
    ({ State }) => states.length === 0 || states.includes(State),
  );
  return listing(call, 'CreateAccountStatuses', statuses, (status) => status.Id);
}

export const newAccountOperations: Readonly<Record<string, Operation>> = {
  CreateAccount: {
    access: 'write',
    needs: (call) => [need(call, '*', tagContext('RequestTag', tags(call)))],
    run: byManagement(createAccount),
  },
  DescribeCreateAccountStatus: { access: 'read', needs: onAnything, run: byAdministrators(describeStatus) },
  ListCreateAccountStatus: { access: 'read', needs: onAnything, run: byAdministrators(listStatuses) },
};
