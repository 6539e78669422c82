/** IAM's wildcards as regular expressions: written apart from the matching of `src/policy`, to contradict it. */
const made = new Map<string, RegExp>();

function expression(kind: string, pattern: string, source: () => string, flags = ''): RegExp {
  const known = made.get(kind + pattern);
  if (known !== undefined) return known;
  const fresh = new RegExp(`^${source()}$`, flags);
  made.set(kind + pattern, fresh);
  return fresh;
}

const translated = (pattern: string, star: string, one: string): string =>
  pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, (letter) =>
    letter === '*' ? star : letter === '?' ? one : `\\${letter}`,
  );

const across = (pattern: string): string => translated(pattern, '[\\s\\S]*', '[\\s\\S]');

/** `*` and `?` stand for anything. */
export const like = (pattern: string, text: string): boolean =>
  expression('any ', pattern, () => across(pattern)).test(text);

export const likeAnyCase = (pattern: string, text: string): boolean =>
  expression('case ', pattern, () => across(pattern), 'i').test(text);

/** As ArnLike: a wildcard stays within one of the six parts; the last part holds whatever is left. */
export function arnLike(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  if (parts.length < 6) return false;
  const source = () =>
    [
      ...parts.slice(0, 5).map((part) => translated(part, '[^:]*', '[^:]')),
      across(parts.slice(5).join(':')),
    ].join(':');
  return expression('arn ', pattern, source).test(text);
}

/** Whether a Resource element covers an ARN; `open` where AWS does not say if wildcards cross its colons. */
export function covers(pattern: string, resource: string): boolean | 'open' {
  const flat = like(pattern, resource);
  if (!flat || !resource.startsWith('arn:')) return flat;
  return arnLike(pattern, resource) ? true : 'open';
}

/** Texts that a pattern matches: its wildcards filled in in several ways. */
export function fillings(pattern: string): readonly string[] {
  const fill = (star: string, one: string): string => pattern.replaceAll('*', star).replaceAll('?', one);
  return [...new Set([fill('', 'x'), fill('x', '0'), fill('x/y', 'z')])];
}
