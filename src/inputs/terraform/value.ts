import type { Body, Expression } from './syntax.ts';

/** A value of a configuration; what only a run knows is Unknown. */
export type Value = string | number | boolean | null | Unknown | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

export class Unknown {
  /** How it is written, fit to stand between `${` and `}` of a placeholder. */
  readonly source: string;
  constructor(source: string) {
    this.source = source.replace(/\s+/g, ' ').replace(/["\\{}]/g, "'");
  }
}

export const isMap = (value: Value): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);

/** What names stand for. `undefined`: nothing that is known. */
export type Lookup = (path: string) => Value | undefined;

/** Never throws, except for what goes deeper than the parser lets anything be. */
export function resolved(expression: Expression, lookup: Lookup): Value {
  switch (expression.type) {
    case 'value':
      return expression.value;
    case 'template':
      return templateValue(expression.parts, lookup);
    case 'list':
      return expression.items.map((item) => resolved(item, lookup));
    case 'object':
      return Object.fromEntries(
        expression.members.map(([key, member]) => [keyOf(key, lookup), resolved(member, lookup)]),
      );
    case 'call': {
      const values = expression.arguments.map((argument) => resolved(argument, lookup));
      return called(expression.name, values) ?? new Unknown(expression.source);
    }
    case 'reference':
      return lookup(expression.path) ?? new Unknown(expression.source);
    case 'other':
      return new Unknown(expression.source);
  }
}

/** A template that is one interpolation keeps the type of what it interpolates. */
function templateValue(parts: readonly (string | Expression)[], lookup: Lookup): Value {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return resolved(only, lookup);
  return parts.map((part) => (typeof part === 'string' ? part : textOf(resolved(part, lookup)))).join('');
}

const keyOf = (key: Expression, lookup: Lookup): string =>
  key.type === 'reference' ? key.path : textOf(resolved(key, lookup));

/** As a text within a policy: an unknown value as its placeholder. */
export function textOf(value: Value): string {
  if (value instanceof Unknown) return `\${${value.source}}`;
  return typeof value === 'object' ? jsonOf(value) : String(value);
}

export const jsonOf = (value: Value, indent?: number): string =>
  JSON.stringify(value, (_, inner: Value) => (inner instanceof Unknown ? textOf(inner) : inner), indent);

/** https://developer.hashicorp.com/terraform/language/functions */
function called(name: string, values: readonly Value[]): Value | undefined {
  const [first, second] = values;
  switch (name) {
    case 'jsonencode':
      return first === undefined ? undefined : jsonOf(first, 2);
    case 'tolist':
    case 'toset':
    case 'distinct':
    case 'sort':
      return Array.isArray(first) ? first : undefined;
    case 'concat':
      return values.every((value) => Array.isArray(value)) ? values.flat() : undefined;
    case 'flatten':
      return Array.isArray(first) ? (first.flat(Number.POSITIVE_INFINITY) as Value[]) : undefined;
    case 'compact':
      return Array.isArray(first) ? first.filter((value) => value !== '' && value !== null) : undefined;
    case 'merge':
      return values.every(isMap) ? Object.assign({}, ...values) : undefined;
    case 'join':
      return typeof first === 'string' && Array.isArray(second) ? second.map(textOf).join(first) : undefined;
    case 'trimspace':
      return typeof first === 'string' ? first.trim() : undefined;
    default:
      return undefined;
  }
}

const MAX_LOCALS = 50;
const MAX_WEIGHT = 4_000_000;

/**
 * Locals, and the defaults of variables that are no texts: a text's default is a name that the caller gives, so that a
 * placeholder says more.
 */
export function lookupIn(body: Body): Lookup {
  const locals = expressionsOf(body, 'local');
  const defaults = expressionsOf(body, 'var');
  const known = new Map<string, Value | undefined>();
  const weights = new WeakMap<object, number>();
  let depth = 0;
  let left = MAX_WEIGHT;
  const found = (path: string): Value | undefined => {
    const [, kind, name = ''] = /^(local|var)\.([\w-]+)$/.exec(path) ?? [];
    const expression = kind === 'local' ? locals.get(name) : kind === 'var' ? defaults.get(name) : undefined;
    if (expression === undefined || depth > MAX_LOCALS) return undefined;
    depth += 1;
    const value = resolved(expression, lookup);
    depth -= 1;
    return kind === 'var' && typeof value === 'string' ? undefined : value;
  };
  const lookup: Lookup = (path) => {
    // Stated before it is looked for, so that a local that names itself ends.
    if (!known.has(path)) {
      known.set(path, undefined);
      known.set(path, found(path));
    }
    const value = known.get(path);
    // Locals that name one another twice each are an attack on memory.
    left -= value === undefined ? 0 : weightOf(value, weights);
    return left < 0 ? undefined : value;
  };
  return lookup;
}

function expressionsOf({ blocks }: Body, kind: 'local' | 'var'): ReadonlyMap<string, Expression> {
  if (kind === 'local') {
    return new Map(blocks.flatMap(({ type, body }) => (type === 'locals' ? [...body.attributes] : [])));
  }
  return new Map(
    blocks.flatMap(({ type, labels: [name], body }) => {
      const value = body.attributes.get('default');
      return type === 'variable' && name !== undefined && value !== undefined ? [[name, value] as const] : [];
    }),
  );
}

/** About the length of its JSON; what is shared is weighed once and counted each time. */
function weightOf(value: Value, known: WeakMap<object, number>): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || value instanceof Unknown) return 1;
  const weighed = known.get(value);
  if (weighed !== undefined) return weighed;
  const weight = Object.values(value).reduce((sum: number, one: Value) => sum + 1 + weightOf(one, known), 1);
  known.set(value, weight);
  return weight;
}
