import { textTest, tokensOf } from '../../../policy/pattern.ts';

/** A name that the pattern matches, spelled out; the pattern itself where it has no wildcard. */
export function fitting(pattern: string, account = ''): string {
  return pattern
    .replace(/\$\{aws:(?:Principal|Resource)Account\}/gi, account)
    .replace(/^\*+(?=[a-z0-9])|(?<=[a-z0-9])\*+$/gi, '')
    .replace(/\*+/g, 'x')
    .replaceAll('?', 'x');
}

export const fits = (pattern: string, name: string): boolean => textTest(tokensOf(pattern))(name);
