import { expect, test } from 'vitest';
import { page } from './pages.ts';

const letters = ['c', 'a', 'e', 'b', 'd'];
const key = (item: string) => item;

test('gives every item once, in order, over as many pages as it takes', () => {
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const part = page(letters, key, { token, size: 2 });
    seen.push(...(part?.items ?? []));
    token = part?.next;
  } while (token !== undefined);
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('skips nothing when an item goes between two pages', () => {
  const first = page(letters, key, { token: undefined, size: 2 });
  const rest = page(
    letters.filter((letter) => letter !== 'b'),
    key,
    { token: first?.next, size: 9 },
  );
  expect(rest?.items).toEqual(['c', 'd', 'e']);
  expect(rest?.next).toBeUndefined();
});

test('knows a token that it did not give', () => {
  expect(page(letters, key, { token: 'made-up', size: 2 })).toBeUndefined();
  expect(page(letters, key, { token: '', size: 2 })).toBeUndefined();
});
