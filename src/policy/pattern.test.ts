import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arnPattern } from './arn-pattern.ts';
import { textTest, tokensOf } from './pattern.ts';

const matches = (pattern: string, text: string): boolean => textTest(tokensOf(pattern))(text);

/** The definition, without any regard to time. */
function byDefinition(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === '';
  const remaining = rest.join('');
  if (first === '*') {
    return byDefinition(remaining, text) || (text !== '' && byDefinition(pattern, text.slice(1)));
  }
  return text !== '' && (first === '?' || first === text[0]) && byDefinition(remaining, text.slice(1));
}

describe('a pattern', () => {
  it('matches as its definition says', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 7 });
    fc.assert(
      fc.property(pattern, text, (given, asked) => {
        expect(matches(given, asked)).toBe(byDefinition(given, asked));
      }),
      { numRuns: 5_000 },
    );
  });

  it('has no other wildcards: what regular expressions know is literal', () => {
    for (const letter of '.+()[]{}|^$\\') {
      expect(matches(`a${letter}*`, `a${letter}b`)).toBe(true);
      expect(matches(`a${letter}*`, 'aab')).toBe(false);
    }
  });

  it('is decided in time that grows with text × pattern at most', () => {
    expect(matches(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false);
    expect(matches(`${'*?'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false);
  }, 2_000);
});

describe('a pattern of an ARN', () => {
  const byPart = (pattern: string, text: string) => {
    const test = arnPattern(tokensOf(pattern));
    return test.flat(text) && test.byPart(text);
  };

  it('matches each of the six parts by itself', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '*', '?'), maxLength: 3 });
    const value = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 });
    const six = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(six(part), six(value), (patterns, values) => {
        const expected = patterns.every((pattern, index) => byDefinition(pattern, values[index] ?? ''));
        expect(byPart(patterns.join(':'), values.join(':'))).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['arn:aws:iam::*:role/x', 'arn:aws:iam::1:role/x', true],
    ['arn:aws:iam::*:role/x', 'arn:aws:iam:::role/evil:role/x', false],
    ['arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:us-east-1:1:log-group:a:log-stream:b', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/a:b/c', true],
    ['arn:aws:*', 'arn:aws:s3:::b', false],
    ['*', 'arn:aws:s3:::b', true],
  ])('%s against %s: %s', (pattern, arn, expected) => {
    expect(byPart(pattern, arn)).toBe(expected);
  });
});
