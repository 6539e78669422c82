import { IndelibleError } from '../model/error.ts';
import { isRecord } from './input.ts';

/** A value of a configuration document and where it stands: `accounts[1].name`. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** Readers of a document that a person wrote: each throws CONFIG_INVALID with the place of what is wrong. */
export function structure(place: Place, known: readonly string[]): (name: string) => Place {
  const { value, path } = place;
  if (!isRecord(value)) throw wrongType(place, 'object');
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalid('document-unknown-member', { path: join(path, unknown), known: known.join(', ') });
  }
  return (name) => ({
    value: Object.hasOwn(value, name) ? value[name] : undefined,
    path: join(path, name),
  });
}

export function items(place: Place): readonly Place[] {
  if (place.value === undefined) return [];
  if (!Array.isArray(place.value)) throw wrongType(place, 'list');
  return place.value.map((value: unknown, index) => ({ value, path: `${place.path}[${index}]` }));
}

export function text(place: Place, pattern?: RegExp): string {
  if (typeof place.value !== 'string') throw wrongType(place, 'text');
  if (pattern && !pattern.test(place.value)) {
    throw invalid('document-bad-value', { path: place.path, value: place.value, pattern: pattern.source });
  }
  return place.value;
}

export function optionalText(place: Place, pattern?: RegExp): string | undefined {
  return place.value === undefined ? undefined : text(place, pattern);
}

export function oneOf<Value extends string>(place: Place, values: readonly Value[]): Value {
  const found = values.find((value) => value === place.value);
  if (found !== undefined) return found;
  throw invalid('document-bad-value', {
    path: place.path,
    value: shown(place.value),
    pattern: values.join('|'),
  });
}

/** A member that stands in the result only where it stands in the document. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: Value });
}

export function flag(place: Place, otherwise: boolean): boolean {
  if (place.value === undefined) return otherwise;
  if (typeof place.value !== 'boolean') throw wrongType(place, 'boolean');
  return place.value;
}

export function positive(place: Place): number {
  const { value } = place;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw wrongType(place, 'positive integer');
}

export function count(place: Place): number {
  return place.value === 0 ? 0 : positive(place);
}

/** Texts by name. */
export function texts(place: Place): Readonly<Record<string, string>> {
  if (place.value === undefined) return {};
  if (!isRecord(place.value)) throw wrongType(place, 'object');
  const read = Object.entries(place.value).map(([name, value]) => [
    name,
    text({ value, path: join(place.path, name) }),
  ]);
  return Object.fromEntries(read);
}

export function unknownReference(place: Place, known: readonly string[]): IndelibleError {
  return invalid('document-unknown-reference', {
    path: place.path,
    value: shown(place.value),
    known: known.join(', '),
  });
}

export function duplicate(place: Place): IndelibleError {
  return invalid('document-duplicate', { path: place.path, value: shown(place.value) });
}

export function invalid(reason: string, parameters: Record<string, string | number>): IndelibleError {
  return new IndelibleError('CONFIG_INVALID', reason, parameters);
}

const wrongType = (place: Place, expected: string): IndelibleError =>
  invalid('document-wrong-type', { path: place.path || 'document', expected });

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
