import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { invalidMarker } from './errors.ts';
import { arnHere, keyOf, named, ownAccount, ownKeys } from './key-of.ts';
import { onAnything, onKey } from './needs.ts';
import { grantShape, idOf } from './shapes.ts';

interface Sizes {
  readonly most: number;
  readonly usual: number;
}

/** One page under `name`, as Limit and Marker of the input ask. */
function listing<Item>(
  { input }: Call,
  name: string,
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
  { most, usual }: Sizes,
): Readonly<Record<string, unknown>> {
  const part = page(items, keyOfItem, {
    token: optionalText(input, 'Marker', { max: 1024 }),
    size: optionalInteger(input, 'Limit', { min: 1, max: most }) ?? usual,
  });
  if (!part) throw invalidMarker();
  return {
    [name]: part.items,
    Truncated: part.next !== undefined,
    ...(part.next === undefined ? {} : { NextMarker: part.next }),
  };
}

const listKeys = (call: Call) =>
  listing(
    call,
    'Keys',
    ownKeys(call).map((key) => ({ KeyId: idOf(key), KeyArn: key.arn })),
    ({ KeyArn }) => KeyArn,
    { most: 1000, usual: 100 },
  );

/** Of another account's key there are none to see. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
function listAliases(call: Call) {
  const only = call.input.KeyId === undefined ? undefined : named(call).arn;
  const aliases = ownKeys(call)
    .filter(({ arn }) => only === undefined || arn === only)
    .flatMap((key) =>
      (key.aliases ?? []).map((alias) => ({
        AliasName: alias,
        AliasArn: arnHere(call, ownAccount(call), alias),
        TargetKeyId: idOf(key),
      })),
    );
  return listing(call, 'Aliases', aliases, ({ AliasName }) => AliasName, { most: 100, usual: 50 });
}

function listGrants(call: Call) {
  const key = keyOf(call);
  const id = optionalText(call.input, 'GrantId', { max: 128 });
  const grantee = optionalText(call.input, 'GranteePrincipal', { max: 256 });
  const grants = (key.grants ?? []).filter(
    (grant) =>
      (id === undefined || grant.grantId === id) &&
      (grantee === undefined || grant.granteePrincipal === grantee),
  );
  const shapes = grants.map((grant) => grantShape(key, grant));
  return listing(call, 'Grants', shapes, ({ GrantId }) => GrantId, { most: 100, usual: 50 });
}

function listResourceTags(call: Call) {
  const tags = Object.entries(keyOf(call).tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return listing(call, 'Tags', tags, ({ TagKey }) => TagKey, { most: 50, usual: 50 });
}

export const listingOperations: Readonly<Record<string, Operation>> = {
  ListKeys: { access: 'read', needs: onAnything, run: listKeys },
  ListAliases: { access: 'read', needs: onAnything, run: listAliases },
  ListGrants: { access: 'read', needs: onKey(), run: listGrants },
  ListResourceTags: { access: 'read', needs: onKey(), run: listResourceTags },
};
