import { ANY, ONE, type Token, tokensOf } from './pattern.ts';
import type { RequestContext } from './request-context.ts';

/** A pattern with policy variables in it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export type Template = readonly (Token | Variable)[];

interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/** Tokens with `${…}` taken apart; only Version 2012-10-17 expands variables. What is never closed is literal. */
export function templateOf(pattern: string, expands: boolean): Template {
  const parts: (Token | Variable)[] = [];
  let from = 0;
  for (;;) {
    const start = expands ? pattern.indexOf('${', from) : -1;
    const end = start < 0 ? -1 : pattern.indexOf('}', start);
    if (end < 0) return [...parts, ...tokensOf(pattern.slice(from))];
    for (const token of tokensOf(pattern.slice(from, start))) parts.push(token);
    parts.push(variableOf(pattern.slice(start + 2, end)));
    from = end + 1;
  }
}

function variableOf(inside: string): Token | Variable {
  // `${*}`, `${?}` and `${$}` are the characters themselves.
  if (inside === '*' || inside === '?' || inside === '$') return inside;
  const comma = inside.indexOf(',');
  if (comma < 0) return { key: inside.trim().toLowerCase(), fallback: undefined };
  const key = inside.slice(0, comma).trim().toLowerCase();
  const fallback = /^'([^']*)'$/.exec(inside.slice(comma + 1).trim())?.[1];
  // Neither a key nor a key with a default: no request has a value for it.
  return key === '' || fallback === undefined ? { key: inside, fallback: undefined } : { key, fallback };
}

export const isFixed = (template: Template): template is readonly Token[] =>
  template.every((part) => typeof part !== 'object');

/** Fills variables in; `undefined` where one has no single value. A value's own wildcards are literal. */
export function fill(template: Template, context: RequestContext): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const part of template) {
    if (typeof part !== 'object') {
      tokens.push(part);
      continue;
    }
    const value = context.get(part.key);
    if (value === undefined && part.fallback === undefined) return undefined;
    if (value !== undefined && (value.multiple || value.values.length !== 1)) return undefined;
    tokens.push(value?.values[0] ?? part.fallback ?? '');
  }
  return tokens.filter((token) => token !== '');
}

/** The same as one text, for comparisons without wildcards. */
export const literal = (tokens: readonly Token[]): string =>
  tokens.map((token) => (token === ANY ? '*' : token === ONE ? '?' : token)).join('');
