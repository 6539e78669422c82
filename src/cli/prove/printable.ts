// Names and reasons are other people's: control and direction characters would act on the terminal.
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The same data, with what a terminal would obey written out: `\u{1b}`. */
export function printable<T>(value: T): T {
  return cleaned(value, new Map()) as T;
}

/** One object stays one object: ways and findings share what they hold. */
function cleaned(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value === 'string') return value.replace(UNSEEN, written);
  if (typeof value !== 'object' || value === null) return value;
  const present = made.get(value);
  if (present !== undefined) return present;
  const copy: unknown = Array.isArray(value)
    ? value.map((one) => cleaned(one, made))
    : Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name.replace(UNSEEN, written), cleaned(one, made)]),
      );
  made.set(value, copy);
  return copy;
}

const written = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
