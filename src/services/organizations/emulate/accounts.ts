import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { AccountState, World } from '../../../sandbox/world.ts';
import { accountNotFound, constraint, refused } from './errors.ts';
import { id, listing } from './input.ts';
import { arnOf, byAdministrators, byManagement, byMembers, need, onAnything } from './needs.ts';
import { accountShape } from './shapes.ts';
import { childAccounts, isParent, parentOf } from './tree.ts';

/** The member account that AccountId names. */
export function memberOf(call: Call): AccountState {
  const account = call.world.accounts.get(id(call, 'AccountId', 'account'));
  if (account?.parentId === undefined) throw accountNotFound();
  return account;
}

export const onAccount = (call: Call) => [need(call, arnOf(call.world, id(call, 'AccountId', 'account')))];

const members = ({ accounts }: World) =>
  [...accounts.values()].filter((account) => account.parentId !== undefined);

const listAccounts = (call: Call, accounts: readonly AccountState[]) =>
  listing(
    call,
    'Accounts',
    accounts.map((account) => accountShape(call.world, account)),
    (account) => account.Id,
  );

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html */
function moveAccount(call: Call): void {
  const account = memberOf(call);
  const destination = id(call, 'DestinationParentId', 'parent');
  if (id(call, 'SourceParentId', 'parent') !== account.parentId) {
    throw refused(
      'SourceParentNotFoundException',
      "We can't find a source root or OU with the ParentId that you specified.",
    );
  }
  if (!isParent(call.world, destination)) {
    throw refused(
      'DestinationParentNotFoundException',
      "We can't find the destination container (a root or OU) with the ParentId that you specified.",
    );
  }
  if (destination === account.parentId) {
    throw refused(
      'DuplicateAccountException',
      'That account is already present in the specified destination.',
    );
  }
  account.parentId = destination;
}

const onAccountAndParents = (call: Call) => [
  ...onAccount(call),
  need(call, arnOf(call.world, id(call, 'SourceParentId', 'parent'))),
  need(call, arnOf(call.world, id(call, 'DestinationParentId', 'parent'))),
];

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html */
const leaveOrganization = (call: Call): void => depart(call.world, call.caller.accountId ?? '');

function depart(world: World, accountId: string): void {
  const { organization } = world;
  if (accountId === organization.managementAccountId) {
    throw refused(
      'MasterCannotLeaveOrganizationException',
      "You can't remove a management account from an organization.",
    );
  }
  if ([...organization.delegatedAdministrators.values()].some((accounts) => accounts.has(accountId))) {
    throw constraint(
      'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
      'You must first deregister this account as a delegated administrator.',
    );
  }
  const account = world.accounts.get(accountId);
  if (account) account.parentId = undefined;
  organization.attachments.delete(accountId);
}

export const accountOperations: Readonly<Record<string, Operation>> = {
  ListAccounts: {
    access: 'read',
    needs: onAnything,
    run: byAdministrators((call) => listAccounts(call, members(call.world))),
  },
  ListAccountsForParent: {
    access: 'read',
    needs: (call) => [need(call, arnOf(call.world, id(call, 'ParentId', 'parent')))],
    run: byAdministrators((call) => listAccounts(call, childAccounts(call.world, parentOf(call)))),
  },
  DescribeAccount: {
    access: 'read',
    needs: onAccount,
    run: byAdministrators((call) => ({ Account: accountShape(call.world, memberOf(call)) })),
  },
  MoveAccount: { access: 'write', needs: onAccountAndParents, run: byManagement(moveAccount) },
  LeaveOrganization: { access: 'write', needs: onAnything, run: byMembers(leaveOrganization) },
  RemoveAccountFromOrganization: {
    access: 'write',
    needs: onAccount,
    run: byManagement((call) => depart(call.world, memberOf(call).id)),
  },
};
