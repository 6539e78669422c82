import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IndelibleError } from '../model/error.ts';
import { en } from '../text/en.ts';
import { ja } from '../text/ja.ts';
import { describe } from './failure.ts';
import { languageOf } from './terminal.ts';

/** Reasons in the sources of errors that a person may meet; bugs share one text. */
async function reasons(): Promise<readonly string[]> {
  const root = join(import.meta.dirname, '..');
  const names = await readdir(root, { recursive: true });
  const sources = await Promise.all(
    names
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFile(join(root, name), 'utf8')),
  );
  const thrown =
    /(?:new IndelibleError\(\s*'(?!BUG)[A-Z_]+',\s*|\b(?:invalid|wrong)\(\s*)'([a-z]+(?:-[a-z]+)+)'/g;
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(thrown)].map((match) => match[1] ?? ''))),
  ];
}

test('every error that a person may meet has a text in both languages', async () => {
  const found = await reasons();
  expect(found.length).toBeGreaterThan(25);
  // Answered over HTTP, to whoever moved the clock.
  const elsewhere = new Set(['clock-move']);
  expect(found.filter((reason) => !elsewhere.has(reason) && !Object.hasOwn(en.errors, reason))).toEqual([]);
  expect(Object.keys(ja.errors)).toEqual(Object.keys(en.errors));
});

test('fills in what the error carries', () => {
  const error = new IndelibleError('CONFIG_INVALID', 'target-not-found', { target: 'Nowhere' });
  expect(describe(en, error).message).toContain('`Nowhere`');
  expect(describe(ja, error).message).toContain('`Nowhere`');
});

test('a bug, ours or of something else, is reported as one', () => {
  expect(describe(en, new IndelibleError('BUG', 'operation-unknown', { operation: 'x' })).message).toContain(
    'operation-unknown',
  );
  expect(describe(en, new TypeError('boom')).message).toBe('unexpected error: boom');
  expect(describe(en, 'text').message).toBe('unexpected error: text');
  expect(describe(en, new IndelibleError('CONFIG_INVALID', 'constructor')).message).toContain(
    'unexpected error',
  );
});

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja' }, 'ja'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'jam_XX' }, 'en'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ja_JP' }, 'ja'],
  [{}, 'en'],
])('%j is read in %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});
