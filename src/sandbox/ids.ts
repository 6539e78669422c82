import { randomBytes, randomUUID } from 'node:crypto';

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `p-…`, `o-…`, `ou-…`: lower-case letters and digits. */
export const lowerId = (length: number): string => pick(LETTERS_AND_DIGITS, length);

/** `AKIA…`, `AROA…`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const upperId = (prefix: string): string => prefix + pick(UPPER, 20 - prefix.length);

/** Secret keys, session tokens, version ids and the unique part of log file names. */
export const mixedId = (length: number): string => pick(MIXED, length);

export const uuid = (): string => randomUUID();

function pick(alphabet: string, length: number): string {
  let id = '';
  for (const byte of randomBytes(length)) id += alphabet.charAt(byte % alphabet.length);
  return id;
}
