import { ANY, ONE, type Token, tokensOf } from './pattern.ts';
import type { RequestContext } from './request-context.ts';

/** A pattern with policy variables in it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export type Template = readonly (Token | Variable)[];

interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

const VARIABLE = /\$\{([^}]*)\}/g;

/** Tokens with `${…}` taken apart; only Version 2012-10-17 expands variables. */
export function templateOf(pattern: string, expands: boolean): Template {
  if (!expands || !pattern.includes('${')) return tokensOf(pattern);
  const parts: (Token | Variable)[] = [];
  let from = 0;
  for (const found of pattern.matchAll(VARIABLE)) {
    parts.push(...tokensOf(pattern.slice(from, found.index)), variableOf(found[1] ?? ''));
    from = found.index + found[0].length;
  }
  return [...parts, ...tokensOf(pattern.slice(from))];
}

function variableOf(inside: string): Token | Variable {
  // `${*}`, `${?}` and `${$}` are the characters themselves.
  if (inside === '*' || inside === '?' || inside === '$') return inside;
  const found = /^\s*([^,]+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inside);
  return { key: (found?.[1] ?? inside).toLowerCase(), fallback: found?.[2] };
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
