import type { KmsKey } from '../../../model/snapshot.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import { aliasExists, aliasNotFound, invalidAlias, validation } from './errors.ts';
import { arnHere, keptKeyOf, keyWithAlias, type Named, named, ownAccount, replace } from './key-of.ts';
import { aliasNeed, keyNeed } from './needs.ts';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html#API_CreateAlias_RequestSyntax */
function aliasIn({ input }: Call): string {
  const alias = text(input, 'AliasName', { max: 256, pattern: /^[a-zA-Z0-9:/_-]+$/ });
  if (!alias.startsWith('alias/')) throw validation('Alias must start with the prefix "alias/".');
  return alias;
}

const aliasArn = (call: Call): string => arnHere(call, ownAccount(call), aliasIn(call));
const asNamed = (key: KmsKey): Named => ({ arn: key.arn, accountId: key.accountId, key });

/** On the alias, and on every key that it refers to before and after. */
function needs(call: Call, ...targets: readonly Named[]): readonly AuthorizationNeed[] {
  const alias = aliasIn(call);
  const current = keyWithAlias(call, alias);
  return [
    aliasNeed(call, alias),
    ...(current === undefined || call.operation === 'CreateAlias' ? [] : [keyNeed(call, asNamed(current))]),
    ...targets.map((target) => keyNeed(call, target)),
  ];
}

const withTarget = (call: Call): readonly AuthorizationNeed[] => needs(call, named(call, 'TargetKeyId'));

function createAlias(call: Call): void {
  const alias = aliasIn(call);
  if (alias.startsWith('alias/aws/')) throw invalidAlias(`The prefix alias/aws/ is reserved: ${alias}`);
  if (keyWithAlias(call, alias) !== undefined) throw aliasExists(aliasArn(call));
  give(call, alias);
}

/** A key that awaits deletion takes none. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function give(call: Call, alias: string): void {
  const key = keptKeyOf(call, 'TargetKeyId');
  replace(call, { ...key, aliases: [...(key.aliases ?? []), alias] });
}

function take(call: Call, alias: string): void {
  const key = keyWithAlias(call, alias);
  if (key === undefined) throw aliasNotFound(aliasArn(call));
  replace(call, { ...key, aliases: (key.aliases ?? []).filter((one) => one !== alias) });
}

function updateAlias(call: Call): void {
  keptKeyOf(call, 'TargetKeyId');
  const alias = aliasIn(call);
  take(call, alias);
  give(call, alias);
}

export const aliasOperations: Readonly<Record<string, Operation>> = {
  CreateAlias: { access: 'write', needs: withTarget, run: createAlias },
  UpdateAlias: { access: 'write', needs: withTarget, run: updateAlias },
  DeleteAlias: { access: 'write', needs, run: (call) => take(call, aliasIn(call)) },
};
