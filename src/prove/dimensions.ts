import type { Doubt } from '../model/finding.ts';
import type { ContextValue } from '../model/policy.ts';
import { tokensOf } from '../policy/pattern.ts';
import { type Asker, askerOf } from '../policy/principal.ts';
import { type KeyValue, type RequestContext, requestContext } from '../policy/request-context.ts';
import { fill, literal, templateOf } from '../policy/variables.ts';
import { cellsOf } from './cells.ts';
import { fixedValue, isAbsentFrom } from './context.ts';
import { type KnownKey, knownKey } from './keys.ts';
import type { Part } from './part.ts';
import { requestPrincipal } from './principal.ts';
import type { Domains } from './solve.ts';
import type { Condition, Statement } from './statement.ts';
import { keyValueOf, type Values, valuesFor } from './values.ts';

/** How one condition key of a call can be: one value, one of several that the attacker chooses, or not known. */
export type KeyState =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'free'; readonly dimension: string }
  | { readonly kind: 'unknown'; readonly doubt: Doubt | undefined };

interface Dimension {
  readonly key: string;
  /** As somebody wrote it. */
  readonly name: string;
  readonly known: KnownKey | undefined;
  readonly open: readonly (ContextValue | undefined)[] | undefined;
  readonly conditions: { readonly part: Part; readonly condition: Condition }[];
  values: readonly (ContextValue | undefined)[];
  complete: boolean;
}

/** A call that is made wherever the caller likes. */
const ANY_REGION: KnownKey = { authority: 'free', type: 'region', always: true };

/** Where all requests of a call are made: circumstances that its several permissions share. */
const SHARED = /^aws:(?!resource|requesttag|tagkeys)/;

const RESOURCE_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=+@:,/';

/** Of a statement that says what it denies, to be out of its reach is all that a caller can want. */
const deniesHere = ({ written }: Statement): boolean =>
  written.Effect === 'Deny' && written.NotResource === undefined;

/** With variables filled in, and as the older version of the language has them: literally. */
const patternsIn = (statements: readonly Statement[], context: RequestContext) =>
  statements.flatMap(({ resources }) =>
    resources.flatMap((text) => {
      const filled = fill(templateOf(text, true), context);
      return filled === undefined ? [tokensOf(text)] : [tokensOf(text), filled];
    }),
  );

/** The product in which the requests of one call are points: what the attacker can choose, and between what. */
export class Dimensions {
  readonly #now: string;
  readonly #keys = new Map<string, Dimension>();
  readonly #resources = new Map<number, readonly string[]>();
  readonly #contexts = new Map<number, { readonly context: RequestContext; readonly asker: Asker }>();
  readonly #states = new Map<string, KeyState>();
  readonly #incomplete = new Set<string>();

  constructor(now: string) {
    this.#now = now;
  }

  /** Takes in what the policies of this part ask about. */
  prepare(part: Part): void {
    const statements = part.statements.map(({ statement }) => statement);
    const fixed: Record<string, ContextValue> = { ...part.question.need.context };
    const asked = new Set(Object.keys(fixed).map((key) => key.toLowerCase()));
    for (const statement of statements) {
      for (const condition of statement.conditions) this.#ask(part, condition, asked, fixed);
      for (const key of statement.resourceVariables) this.#askVariable(part, key, asked, fixed);
    }
    const { question } = part;
    const asker = askerOf(requestPrincipal(question.principal));
    const { resourceAccount } = question;
    const request = {
      principal: requestPrincipal(question.principal),
      action: question.action,
      resource: question.need.resource,
      resourceAccount,
      context: fixed,
    };
    const context = requestContext(request, asker);
    this.#contexts.set(part.index, { context, asker });
    this.#resources.set(part.index, this.#resourcesFor(part, statements, context));
  }

  #ask(part: Part, condition: Condition, asked: Set<string>, fixed: Record<string, ContextValue>): void {
    const { key } = condition;
    for (const variable of condition.variables) this.#askVariable(part, variable, asked, fixed);
    if (asked.has(key) && !this.#states.has(`${part.index} ${key}`)) return;
    const state = this.#stateOf(part, key, fixed);
    asked.add(key);
    if (state.kind === 'free') this.#keys.get(state.dimension)?.conditions.push({ part, condition });
  }

