import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { IndelibleError } from '../model/error.ts';
import { fileProblem } from './file-problem.ts';
import { parseJson } from './parse-json.ts';
import type { Schema } from './schemas/parts.ts';

/** A JSON file that may come from anywhere: its value if it has the schema's shape; else CONFIG_INVALID with the place. */
export async function readJson(
  file: string,
  schema: Schema,
  standardInput: Readable = process.stdin,
): Promise<unknown> {
  const value = await parsed(file, file === '-' ? standardInput : bytesOf(file));
  refuseOtherSchema(file, value, schema);
  const error = await firstError(value, schema);
  if (error !== undefined) throw problemOf(file, error);
  return value;
}

async function parsed(file: string, bytes: Readable): Promise<unknown> {
  try {
    return await parseJson(file, bytes);
  } catch (error) {
    if (error instanceof IndelibleError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR')
      throw invalid('file-is-folder', { file });
    throw invalid('file-unreadable', { file, message: fileProblem(error) });
  }
}

function bytesOf(file: string): Readable {
  const stored = createReadStream(file);
  // Whoever reads the pipe's end is told what goes wrong on the way.
  return file.endsWith('.gz') ? pipeline(stored, createGunzip(), () => {}) : stored;
}

const compiled = new WeakMap<Schema, ValidateFunction>();

async function compile(schema: Schema): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  return new Ajv2020({ verbose: true, strict: false }).compile(schema);
}

async function firstError(value: unknown, schema: Schema): Promise<ErrorObject | undefined> {
  const validate = compiled.get(schema) ?? (await compile(schema));
  compiled.set(schema, validate);
  return validate(value) ? undefined : worst(validate.errors ?? []);
}

/** Of the errors of alternatives, the one that went furthest: what was probably meant. */
function worst(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const own = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
  const deepest = (one: ErrorObject, other: ErrorObject) =>
    other.instancePath.length > one.instancePath.length ? other : one;
  return own.length === 0 ? errors[0] : own.reduce(deepest);
}

function problemOf(file: string, error: ErrorObject): IndelibleError {
  const { keyword, instancePath, params, schema, data } = error;
  const path = placeOf(instancePath);
  switch (keyword) {
    case 'required':
      return invalid('json-missing', { file, path: joined(path, String(params.missingProperty)) });
    case 'additionalProperties':
      return invalid('json-unknown-member', {
        file,
        path: joined(path, String(params.additionalProperty)),
        known: Object.keys(error.parentSchema?.properties ?? {}).join(', '),
      });
    case 'type':
      return invalid('json-wrong-type', { file, path, expected: String(params.type) });
    case 'enum':
      return invalid('json-not-one-of', {
        file,
        path,
        value: shown(data),
        known: (schema as readonly unknown[]).join(', '),
      });
    case 'minLength':
      return invalid('json-blank', { file, path });
    case 'pattern':
      if (typeof data === 'string' && data.trim() === '') return invalid('json-blank', { file, path });
      return badValue(file, path, data, schema);
    case 'const':
      return invalid('json-bad-value', {
        file,
        path,
        value: shown(data),
        expected: shown(params.allowedValue),
      });
    default:
      return badValue(file, path, data, schema);
  }
}

const badValue = (file: string, path: string, data: unknown, expected: unknown): IndelibleError =>
  invalid('json-bad-value', { file, path, value: shown(data), expected: String(expected) });

/** Another file of ours, most likely: what it lacks of this schema would tell nobody anything. */
function refuseOtherSchema(file: string, value: unknown, schema: Schema): void {
  const { properties } = schema as { readonly properties?: { readonly schema?: { readonly const: string } } };
  const expected = properties?.schema?.const;
  if (expected === undefined || typeof value !== 'object' || value === null) return;
  if (!('schema' in value)) {
    if ('Statement' in value) throw invalid('json-policy', { file, expected });
    return;
  }
  if (value.schema !== expected)
    throw invalid('json-other-schema', { file, schema: shown(value.schema), expected });
}

/** `/accounts/3/id` as a person writes it: `accounts[3].id`. */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : joined(path, part)), '');
}

const joined = (path: string, name: string): string =>
  path === '' ? quoted(name) : `${path}.${quoted(name)}`;

/** Names are the file's, and may hold what a terminal would obey. */
const quoted = (name: string): string => JSON.stringify(name).slice(1, -1).slice(0, 100);

export const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 100);

export const invalid = (reason: string, parameters: Readonly<Record<string, string | number>>) =>
  new IndelibleError('CONFIG_INVALID', reason, parameters);
