import type { Context, Policy } from '../../../model/policy.ts';
import type { KmsKey } from '../../../model/snapshot.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { arnHere, type Named, named, ownAccount } from './key-of.ts';
import { KEY_SPEC, KEY_USAGE, originOf, policyDocumentOf } from './shapes.ts';

/** A permission on a key: its policy and its grants decide with the caller's own policies. */
export function keyNeed(call: Call, { arn, accountId, key, alias }: Named, context: Context = {}) {
  return {
    action: `kms:${call.operation}`,
    resource: arn,
    resourceAccount: accountId,
    resourcePolicies: key === undefined ? [] : [keyPolicy(call, key)],
    grants: key?.grants ?? [],
    context: {
      'kms:CallerAccount': ownAccount(call),
      ...(key === undefined ? {} : keyContext(key)),
      ...(alias === undefined ? {} : { 'kms:RequestAlias': alias }),
      ...context,
    },
  } satisfies AuthorizationNeed;
}

export const keyPolicy = ({ world }: Call, key: KmsKey): Policy => ({
  name: 'default',
  document: policyDocumentOf(key, world.partition),
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
function keyContext(key: KmsKey): Context {
  const { aliases = [], tags = {} } = key;
  return {
    'kms:KeyOrigin': originOf(key),
    'kms:KeySpec': KEY_SPEC,
    'kms:KeyUsage': KEY_USAGE,
    ...(aliases.length === 0 ? {} : { 'kms:ResourceAliases': aliases }),
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value])),
  };
}

export const onKey =
  (context: (call: Call) => Context = () => ({}), accepts?: 'aliases') =>
  (call: Call): readonly AuthorizationNeed[] => [keyNeed(call, named(call, 'KeyId', accepts), context(call))];

/** The caller's own policies decide: an alias has none. https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html */
export const aliasNeed = (call: Call, alias: string): AuthorizationNeed => ({
  action: `kms:${call.operation}`,
  resource: arnHere(call, ownAccount(call), alias),
});

export const onAnything = (call: Call): readonly AuthorizationNeed[] => [
  {
    action: `kms:${call.operation}`,
    resource: '*',
    context: { 'kms:CallerAccount': ownAccount(call) },
  },
];
