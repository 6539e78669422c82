import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { mixedId, upperId } from '../../../sandbox/ids.ts';
import { text } from '../../../sandbox/input.ts';
import type { Credential, Identity } from '../../../sandbox/world.ts';
import { limitExceeded, noSuchEntity, validationError } from './errors.ts';
import { listing, optionalName, optionalWord } from './input.ts';
import { accountOf, mustFind, need, needOn, USER } from './kinds.ts';
import { QUOTA } from './quotas.ts';
import { callingUser, mustName } from './whose.ts';

/** Whose keys a call is about; `undefined` for root's own. */
function ownerOf(call: Call): string | undefined {
  const userName = optionalName(call, 'UserName') ?? callingUser(call);
  if (userName !== undefined) return mustFind(USER, call, userName).name;
  return call.caller.identity.type === 'root' ? undefined : mustName();
}

/** The long-lived keys of a user of the caller's account, or of its root. */
export const keysOf = ({ world, caller }: Call, userName: string | undefined): readonly Credential[] =>
  [...world.credentials.values()].filter(
    ({ identity, sessionToken, sandboxOnly }) =>
      sessionToken === undefined && !sandboxOnly && belongs(identity, caller.accountId ?? '', userName),
  );

function belongs(identity: Identity, accountId: string, userName: string | undefined): boolean {
  if (userName === undefined) return identity.type === 'root' && identity.accountId === accountId;
  return identity.type === 'user' && identity.accountId === accountId && identity.userName === userName;
}

const keyShape = (key: Credential, userName: string | undefined) => ({
  ...(userName === undefined ? {} : { UserName: userName }),
  AccessKeyId: key.accessKeyId,
  Status: key.status,
  CreateDate: key.createdAt,
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html */
function createKey(call: Call) {
  const userName = ownerOf(call);
  const accountId = accountOf(call).id;
  if (keysOf(call, userName).length >= QUOTA.accessKeysPerUser) {
    throw limitExceeded('AccessKeysPerUser', QUOTA.accessKeysPerUser);
  }
  const key: Credential = {
    accessKeyId: upperId('AKIA'),
    secretAccessKey: mixedId(40),
    createdAt: call.now,
    status: 'Active',
    identity: userName === undefined ? { type: 'root', accountId } : { type: 'user', accountId, userName },
  };
  call.world.credentials.set(key.accessKeyId, key);
  return { AccessKey: { ...keyShape(key, userName), SecretAccessKey: key.secretAccessKey } };
}

function keyOf(call: Call): Credential {
  const wanted = text(call.input, 'AccessKeyId', { max: 128, pattern: /^\w{16,}$/ });
  const key = keysOf(call, ownerOf(call)).find(({ accessKeyId }) => accessKeyId === wanted);
  if (!key) throw noSuchEntity(`The Access Key with id ${wanted} cannot be found.`);
  return key;
}

function updateKey(call: Call): void {
  const status = optionalWord(call, 'Status', ['Active', 'Inactive']);
  if (status === undefined) throw validationError("Value null at 'status' failed to satisfy constraint");
  keyOf(call).status = status;
}

function listKeys(call: Call) {
  const userName = ownerOf(call);
  const keys = keysOf(call, userName).map((key) => keyShape(key, userName));
  return listing(call, 'AccessKeyMetadata', keys, (key) => key.AccessKeyId);
}

function onOwner(call: Call) {
  const userName = optionalName(call, 'UserName') ?? callingUser(call);
  return userName === undefined ? [need(call, call.caller.arn)] : [needOn(USER, call, {}, userName)];
}

export const accessKeyOperations: Readonly<Record<string, Operation>> = {
  CreateAccessKey: { access: 'write', needs: onOwner, run: createKey },
  ListAccessKeys: { access: 'read', needs: onOwner, run: listKeys },
  UpdateAccessKey: { access: 'write', needs: onOwner, run: updateKey },
  DeleteAccessKey: {
    access: 'write',
    needs: onOwner,
    run: (call) => void call.world.credentials.delete(keyOf(call).accessKeyId),
  },
};
