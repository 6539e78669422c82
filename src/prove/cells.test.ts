import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textTest, tokensOf } from '../policy/pattern.ts';
import { cellsOf } from './cells.ts';

const SPACE = { prefix: '', characters: 'abc', least: 1 };
const TEXTS = ['', 'a', 'b', 'c'].flatMap((one) =>
  ['', 'a', 'b', 'c'].flatMap((two) => ['a', 'b', 'c'].map((three) => one + two + three)),
);

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 });
const patterns = fc.array(pattern, { maxLength: 3 });

const matching = (text: string, all: readonly string[]): readonly string[] =>
  all.filter((one) => textTest(tokensOf(one))(text));

describe('cells', () => {
  it('hold a text for each way to match, that no other betters in what is shunned', () => {
    fc.assert(
      fc.property(patterns, patterns, (wanted, shunned) => {
        const { texts, complete } = cellsOf(SPACE, wanted.map(tokensOf), { shunned: shunned.map(tokensOf) });
        expect(complete).toBe(true);
        for (const text of TEXTS) {
          const alike = texts.filter((one) => matching(one, wanted).join() === matching(text, wanted).join());
          const harm = matching(text, shunned);
          expect(
            alike.some((one) => matching(one, shunned).every((pattern) => harm.includes(pattern))),
            `${text} is as good as any of ${texts.join()}`,
          ).toBe(true);
        }
      }),
      { numRuns: 500, seed: 20_261_126 },
    );
  });

  it('are few where many patterns could each stand anywhere in a text', () => {
    const shunned = Array.from({ length: 30 }, (_, index) => tokensOf(`arn:*:s3:::controltower-${index}-*`));
    const space = {
      prefix: 'arn:aws:s3:::logs/',
      characters: 'abcdefghijklmnopqrstuvwxyz0123456789-:',
      least: 1,
    };
    const everything = tokensOf('arn:aws:s3:::logs/*');
    const { texts, complete } = cellsOf(space, [tokensOf('*')], { shunned: [...shunned, everything] });
    expect(texts).toHaveLength(1);
    expect(complete).toBe(true);
  });

  it('say that they are not all there, where there are too many or a search is too large', () => {
    const many = Array.from('abcdefghijkl', (letter) => tokensOf(`*${letter}*`));
    expect(cellsOf({ prefix: '', characters: 'abcdefghijkl', least: 1 }, many).complete).toBe(false);
    const hard = ['a', 'b'].map((letter) => tokensOf(`*${letter}${'?'.repeat(30)}`));
    expect(cellsOf({ prefix: '', characters: 'abc', least: 1 }, hard).complete).toBe(false);
  });
});
