export interface Page<Item> {
  readonly items: readonly Item[];
  /** The token of the next page; absent on the last one. */
  readonly next: string | undefined;
}

/**
 * One page of a listing, in the order of the items' keys; `undefined` for a token that no page gave.
 * A token names the last item given, so that items which come or go between two pages make no other be skipped.
 */
export function page<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  wanted: { readonly token: string | undefined; readonly size: number },
): Page<Item> | undefined {
  const last = wanted.token === undefined ? '' : keyIn(wanted.token);
  if (last === undefined) return undefined;
  const rest = items
    .map((item) => ({ key: keyOf(item), item }))
    .filter(({ key }) => key > last)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const given = rest.slice(0, wanted.size);
  const end = given.at(-1);
  return {
    items: given.map(({ item }) => item),
    next: end !== undefined && rest.length > given.length ? tokenOf(end.key) : undefined,
  };
}

const tokenOf = (key: string): string => Buffer.from(`after:${key}`).toString('base64url');

function keyIn(token: string): string | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  const key = text.slice('after:'.length);
  return text.startsWith('after:') && tokenOf(key) === token ? key : undefined;
}
