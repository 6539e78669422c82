import { ANY, ONE, type TextTest, type Token, textTest } from './pattern.ts';

export interface ArnPattern {
  /** Wildcards cross everything. */
  readonly flat: TextTest;
  /** For a text that `flat` accepts: whether each of the six parts also matches by itself. */
  readonly byPart: TextTest;
}

/** An ARN has six parts: a wildcard stays within its own, except in the last one, which holds colons of its own. */
export function arnPattern(tokens: readonly Token[]): ArnPattern {
  const flat = textTest(tokens);
  const parts = partsOf(tokens);
  if (parts === undefined) return { flat, byPart: () => tokens.length === 1 && tokens[0] === ANY };
  const tests = parts.map(textTest);
  const colons = tokens.reduce((sum, token) => sum + (typeof token === 'string' ? colonsIn(token) : 0), 0);
  return {
    flat,
    byPart: (text) => {
      // With every colon in literal text, no wildcard has crossed one.
      if (colonsIn(text) === colons) return true;
      const given = text.split(':');
      return given.length >= 6 && tests.every((test, index) => test(partAt(given, index)));
    },
  };
}

const partAt = (parts: readonly string[], index: number): string =>
  index < 5 ? (parts[index] ?? '') : parts.slice(5).join(':');

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

/** `undefined` for a pattern of fewer than six parts. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token === ANY || token === ONE) {
      parts.at(-1)?.push(token);
      continue;
    }
    let rest = token;
    while (parts.length < 6 && rest.includes(':')) {
      const colon = rest.indexOf(':');
      if (colon > 0) parts.at(-1)?.push(rest.slice(0, colon));
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest !== '') parts.at(-1)?.push(rest);
  }
  return parts.length === 6 ? parts : undefined;
}
