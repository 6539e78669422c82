import { ANY, ONE, type Token, textTest } from '../pattern.ts';
import { literal } from '../variables.ts';
import type { OperatorFamily } from './operator.ts';

/** Bool, binary and ARN operators. ArnEquals and ArnLike are the same: both take wildcards. */
export const other: Readonly<Record<string, OperatorFamily>> = {
  Bool: {
    test: (tokens) => {
      const wanted = literal(tokens).toLowerCase();
      return (value) => value.toLowerCase() === wanted;
    },
  },
  BinaryEquals: {
    test: (tokens) => {
      const wanted = literal(tokens);
      return (value) => value === wanted;
    },
  },
  ArnEquals: { negation: 'ArnNotEquals', test: arnTest },
  ArnLike: { negation: 'ArnNotLike', test: arnTest },
};

/** Each of the six parts is matched by itself: a wildcard does not cross a colon except in the last part. */
export function arnTest(tokens: readonly Token[]): (value: string) => boolean {
  const parts = splitArn(tokens);
  if (parts === undefined) return tokens.length === 1 && tokens[0] === ANY ? () => true : () => false;
  const tests = parts.map(textTest);
  return (value) => {
    const given = splitText(value);
    return given !== undefined && tests.every((test, index) => test(given[index] ?? ''));
  };
}

function splitText(value: string): readonly string[] | undefined {
  const parts = value.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function splitArn(tokens: readonly Token[]): readonly (readonly Token[])[] | undefined {
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
