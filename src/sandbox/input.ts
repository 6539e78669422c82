import { AwsError } from './aws-error.ts';

type Input = Readonly<Record<string, unknown>>;

/** Readers of a call's input: nothing that a client sent is used before one of them has looked at it. */
export function text(input: Input, name: string, limits: { max?: number; pattern?: RegExp } = {}): string {
  const value = optionalText(input, name, limits);
  if (value === undefined)
    throw invalid(
      `Value null at '${lowerFirst(name)}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

export function optionalText(
  input: Input,
  name: string,
  limits: { max?: number; pattern?: RegExp } = {},
): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`${name} must be a string`);
  if (value.length > (limits.max ?? 4096)) {
    throw invalid(
      `Value at '${lowerFirst(name)}' failed to satisfy constraint: Member must have length less than or equal to ${limits.max ?? 4096}`,
    );
  }
  if (limits.pattern && !limits.pattern.test(value)) {
    throw invalid(
      `Value at '${lowerFirst(name)}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${limits.pattern.source}`,
    );
  }
  return value;
}

export function optionalBoolean(input: Input, name: string): boolean | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalid(`${name} must be a boolean`);
}

export function optionalInteger(
  input: Input,
  name: string,
  range: { min: number; max: number },
): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw invalid(`${name} must be an integer`);
  if (number < range.min || number > range.max) {
    throw invalid(
      `Value '${number}' at '${lowerFirst(name)}' failed to satisfy constraint: Member must have value between ${range.min} and ${range.max}`,
    );
  }
  return number;
}

export function list(input: Input, name: string, max = 1000): readonly unknown[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(`${name} must be a list`);
  if (value.length > max) throw invalid(`${name} has more than ${max} members`);
  return value;
}

export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', 400, `1 validation error detected: ${message}`);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
