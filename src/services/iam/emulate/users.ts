import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { upperId } from '../../../sandbox/ids.ts';
import type { UserState } from '../../../sandbox/world.ts';
import { keysOf } from './access-keys.ts';
import { mustBeAttachable } from './attached.ts';
import { alreadyExists, deleteConflict, limitExceeded } from './errors.ts';
import { boundaryArn, listing, name, optionalName, path, pathPrefix, tags } from './input.ts';
import {
  accountOf,
  find,
  iamArn,
  mustFind,
  need,
  needOn,
  onAnything,
  requestTagContext,
  USER,
} from './kinds.ts';
import { QUOTA } from './quotas.ts';
import { details, userShape } from './shapes.ts';
import { callingUser, mustName } from './whose.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
function createUser(call: Call) {
  const { users } = accountOf(call);
  const userName = name(call, 'UserName');
  const userPath = path(call) ?? '/';
  const boundary = boundaryArn(call);
  if (users.has(userName.toLowerCase())) throw alreadyExists(`User with name ${userName} already exists.`);
  if (users.size >= QUOTA.users) throw limitExceeded('UsersPerAccount', QUOTA.users);
  if (boundary !== undefined) mustBeAttachable(call, boundary);
  const user: UserState = {
    id: upperId('AIDA'),
    arn: iamArn(call, `user${userPath}${userName}`),
    name: userName,
    path: userPath,
    createdAt: call.now,
    tags: new Map(tags(call)),
    inlinePolicies: new Map(),
    attachedPolicies: new Set(),
    boundaryArn: boundary,
    password: false,
    mfaDevices: [],
  };
  users.set(userName.toLowerCase(), user);
  return { User: { ...userShape(user), ...details(user) } };
}

/** Of root it answers an account's id and creation. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
function getUser(call: Call) {
  const account = accountOf(call);
  const userName = optionalName(call, 'UserName') ?? callingUser(call);
  if (userName === undefined && call.caller.identity.type === 'root') {
    return {
      User: { Path: '/', UserId: account.id, Arn: call.caller.arn, CreateDate: account.joinedAt },
    };
  }
  const user = mustFind(USER, call, userName ?? mustName());
  return { User: { ...userShape(user), ...details(user) } };
}

function onUserOrSelf(call: Call) {
  const userName = optionalName(call, 'UserName') ?? callingUser(call);
  return userName === undefined ? [need(call, call.caller.arn)] : [needOn(USER, call, {}, userName)];
}

/** A user keeps its id, policies and keys; the ARN changes. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html */
function updateUser(call: Call): void {
  const account = accountOf(call);
  const user = mustFind(USER, call);
  const newName = optionalName(call, 'NewUserName') ?? user.name;
  const newPath = path(call, 'NewPath') ?? user.path;
  const clash = account.users.get(newName.toLowerCase());
  if (clash && clash !== user) throw alreadyExists(`User with name ${newName} already exists.`);
  account.users.delete(user.name.toLowerCase());
  account.users.set(newName.toLowerCase(), {
    ...user,
    name: newName,
    path: newPath,
    arn: iamArn(call, `user${newPath}${newName}`),
  });
  for (const credential of credentialsOf(call, user.name)) {
    const identity = { type: 'user', accountId: account.id, userName: newName } as const;
    call.world.credentials.set(credential.accessKeyId, { ...credential, identity });
  }
}

/** It needs permission on the user as it is and as it will be. */
function onOldAndNewUser(call: Call) {
  const user = find(USER, call, name(call, 'UserName'));
  const newName = optionalName(call, 'NewUserName') ?? name(call, 'UserName');
  const newPath = path(call, 'NewPath') ?? user?.path ?? '/';
  return [needOn(USER, call), need(call, iamArn(call, `user${newPath}${newName}`))];
}

function deleteUser(call: Call): void {
  const user = mustFind(USER, call);
  if (keysOf(call, user.name).length > 0)
    throw deleteConflict('Cannot delete entity, must delete access keys first.');
  if (user.attachedPolicies.size > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (user.inlinePolicies.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  accountOf(call).users.delete(user.name.toLowerCase());
  // Temporary credentials die with their user; a user made anew must not revive them.
  for (const credential of credentialsOf(call, user.name))
    call.world.credentials.delete(credential.accessKeyId);
}

const credentialsOf = ({ world, caller }: Call, userName: string) =>
  [...world.credentials.values()].filter(
    ({ identity }) =>
      identity.type === 'user' && identity.accountId === caller.accountId && identity.userName === userName,
  );

function listUsers(call: Call) {
  const prefix = pathPrefix(call);
  const users = [...accountOf(call).users.values()].filter((user) => user.path.startsWith(prefix));
  return listing(call, 'Users', users.map(userShape), (user) => user.UserName);
}

function onNewUser(call: Call) {
  const boundary = boundaryArn(call);
  const requested = tags(call);
  const create = need(call, iamArn(call, `user${path(call) ?? '/'}${name(call, 'UserName')}`), {
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary }),
    ...requestTagContext(requested),
  });
  return requested.size === 0 ? [create] : [create, { ...create, action: 'iam:TagUser' }];
}

export const userOperations: Readonly<Record<string, Operation>> = {
  CreateUser: { access: 'write', needs: onNewUser, run: createUser },
  GetUser: { access: 'read', needs: onUserOrSelf, run: getUser },
  ListUsers: { access: 'read', needs: onAnything, run: listUsers },
  UpdateUser: { access: 'write', needs: onOldAndNewUser, run: updateUser },
  DeleteUser: { access: 'write', needs: (call) => [needOn(USER, call)], run: deleteUser },
};
