import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textTest, tokensOf } from '../../../policy/pattern.ts';
import { Pseudonyms } from './pseudonyms.ts';

const WORDS = ['alpha', 'Alpha', 'alphabet', 'beta', 'bet', 'a', '7', 'x1y', 'aaa', 'aab', '222222222222'];
const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  fc.constantFrom('-', '/', ':', '.'),
);
const names = fc.array(pieces, { minLength: 1, maxLength: 5 }).map((all) => all.join(''));
const patterns = fc
  .array(fc.oneof(pieces, fc.constantFrom('*', '?')), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''));

const matches = (pattern: string, name: string): boolean => textTest(tokensOf(pattern))(name);

test('a pattern matches a name, and two names are equal, exactly where it was so before', () => {
  fc.assert(
    fc.property(fc.array(names, { maxLength: 6 }), fc.array(patterns, { maxLength: 4 }), (all, some) => {
      const pseudonyms = new Pseudonyms();
      for (const text of [...all, ...some]) pseudonyms.add(text);
      const { rename } = pseudonyms;
      const changed = all.flatMap((name) => [
        ...some.filter((pattern) => matches(rename(pattern), rename(name)) !== matches(pattern, name)),
        ...all.filter((other) => (rename(other) === rename(name)) !== (other === name)),
        ...(rename(name).length === name.length ? [] : [name]),
      ]);
      expect(changed).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('as long as the word, with capitals and digits in the same places, and in the same order', () => {
  const pseudonyms = new Pseudonyms();
  const words = ['Acquirer', 'payroll', 'team7', '333333333333', 'ab', '${aws:username}', '12'];
  words.forEach(pseudonyms.add);
  expect(words.map(pseudonyms.rename)).toEqual([
    'Aaaaaaab',
    'aaaaaab',
    'aaaa1',
    '000000000001',
    'ab',
    '${aws:username}',
    '12',
  ]);
});

test('more words than there are others of their shape stay', () => {
  const pseudonyms = new Pseudonyms();
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const words = letters.flatMap((a) => letters.map((b) => `${a}${b}1`));
  words.forEach(pseudonyms.add);
  expect(new Set(words.map(pseudonyms.rename)).size).toBe(words.length);
});
