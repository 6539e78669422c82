import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { noSuchEntity } from './errors.ts';
import { listing, optionalName, optionalWord } from './input.ts';
import { accountOf, iamArn, mustFind, need, needOn, onAnything, USER } from './kinds.ts';
import { userShape } from './shapes.ts';
import { callingUser, mustName } from './whose.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
function loginProfile(call: Call) {
  const user = mustFind(USER, call);
  if (!user.password) throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`);
  return { LoginProfile: { UserName: user.name, CreateDate: user.createdAt, PasswordResetRequired: false } };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html */
function mfaDevices(call: Call) {
  const {
    name,
    mfaDevices: serials,
    createdAt,
  } = mustFind(USER, call, optionalName(call, 'UserName') ?? callingUser(call) ?? mustName());
  const devices = serials.map((SerialNumber) => ({ UserName: name, SerialNumber, EnableDate: createdAt }));
  return listing(call, 'MFADevices', devices, ({ SerialNumber }) => SerialNumber);
}

/** Of users and of root; every one is assigned. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html */
function virtualMfaDevices(call: Call) {
  const { users, mfa, id, joinedAt } = accountOf(call);
  const status = optionalWord(call, 'AssignmentStatus', ['Assigned', 'Unassigned', 'Any']);
  const ofUsers = [...users.values()].flatMap((user) =>
    user.mfaDevices
      .filter((serial) => serial.includes(':mfa/'))
      .map((SerialNumber) => ({ SerialNumber, User: userShape(user), EnableDate: user.createdAt })),
  );
  const ofRoot = {
    SerialNumber: iamArn(call, 'mfa/root-account-mfa-device'),
    User: { UserId: id, Arn: iamArn(call, 'root'), CreateDate: joinedAt },
    EnableDate: joinedAt,
  };
  const assigned = mfa === 'virtual' ? [...ofUsers, ofRoot] : ofUsers;
  return listing(
    call,
    'VirtualMFADevices',
    status === 'Unassigned' ? [] : assigned,
    ({ SerialNumber }) => SerialNumber,
  );
}

function onUserOrSelf(call: Call) {
  const userName = optionalName(call, 'UserName') ?? callingUser(call);
  return userName === undefined ? [need(call, call.caller.arn)] : [needOn(USER, call, {}, userName)];
}

export const signInOperations: Readonly<Record<string, Operation>> = {
  GetLoginProfile: { access: 'read', needs: (call) => [needOn(USER, call)], run: loginProfile },
  ListMFADevices: { access: 'read', needs: onUserOrSelf, run: mfaDevices },
  ListVirtualMFADevices: { access: 'read', needs: onAnything, run: virtualMfaDevices },
};
