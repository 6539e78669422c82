import { callerOf } from './caller.ts';
import type { World } from './world.ts';

/** What the sandbox tells people and the command line about itself. */
export interface SandboxDescription {
  readonly schema: 'indelible/sandbox@1';
  readonly endpoint: string;
  /** World time. */
  readonly time: string;
  readonly organization: {
    readonly id: string;
    readonly managementAccountId: string;
    readonly rootId: string;
  };
  readonly accounts: readonly SandboxAccount[];
  readonly trails: readonly { readonly arn: string }[];
  readonly buckets: readonly { readonly name: string; readonly accountId: string }[];
}

export interface SandboxAccount {
  readonly id: string;
  readonly name: string;
  /** Those with long-lived keys: root and users. */
  readonly principals: readonly {
    readonly arn: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  }[];
}

export function describe(world: World, endpoint: string): SandboxDescription {
  const { organization } = world;
  return {
    schema: 'indelible/sandbox@1',
    endpoint,
    time: world.clock.now().toISOString(),
    organization: {
      id: organization.id,
      managementAccountId: organization.managementAccountId,
      rootId: organization.root.id,
    },
    accounts: accountsOf(world),
    trails: [...world.trails.values()].map(({ arn }) => ({ arn })),
    buckets: [...world.buckets.values()].map(({ name, accountId }) => ({ name, accountId })),
  };
}

export function accountsOf(world: World): readonly SandboxAccount[] {
  return [...world.accounts.values()].map(({ id, name }) => ({
    id,
    name,
    principals: principalsOf(world, id),
  }));
}

function principalsOf(world: World, accountId: string): SandboxAccount['principals'] {
  return [...world.credentials.values()].flatMap((credential) => {
    const { identity, accessKeyId, secretAccessKey, status } = credential;
    const own = identity.type === 'root' || identity.type === 'user';
    const longLived = own && credential.sessionToken === undefined;
    if (!longLived || identity.accountId !== accountId || status !== 'Active') return [];
    return [{ arn: callerOf(world, credential).arn, accessKeyId, secretAccessKey }];
  });
}
