import type { ContextValue } from '../model/policy.ts';
import { ANY, tokensOf } from '../policy/pattern.ts';
import type { KeyValue } from '../policy/request-context.ts';
import { cellsOf } from './cells.ts';
import type { TextConstraint } from './find-text.ts';
import type { KnownKey } from './keys.ts';
import type { Condition } from './statement.ts';

/** What a free condition key can be, as far as these conditions tell values apart; `undefined`: absent. */
export interface Values {
  readonly values: readonly (ContextValue | undefined)[];
  readonly complete: boolean;
}

const PRINTABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/.:@+=,';

/** Subsets of the values of a key that holds several, made before the rest is given up. */
const MOST_SETS = 2_000;

/** `now`: times before it cannot be had any more. */
export function valuesFor(key: KnownKey, conditions: readonly Condition[], now: string): Values {
  const single = singles(
    key,
    conditions.flatMap(({ values }) => values),
    now,
  );
  if (key.several) return setsOf(single, conditions.length);
  const absent = key.always ? [] : [undefined];
  return { values: [...absent, ...single.values], complete: single.complete };
}

export const keyValueOf = (value: ContextValue | undefined): KeyValue | undefined =>
  value === undefined
    ? undefined
    : Array.isArray(value)
      ? { values: value.map(String), multiple: true }
      : { values: [String(value)], multiple: false };

interface Singles {
  readonly values: readonly string[];
  readonly complete: boolean;
}

function singles({ type }: KnownKey, written: readonly string[], now: string): Singles {
  switch (type) {
    case 'bool':
      return { values: ['true', 'false'], complete: true };
    case 'number':
      return { values: unique(['1', ...written.flatMap(aroundNumber), ...between(written)]), complete: true };
    case 'epoch':
      return {
        values: unique([now, ...written.flatMap((text) => aroundTime(text, now))].map(inSeconds)),
        complete: true,
      };
    case 'region':
      return {
        ...textValues(written),
        values: unique(['us-east-1', 'eu-central-2', ...textValues(written).values]),
      };
    case 'date':
      return { values: unique([now, ...written.flatMap((text) => aroundTime(text, now))]), complete: true };
    case 'address':
      return {
        values: unique(['203.0.113.9', '2001:db8::9', ...written.flatMap(aroundNetwork)]),
        // Of networks within networks of IPv6 the parts are not made.
        complete: written.filter((text) => text.includes(':')).length < 2,
      };
    default:
      return textValues(written);
  }
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Truth changes only at the numbers that conditions name. */
function aroundNumber(text: string): readonly string[] {
  const number = Number(text);
  return Number.isFinite(number) ? [number - 1, number, number + 1].map(String) : [];
}

/** Numbers between two that conditions name. */
function between(texts: readonly string[]): readonly string[] {
  const numbers = unique(texts)
    .map(Number)
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  return numbers.slice(1).map((number, index) => String(halfway(numbers[index] ?? number, number)));
}

/** In few digits, if these are enough. */
function halfway(low: number, high: number): number {
  const exact = (low + high) / 2;
  const short = Number(exact.toPrecision(6));
  return low < short && short < high ? short : exact;
}

const inSeconds = (time: string): string => String(Math.floor(Date.parse(time) / 1000));

function aroundTime(text: string, now: string): readonly string[] {
  const time = /^\d{5,13}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(time)) return [];
  return [time - 1000, time, time + 1000]
    .filter((one) => one >= Date.parse(now))
    .map((one) => new Date(one).toISOString().replace('.000Z', 'Z'));
}

/** The ends of the network and the addresses next to them: there alone the answer changes. */
function aroundNetwork(text: string): readonly string[] {
  const [address = '', length = ''] = text.split('/');
  const octets = address.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255))) return [address];
  const bits = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - (length === '' ? 32 : Number(length)));
  const first = Math.floor(bits / size) * size;
  return [first - 1, first, first + size - 1, first + size]
    .filter((one) => one >= 0 && one < 2 ** 32)
    .map((one) => [24, 16, 8, 0].map((shift) => Math.floor(one / 2 ** shift) % 256).join('.'));
}

/** Something that no condition names, each literal, and a text for each way to match the wildcards. */
function textValues(written: readonly string[]): Singles {
  const literals = written.filter((text) => !/[*?]/.test(text));
  const wild = written.filter((text) => /[*?]/.test(text));
  const space = { prefix: '', characters: PRINTABLE, least: 1 };
  const cells =
    wild.length === 0
      ? undefined
      : cellsOf(space, [...wild, ...literals].map(tokensOf), { base: NOTHING_ODD });
  const plain = ['indelible', 'arn:aws:indelible:::none'].filter((text) => !literals.includes(text));
  const folded = written.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase(), toggled(text)]);
  return {
    values: unique([...plain, ...folded, ...(cells?.texts ?? [])]),
    complete: cells?.complete ?? true,
  };
}

/** The same text but for the case of its last letter. */
const toggled = (text: string): string =>
  text.replace(/[a-z](?=[^a-z]*$)/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

const NOTHING_ODD: readonly TextConstraint[] = [{ pattern: [ANY], matches: true }];

/** Sets of at most as many values as there are conditions: each can ask for one, or shut some out. */
function setsOf({ values, complete }: Singles, conditions: number): Values {
  const sets: (readonly string[])[] = [[]];
  let layer: readonly (readonly string[])[] = [[]];
  for (let size = 0; size < Math.max(1, conditions); size += 1) {
    layer = layer.flatMap((set) => {
      const from = set.length === 0 ? 0 : values.indexOf(set.at(-1) ?? '') + 1;
      return values.slice(from).map((value) => [...set, value]);
    });
    if (sets.length + layer.length > MOST_SETS) return { values: [undefined, ...sets], complete: false };
    sets.push(...layer);
  }
  return { values: [undefined, ...sets], complete };
}
