import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY, ONE } from './pattern.ts';
import type { RequestContext } from './request-context.ts';
import { fill, templateOf } from './variables.ts';

function contextOf(values: Readonly<Record<string, string | readonly string[]>>): RequestContext {
  return {
    get: (key) => {
      const value = values[key];
      if (value === undefined) return undefined;
      return typeof value === 'string'
        ? { values: [value], multiple: false }
        : { values: value, multiple: true };
    },
    stated: () => Object.keys(values),
  };
}

const filled = (pattern: string, values: Readonly<Record<string, string | readonly string[]>> = {}) =>
  fill(templateOf(pattern, true), contextOf(values));

describe('policy variables', () => {
  it.each([
    ['home/${aws:username}/*', ['home/', 'Alice', '/', ANY]],
    ['${aws:username}', ['Alice']],
    ['${ AWS:UserName }', ['Alice']],
    ["${aws:username, 'nobody'}", ['Alice']],
    ["${aws:PrincipalTag/team, 'No, One'}", ['No, One']],
    ["${aws:PrincipalTag/team,''}", []],
    ['a?${*}${?}${$}', ['a', ONE, '*', '?', '$']],
  ])('%s', (pattern, tokens) => {
    expect(filled(pattern, { 'aws:username': 'Alice' })).toEqual(tokens);
  });

  it('take the wildcards of a value literally', () => {
    expect(filled('${aws:username}', { 'aws:username': 'A*?' })).toEqual(['A*?']);
  });

  it.each([
    '${aws:userid}',
    '${aws:TagKeys}',
    "${aws:TagKeys, 'x'}",
    '${}',
    "${, 'x'}",
    '${aws:userid, x}',
    "${aws:userid, 'x' y}",
    "${aws:userid, 'x'y'}",
  ])('%s has no single value', (pattern) => {
    expect(filled(`a${pattern}`, { 'aws:tagkeys': ['a', 'b'] })).toBeUndefined();
  });

  it.each(['a${', 'a${b', '$a{b}', '}${', 'a$${'])('%s is no variable', (pattern) => {
    expect(filled(pattern)).toEqual([pattern]);
  });

  it('are literal before Version 2012-10-17', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('${', '}', 'aws:username', '$')), (pieces) => {
        const pattern = pieces.join('');
        expect(templateOf(pattern, false)).toEqual(pattern === '' ? [] : [pattern]);
      }),
    );
  });

  it.each([
    ['opened and never closed', '${'.repeat(500_000)],
    ['many', '${aws:username}'.repeat(200_000)],
    ['of spaces alone', `\${a${' '.repeat(500_000)},}`],
    ['among single wildcards', `${'?'.repeat(500_000)}\${aws:username}`],
  ])(
    'are read in time that grows with the pattern: %s',
    (_what, pattern) => {
      expect(() => filled(pattern, { 'aws:username': 'Alice' })).not.toThrow();
    },
    2_000,
  );
});
