import { IndelibleError } from '../model/error.ts';
import type { Gap } from '../model/snapshot.ts';
import { classify } from './refusal.ts';

/** Something read, and what could not be read on the way. */
export interface Reading<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}

/** Collects what reads answer; a read that fails becomes a Gap instead of an end. */
export class Reader {
  readonly gaps: Gap[] = [];

  /** `undefined` where it could not be read. `action` is the permission that the read needs. */
  async read<T>(resource: string, action: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof IndelibleError) throw error;
      const { code, message } = classify(error);
      this.gaps.push({ resource, action, code, message });
      return undefined;
    }
  }
}

/** Like `Promise.all` over `map`, with few calls under way at once: AWS throttles by account. */
export async function concurrently<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R>,
  limit = 6,
): Promise<readonly R[]> {
  const results: R[] = new Array(items.length);
  const left = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}

/**
 * All pages of an SDK paginator, one list. It is an error where they do not come to an end: the SDK would ask for ever
 * for a page that leads back to one already read, and takes one that leads nowhere for the last.
 */
export async function all<Page extends object, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
    const { token, more } = nextOf(page);
    if (token === '' ? more : tokens.has(token)) throw endless();
    tokens.add(token);
  }
  return items;
}

const endless = (): Error =>
  Object.assign(new Error('the pages of this list do not lead to its end'), { name: 'PagesWithoutEnd' });

/** By the names that the services have for where the next page begins and whether there is one. */
function nextOf(page: object): { readonly token: string; readonly more: boolean } {
  const { NextToken, nextToken, NextMarker, Marker, IsTruncated, Truncated } = page as Paged;
  return {
    token: NextToken ?? nextToken ?? NextMarker ?? Marker ?? '',
    more: IsTruncated ?? Truncated ?? false,
  };
}

interface Paged {
  readonly NextToken?: string;
  readonly nextToken?: string;
  readonly NextMarker?: string;
  readonly Marker?: string;
  readonly IsTruncated?: boolean;
  readonly Truncated?: boolean;
}
