import { expect, it } from 'vitest';
import { all } from './reading.ts';

async function* pagesOf<Page>(...pages: readonly Page[]): AsyncIterable<Page> {
  yield* pages;
}

async function* withoutEnd<Page>(page: Page): AsyncIterable<Page> {
  for (;;) yield page;
}

const ENDLESS = { name: 'PagesWithoutEnd' };

it('takes the items of every page', async () => {
  const pages = pagesOf({ items: [1], NextToken: 'a' }, { NextToken: 'b' }, { items: [2, 3] });
  expect(await all(pages, ({ items }: { items?: number[] }) => items)).toEqual([1, 2, 3]);
});

it.each(['NextToken', 'nextToken', 'NextMarker', 'Marker'])(
  'ends where %s leads to the same page for ever',
  async (name) => {
    await expect(all(withoutEnd({ [name]: 'again' }), () => [1])).rejects.toMatchObject(ENDLESS);
  },
);

it('ends where pages lead around in a circle', async () => {
  const pages = pagesOf({ NextToken: 'a' }, { NextToken: 'b' }, { NextToken: 'a' });
  await expect(all(pages, () => [1])).rejects.toMatchObject(ENDLESS);
});

it.each(['IsTruncated', 'Truncated'])('does not take for the last page one that says %s', async (name) => {
  await expect(all(pagesOf({ [name]: true }), () => [1])).rejects.toMatchObject(ENDLESS);
});