  #askVariable(part: Part, key: string, asked: Set<string>, fixed: Record<string, ContextValue>): void {
    const name = key.split(',')[0]?.trim() ?? key;
    if (asked.has(name)) return;
    asked.add(name);
    this.#stateOf(part, name, fixed);
  }

  #stateOf(part: Part, key: string, fixed: Record<string, ContextValue>): KeyState {
    const id = `${part.index} ${key}`;
    const made = this.#states.get(id) ?? this.#newState(part, key, fixed);
    this.#states.set(id, made);
    return made;
  }

  #newState(part: Part, key: string, fixed: Record<string, ContextValue>): KeyState {
    if (isAbsentFrom(key, part.question.action)) return { kind: 'fixed' };
    const known = isTwice(key, part) ? undefined : knownFor(key, part);
    if (known === undefined) return { kind: 'unknown', doubt: undefined };
    if (known.authority === 'absent') return { kind: 'fixed' };
    if (known.authority === 'free') return this.#free(part, key, known, undefined);
    if (key === 'aws:requestedregion' && part.question.region === undefined) {
      return this.#free(part, key, ANY_REGION, undefined);
    }
    const value = fixedValue(key, part.question);
    if (value.kind === 'unread') return { kind: 'unknown', doubt: { kind: 'unread', ...value.missing } };
    if (value.kind === 'open') return this.#free(part, key, known, value.values);
    if (value.kind === 'value' && value.value !== undefined) fixed[key] = value.value;
    return { kind: 'fixed' };
  }

  #free(part: Part, key: string, known: KnownKey, open: Dimension['open']): KeyState {
    const dimension = SHARED.test(key) ? key : `${part.index} ${key}`;
    if (!this.#keys.has(dimension)) {
      this.#keys.set(dimension, { key, name: key, known, open, conditions: [], values: [], complete: true });
    }
    return { kind: 'free', dimension };
  }

  #resourcesFor(
    { question, index }: Part,
    statements: readonly Statement[],
    context: RequestContext,
  ): readonly string[] {
    const { resource, anyUnder } = question.need;
    if (anyUnder === undefined) return [resource];
    const space = { prefix: anyUnder, characters: RESOURCE_CHARACTERS, least: 1 };
    const cells = cellsOf(
      space,
      patternsIn(
        statements.filter((one) => !deniesHere(one)),
        context,
      ),
      {
        shunned: patternsIn(statements.filter(deniesHere), context),
      },
    );
    if (!cells.complete) this.#incomplete.add(resourceDimension(index));
    return [...new Set([...(resource.startsWith(anyUnder) ? [resource] : []), ...cells.texts])];
  }

  /** All values of every dimension. */
  domains(): Domains {
    for (const [name, dimension] of this.#keys) {
      const { open, known } = dimension;
      const { values, complete } =
        open !== undefined || known === undefined
          ? { values: open ?? [], complete: true }
          : this.#valuesOf(known, dimension.conditions);
      dimension.values = values;
      if (!complete) this.#incomplete.add(name);
    }
    return new Map([
      ...[...this.#keys].map(([name, { values }]) => [name, all(values.length)] as const),
      ...[...this.#resources].map(([index, texts]) => [resourceDimension(index), all(texts.length)] as const),
    ]);
  }

  /** Values that the conditions name, with policy variables filled in, and those around them. */
  #valuesOf(known: KnownKey, asked: Dimension['conditions']): Values {
    let filled = true;
    const conditions = asked.map(({ part, condition }) => {
      const values = condition.values.flatMap((value) => {
        if (!value.includes('${')) return [value];
        const tokens = fill(templateOf(value, true), this.context(part));
        if (tokens === undefined) filled = false;
        // Without a Version, a policy means the text as it stands.
        return [value, ...(tokens === undefined ? [] : [literal(tokens)])];
      });
      return { ...condition, values };
    });
    const { values, complete } = valuesFor(known, conditions, this.#now);
    return { values, complete: complete && filled };
  }

  /** Whether a dimension has no other values than those that are made. */
  isComplete(dimension: string): boolean {
    return !this.#incomplete.has(dimension);
  }

  stateOf(part: Part, key: string): KeyState {
    return this.#states.get(`${part.index} ${key}`) ?? { kind: 'fixed' };
  }

  asker(part: Part): Asker {
    return this.#made(part).asker;
  }

  /** The context of a request; `value` stands for the key of a dimension. */
  context(part: Part, key?: string, value?: KeyValue): RequestContext {
    const { context } = this.#made(part);
    if (key === undefined) return context;
    return { ...context, get: (asked) => (asked === key ? value : context.get(asked)) };
  }

  #made(part: Part) {
    const made = this.#contexts.get(part.index);
    if (made === undefined) throw new Error(`part ${part.index} was not prepared`);
    return made;
  }

  valuesOf(dimension: string): readonly (KeyValue | undefined)[] {
    return (this.#keys.get(dimension)?.values ?? []).map(keyValueOf);
  }

  resourcesOf(part: Part): readonly string[] {
    return this.#resources.get(part.index) ?? [];
  }

  /** A request among those that are left. */
  choose(part: Part, domains: Domains) {
    const { context } = this.#made(part);
    const chosen = [...this.#keys].flatMap(([dimension, { key, values }]) => {
      const shared = !dimension.includes(' ');
      if (!shared && !dimension.startsWith(`${part.index} `)) return [];
      const value = values[lowest(domains.get(dimension) ?? 1n)];
      return value === undefined ? [] : [[key, value] as const];
    });
    const fixed = [...this.#states].flatMap(([id, state]) => {
      const key = id.slice(`${part.index} `.length);
      if (!id.startsWith(`${part.index} `) || state.kind !== 'fixed') return [];
      const given = context.get(key);
      if (given === undefined || DERIVED.has(key)) return [];
      return [[key, given.multiple ? given.values : (given.values[0] ?? '')] as const];
    });
    const texts = this.resourcesOf(part);
    const resource =
      texts[lowest(domains.get(resourceDimension(part.index)) ?? 1n)] ?? part.question.need.resource;
    return { resource, context: [...fixed, ...chosen].sort(([one], [other]) => (one < other ? -1 : 1)) };
  }
}

/** The time in two keys: what one of them allows, the other may not, and they are chosen apart here. */
const isTwice = (key: string, { statements }: Part): boolean =>
  key === 'aws:epochtime' &&
  statements.some(({ statement }) => statement.conditions.some((one) => one.key === 'aws:currenttime'));

/**
 * Temporary credentials always say whether MFA was used; keys of a user never do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
function knownFor(key: string, { question }: Part): KnownKey | undefined {
  const known = knownKey(key);
  const temporary = key === 'aws:multifactorauthpresent' && question.principal.kind === 'role';
  return known !== undefined && temporary ? { ...known, always: true } : known;
}

/** What `evaluate` works out from the request itself. */
const DERIVED: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:resourceaccount',
  'aws:principalisawsservice',
]);

export const resourceDimension = (index: number): string => `${index} resource`;

export const all = (length: number): bigint => (1n << BigInt(length)) - 1n;

function lowest(bits: bigint): number {
  let at = 0;
  for (let left = bits; left !== 0n && (left & 1n) === 0n; left >>= 1n) at += 1;
  return at;
}
