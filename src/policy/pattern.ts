/** A piece of an IAM pattern: literal text, `*` (ANY) or `?` (ONE). */
export type Token = string | typeof ANY | typeof ONE;
export const ANY = 1;
export const ONE = 2;

export type TextTest = (text: string) => boolean;

/** `*` and `?` are wildcards, everything else is literal. */
export function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const part of pattern.split(/([*?])/)) {
    if (part === '*') {
      if (tokens.at(-1) !== ANY) tokens.push(ANY);
    } else if (part === '?') tokens.push(ONE);
    else if (part !== '') tokens.push(part);
  }
  return tokens;
}

/** A test for whole texts, with the common shapes decided without a search. */
export function textTest(tokens: readonly Token[]): TextTest {
  const [first, second] = tokens;
  if (first === undefined) return (text) => text === '';
  if (tokens.length === 1 && first === ANY) return () => true;
  if (tokens.length === 1 && typeof first === 'string') return (text) => text === first;
  if (tokens.length === 2 && typeof first === 'string' && second === ANY)
    return (text) => text.startsWith(first);
  if (tokens.length === 2 && first === ANY && typeof second === 'string')
    return (text) => text.endsWith(second);
  const prefix = typeof first === 'string' ? first : '';
  const last = tokens.at(-1);
  const suffix = typeof last === 'string' ? last : '';
  // Most texts fail at their ends, long before a search does.
  return (text) => text.startsWith(prefix) && text.endsWith(suffix) && search(tokens, text);
}

/** Greedy with one step back to the last `*`: at most text × tokens steps, whatever the pattern. */
function search(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let position = 0;
  let anyToken = -1;
  let anyPosition = 0;
  for (;;) {
    const current = tokens[token];
    if (current === undefined) {
      if (position === text.length) return true;
    } else if (current === ANY) {
      anyToken = token;
      anyPosition = position;
      token += 1;
      continue;
    } else if (current === ONE) {
      if (position < text.length) {
        token += 1;
        position += 1;
        continue;
      }
    } else if (text.startsWith(current, position)) {
      token += 1;
      position += current.length;
      continue;
    }
    if (anyToken < 0 || anyPosition >= text.length) return false;
    const literal = tokens[anyToken + 1];
    // Where a literal follows the `*`, only its occurrences are worth a try.
    anyPosition = typeof literal === 'string' ? text.indexOf(literal, anyPosition + 1) : anyPosition + 1;
    if (anyPosition < 0) return false;
    position = anyPosition;
    token = anyToken + 1;
  }
}
