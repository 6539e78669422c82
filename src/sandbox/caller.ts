import type { Caller } from './emulation.ts';
import type { Credential, Identity, RoleState, UserState, World } from './world.ts';

/** Who asks, and the circumstances that conditions may look at. */
export interface Asker {
  readonly caller: Caller;
  readonly region: string;
  readonly now: Date;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** Who signs with this credential. */
export function callerOf(world: World, credential: Credential): Caller {
  return { ...callerAs(world, credential.identity), accessKeyId: credential.accessKeyId };
}

/** An AWS service acting on its own, as CloudTrail does when it delivers. */
export function serviceCaller(service: {
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}): Caller {
  const identity: Identity = { type: 'service', ...service };
  return {
    identity,
    arn: service.principal,
    accountId: undefined,
    userId: service.principal,
    accessKeyId: undefined,
  };
}

export const anonymous: Caller = {
  identity: { type: 'anonymous' },
  arn: 'anonymous',
  accountId: undefined,
  userId: 'anonymous',
  accessKeyId: undefined,
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
export function callerAs(world: World, identity: Identity): Caller {
  switch (identity.type) {
    case 'anonymous':
      return anonymous;
    case 'service':
      return serviceCaller(identity);
    case 'root':
      return signed(identity, `arn:${world.partition}:iam::${identity.accountId}:root`, identity.accountId);
    case 'user': {
      const user = userOf(world, identity);
      const arn = user?.arn ?? `arn:${world.partition}:iam::${identity.accountId}:user/${identity.userName}`;
      return signed(identity, arn, user?.id ?? identity.userName);
    }
    case 'session': {
      const session = `${identity.roleName}/${identity.sessionName}`;
      const arn = `arn:${world.partition}:sts::${identity.accountId}:assumed-role/${session}`;
      return signed(identity, arn, `${identity.roleId}:${identity.sessionName}`);
    }
  }
}

export function userOf(world: World, identity: Identity & { type: 'user' }): UserState | undefined {
  return world.accounts.get(identity.accountId)?.users.get(identity.userName.toLowerCase());
}

/** The role behind a session; `undefined` once it is deleted, even if another now bears its name. */
export function roleOf(world: World, identity: Identity & { type: 'session' }): RoleState | undefined {
  const role = world.accounts.get(identity.accountId)?.roles.get(identity.roleName.toLowerCase());
  return role?.id === identity.roleId ? role : undefined;
}

function signed(identity: Identity & { accountId: string }, arn: string, userId: string): Caller {
  return { identity, arn, accountId: identity.accountId, userId, accessKeyId: undefined };
}
