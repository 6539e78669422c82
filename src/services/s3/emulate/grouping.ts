import { invalidArgument } from './errors.ts';
import type { S3Request } from './request.ts';

/** A line of a listing: something under a key, or all keys that share a prefix up to the delimiter. */
export type Line<Item> =
  | { readonly at: string; readonly item: Item }
  | { readonly at: string; readonly prefix: string };

export interface Listed<Item> {
  readonly lines: readonly Line<Item>[];
  readonly truncated: boolean;
}

/**
 * Rolls up what is in the order of its keys into at most `max` lines.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
export function grouped<Item>(
  items: Iterable<{ readonly key: string; readonly item: Item }>,
  by: {
    readonly prefix: string;
    readonly delimiter: string;
    readonly max: number;
    readonly seenPrefix: string;
  },
): Listed<Item> {
  const lines: Line<Item>[] = [];
  let last = by.seenPrefix;
  for (const { key, item } of items) {
    if (!key.startsWith(by.prefix)) continue;
    const prefix = commonPrefix(key, by.prefix, by.delimiter);
    if (prefix !== undefined && prefix === last) continue;
    if (lines.length === by.max) return { lines, truncated: by.max > 0 };
    lines.push(prefix === undefined ? { at: key, item } : { at: prefix, prefix });
    last = prefix ?? '';
  }
  return { lines, truncated: false };
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** S3's order of keys is that of their UTF-8 bytes. */
export const isAfter = (key: string, marker: string): boolean =>
  Buffer.compare(Buffer.from(key), Buffer.from(marker)) > 0;

const MAX_KEYS = 1000;

export function maxKeys({ query }: S3Request): number {
  const given = query['max-keys'];
  if (given === undefined || given === '') return MAX_KEYS;
  if (/^\d{1,10}$/.test(given) && Number(given) < 2 ** 31) return Math.min(Number(given), MAX_KEYS);
  throw invalidArgument('Provided max-keys not an integer or within integer range', 'max-keys', given);
}

/** How keys are written: percent-encoded where the client asked for it, which alone carries every character. */
export function keyEncoding({ query }: S3Request): (key: string) => string {
  const type = query['encoding-type'];
  if (type === undefined) return (key) => key;
  if (type === 'url') return urlEncoded;
  throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
}

const urlEncoded = (key: string): string =>
  encodeURIComponent(key.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
