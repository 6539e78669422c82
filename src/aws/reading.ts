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

/** All pages of an SDK paginator, one list. */
export async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
