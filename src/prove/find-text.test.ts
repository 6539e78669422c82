import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textTest, tokensOf } from '../policy/pattern.ts';
import { findText, type TextConstraint } from './find-text.ts';

const NAMES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=,.@_-/';
const roles = { prefix: 'arn:aws:iam::222222222222:role/', characters: NAMES, least: 1 };

const matching = (pattern: string): TextConstraint => ({ pattern: tokensOf(pattern), matches: true });
const but = (pattern: string): TextConstraint => ({ pattern: tokensOf(pattern), matches: false });

describe('findText', () => {
  it('finds a role that an exemption names', () => {
    const found = findText(roles, [matching('arn:aws:iam::*:role/BreakGlass*')]);
    expect(found).toMatchObject({ kind: 'found', text: 'arn:aws:iam::222222222222:role/BreakGlass' });
  });

  it('finds none in another account, and no role with a colon in its name', () => {
    expect(findText(roles, [matching('arn:aws:iam::333333333333:role/BreakGlass')]).kind).toBe('none');
    expect(
      findText(roles, [matching('arn:aws:iam::*:role/*Admin*'), matching('arn:aws:iam::*:root')]).kind,
    ).toBe('none');
  });

  it('finds a role that a hundred exemptions leave out, and none where they leave out all', () => {
    const exempt = Array.from({ length: 100 }, (_, index) => but(`arn:aws:iam::*:role/*team-${index}-*`));
    expect(findText(roles, exempt).kind).toBe('found');
    expect(findText(roles, [...exempt, but('arn:aws:iam::222222222222:*')]).kind).toBe('none');
  });

  it('gives up rather than answer when a search is too large', () => {
    const hard = [
      matching(`arn:aws:iam::*:role/*a${'?'.repeat(30)}`),
      but(`arn:aws:iam::*:role/*b${'?'.repeat(30)}`),
    ];
    expect(findText(roles, hard, 50).kind).toBe('unknown');
  });

  it('agrees with every text of a small space, found or not', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
    const constraint = fc.record({ pattern: pattern.map(tokensOf), matches: fc.boolean() });
    const space = { prefix: 'b', characters: 'ab', least: 0 };
    // With patterns of five letters, whatever is satisfied at all is satisfied by a short text.
    const texts = ['b', ...Array.from({ length: 2 ** 9 }, (_, bits) => textOf(bits + 1))];
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 3 }), (constraints) => {
        const satisfies = (text: string) =>
          constraints.every(({ pattern: tokens, matches }) => textTest(tokens)(text) === matches);
        const found = findText(space, constraints);
        if (found.kind === 'found') expect(satisfies(found.text)).toBe(true);
        else expect(texts.filter(satisfies)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Texts of `a` and `b` that begin with `b`, each number another one. */
const textOf = (bits: number): string =>
  `b${bits.toString(2).slice(1).replaceAll('0', 'a').replaceAll('1', 'b')}`;
