import { many, type Policy, type PolicyStatement } from '../model/policy.ts';
import { type CompiledStatement, compile } from '../policy/compile.ts';
import { type Operator, operatorOf } from '../policy/conditions/index.ts';

/** A statement as `policy/` compiled it, with what the compiled form does not tell: keys, values and variables. */
export interface Statement {
  readonly compiled: CompiledStatement;
  readonly written: PolicyStatement;
  readonly conditions: readonly Condition[];
  /** Resource or NotResource as written. */
  readonly resources: readonly string[];
  /** Keys of the policy variables in its resources, in lower case. */
  readonly resourceVariables: readonly string[];
}

export interface Condition {
  /** Lower case. */
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  /** Keys of the policy variables in its values, in lower case. */
  readonly variables: readonly string[];
  readonly test: CompiledStatement['conditions'][number];
}

const known = new WeakMap<Policy, readonly Statement[]>();

/** The statements of a policy. Throws IndelibleError `POLICY_UNREADABLE`, as `compile` does. */
export function statementsOf(policy: Policy): readonly Statement[] {
  const made = known.get(policy);
  if (made !== undefined) return made;
  const expands = policy.document.Version === '2012-10-17';
  const written = many(policy.document.Statement);
  const statements = compile(policy).statements.map((compiled, index) =>
    statementOf(compiled, written[index] as PolicyStatement, expands),
  );
  known.set(policy, statements);
  return statements;
}

function statementOf(compiled: CompiledStatement, written: PolicyStatement, expands: boolean): Statement {
  const resources = many(written.Resource ?? written.NotResource ?? []);
  return {
    compiled,
    written,
    conditions: conditionsOf(written, expands).map((condition, index) => ({
      ...condition,
      // INVARIANT: compiled in the order in which they are written.
      test: compiled.conditions[index] as Condition['test'],
    })),
    resources,
    resourceVariables: expands ? variablesIn(resources) : [],
  };
}

function conditionsOf(
  { Condition: written = {} }: PolicyStatement,
  expands: boolean,
): readonly Omit<Condition, 'test'>[] {
  return Object.entries(written).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, given]) => {
      const values = many(given).map(String);
      return {
        key: key.toLowerCase(),
        operator: operatorOf(name) as Operator,
        values,
        variables: expands ? variablesIn(values) : [],
      };
    }),
  );
}

function variablesIn(texts: readonly string[]): readonly string[] {
  const keys = texts.flatMap((text) =>
    [...text.matchAll(/\$\{([^},]*)/g)].map(([, inside = '']) => inside.trim().toLowerCase()),
  );
  return [...new Set(keys)].filter((key) => !['*', '?', '$'].includes(key));
}

const byAction = new WeakMap<Policy, Map<string, readonly Statement[]>>();

/** Those of its statements whose Action or NotAction element covers the action, given in lower case. */
export function statementsFor(policy: Policy, action: string): readonly Statement[] {
  const made = byAction.get(policy) ?? new Map<string, readonly Statement[]>();
  byAction.set(policy, made);
  const present = made.get(action);
  if (present !== undefined) return present;
  const found = statementsOf(policy).filter(({ compiled }) => compiled.action(action));
  made.set(action, found);
  return found;
}

/** Stands for a test that may tell any two accounts apart: account ids compared as numbers. */
export const EVERY_ACCOUNT = 'every account';

/** Condition keys whose values are accounts, or ARNs. */
const OF_ACCOUNTS = /account|arn|userid/;
const PARTIAL = /\d[*?]|[*?]\d/;

/**
 * What in a statement may hold for one account and not for another: ids, and patterns that match a part of one. A
 * pattern for names, such as `admin-0*`, is about no account.
 */
export function accountPatterns({ written, conditions, resources }: Statement): readonly string[] {
  const values = conditions.flatMap((condition) => (OF_ACCOUNTS.test(condition.key) ? condition.values : []));
  const fields = [...values, ...resources].map((text) =>
    text.startsWith('arn:') ? (text.split(':')[4] ?? '') : text,
  );
  const named = resources.filter(
    (text) => PARTIAL.test(text.split(':').slice(5).join(':')) && !/^arn:[^:]*:iam:/.test(text),
  );
  const ids = JSON.stringify(written).match(/\d{12}/g) ?? [];
  const numeric = conditions.some(
    ({ key, operator }) => OF_ACCOUNTS.test(key) && operator.family?.reads?.('1') === true,
  );
  return [
    ...(numeric ? [EVERY_ACCOUNT] : []),
    ...ids,
    ...fields.filter((text) => PARTIAL.test(text)),
    ...named,
  ];
}
