/** IAM's wildcards as regular expressions: written apart from the matching of `src/policy`, to contradict it. */
const made = new Map<string, RegExp>();

function expression(source: string, flags: string): RegExp {
  const known = made.get(flags + source);
  if (known !== undefined) return known;
  const fresh = new RegExp(`^${source}$`, flags);
  made.set(flags + source, fresh);
  return fresh;
}

const translated = (pattern: string, star: string, one: string): string =>
  pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, (letter) =>
    letter === '*' ? star : letter === '?' ? one : `\\${letter}`,
  );

/** `*` and `?` stand for anything. */
export const like = (pattern: string, text: string): boolean =>
  expression(translated(pattern, '[\\s\\S]*', '[\\s\\S]'), '').test(text);

export const likeAnyCase = (pattern: string, text: string): boolean =>
  expression(translated(pattern, '[\\s\\S]*', '[\\s\\S]'), 'i').test(text);

/** As ArnLike: a wildcard stays within one of the six parts; the last part holds whatever is left. */
export function arnLike(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  if (parts.length < 6) return false;
  const source = [
    ...parts.slice(0, 5).map((part) => translated(part, '[^:]*', '[^:]')),
    translated(parts.slice(5).join(':'), '[\\s\\S]*', '[\\s\\S]'),
  ].join(':');
  return expression(source, '').test(text);
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
