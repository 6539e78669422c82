import { many, type PolicyStatement } from '../../src/model/policy.ts';
import { arnLike, like } from './patterns.ts';

/** Keys in lower case; an array is a key of several values. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** `open`: AWS's documentation does not say. */
type Answer = boolean | 'open';

/** Whether every condition of a statement holds. */
export function conditionsHold({ Condition = {} }: PolicyStatement, values: Values): Answer {
  let open = false;
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, wanted] of Object.entries(keys)) {
      const answer = holds(operator, key.toLowerCase(), many(wanted).map(String), values);
      if (answer === false) return false;
      if (answer === 'open') open = true;
    }
  }
  return open ? 'open' : true;
}

function holds(written: string, key: string, wanted: readonly string[], values: Values): Answer {
  const given = values[key];
  if (written.toLowerCase() === 'null') {
    return wanted.some(
      (one) => (one.toLowerCase() === 'true') === (given === undefined || given.length === 0),
    );
  }
  const { set, negated, ifExists, test } = read(written);
  const patterns = wanted.map((one) => filledIn(one, values));
  const isOpen = patterns.includes(undefined);
  if (given === undefined) {
    if (set === 'any') return ifExists ? 'open' : false;
    return (ifExists || set === 'all' || negated) && (isOpen ? 'open' : true);
  }
  if (isOpen) return 'open';
  const passes = (value: string): boolean =>
    patterns.some((pattern) => pattern !== undefined && test(pattern, value)) !== negated;
  if (set === 'all') return many(given).every(passes);
  if (set === 'any') return many(given).some(passes);
  if (typeof given !== 'string') return negated || given.some(passes) ? 'open' : false;
  return passes(given);
}

/** Policy variables; `undefined` where one has no single value. */
export function filledIn(text: string, values: Values): string | undefined {
  let complete = true;
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, inside: string) => {
    const value = values[inside.trim().toLowerCase()];
    if (typeof value === 'string') return value;
    complete = false;
    return '';
  });
  return complete ? filled : undefined;
}

interface Operator {
  readonly set: 'all' | 'any' | undefined;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly test: (pattern: string, value: string) => boolean;
}

const TESTS: Readonly<Record<string, Operator['test']>> = {
  stringequals: (pattern, value) => pattern === value,
  stringequalsignorecase: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  stringlike: like,
  arnequals: arnLike,
  arnlike: arnLike,
  bool: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  ipaddress: inRange,
  ...comparisons('numeric', Number),
  ...comparisons('date', timeOf),
};

function comparisons(prefix: string, read: (text: string) => number): Record<string, Operator['test']> {
  const by = (holds: (value: number, wanted: number) => boolean) => (pattern: string, value: string) =>
    holds(read(value), read(pattern));
  return {
    [`${prefix}equals`]: by((value, wanted) => value === wanted),
    [`${prefix}lessthan`]: by((value, wanted) => value < wanted),
    [`${prefix}lessthanequals`]: by((value, wanted) => value <= wanted),
    [`${prefix}greaterthan`]: by((value, wanted) => value > wanted),
    [`${prefix}greaterthanequals`]: by((value, wanted) => value >= wanted),
  };
}

/** A day with its time, or seconds. */
export function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function read(written: string): Operator {
  const [, set, name = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/.exec(written.toLowerCase()) ?? [];
  const negated = name.startsWith('notip') || /^(string|arn|numeric|date)not/.test(name);
  const test = TESTS[name.replace(/^not(?=ip)/, '').replace(/^(string|arn|numeric|date)not/, '$1')];
  if (test === undefined) throw new Error(`an operator that the brute force does not know: ${written}`);
  return {
    set: set === undefined ? undefined : set === 'forallvalues' ? 'all' : 'any',
    negated,
    ifExists: ifExists !== undefined,
    test,
  };
}

/** IPv4 alone. */
function inRange(range: string, address: string): boolean {
  const [network = '', bits = '32'] = range.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(address) / size);
}

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
