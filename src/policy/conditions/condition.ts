import type { TextTest } from '../pattern.ts';
import type { KeyValue, RequestContext } from '../request-context.ts';
import { fill, isFixed, templateOf } from '../variables.ts';
import type { Operator } from './index.ts';
import { possibleArns } from './role-path.ts';

/** Whether a condition holds; `assume` is told where the documentation is silent and the attacker got the benefit. */
export type ConditionTest = (context: RequestContext, assume: (what: string) => void) => boolean;

export interface ConditionParts {
  readonly operator: Operator;
  readonly key: string;
  readonly values: readonly string[];
  readonly effect: 'Allow' | 'Deny';
  /** Whether the policy's version expands variables. */
  readonly expands: boolean;
}

/** One operator and key: their values are alternatives. */
export function conditionTest({ operator, key, values, effect, expands }: ConditionParts): ConditionTest {
  const lowerKey = key.toLowerCase();
  const { family, negated } = operator;
  if (family === undefined) return nullTest(lowerKey, values);
  const templates = values.map((value) => templateOf(value, expands));
  const fixed = templates.every(isFixed) ? templates.map(family.test) : undefined;
  const matchers = templates.map((template) => matcherOf(template, family.test));
  const misread = values.some((value) => isMisread(family, value));
  return (context, assume) => {
    const given = context.get(lowerKey);
    const tests = fixed ?? matchers.map((matcher) => matcher(context));
    const answer = decide(tests, given, assume);
    // What AWS leaves open goes to the attacker: an allow holds, a deny does not.
    if (answer && fixed === undefined && tests.includes(undefined)) {
      // One page says that a variable without a value matches null, another that the statement may be invalid.
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
      assume('variable-without-value');
      return effect === 'Allow';
    }
    if (!answer || effect === 'Allow') return answer;
    if (
      negated &&
      given !== undefined &&
      (misread || given.values.some((value) => isMisread(family, value)))
    ) {
      // What an operator cannot read matches nothing; whether its negation then holds, AWS does not say.
      assume('unreadable-value');
      return false;
    }
    return true;
  };

  function decide(
    tests: readonly (TextTest | undefined)[],
    given: KeyValue | undefined,
    assume: (what: string) => void,
  ): boolean {
    if (given === undefined) return whenMissing(operator, effect, assume);
    const matchesOne = (value: string) => tests.some((test) => test?.(value) === true);
    const passes = negated ? (value: string) => !matchesOne(value) : matchesOne;
    if (given.multiple && operator.set === undefined) {
      // AWS only says that such a key needs a set operator.
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
      const may = negated || given.values.some(passes);
      if (may) assume('several-values-without-set-operator');
      return may && effect === 'Allow';
    }
    if (given.withoutPath) {
      const answers = possibleArns(given.values[0] ?? '', values).map((arn) =>
        holds(operator, { ...given, values: [arn] }, passes),
      );
      if (new Set(answers).size > 1) {
        assume('role-path-unknown');
        return effect === 'Allow';
      }
    }
    return holds(operator, given, passes);
  }
}

const isMisread = ({ reads }: NonNullable<Operator['family']>, value: string): boolean =>
  reads !== undefined && !value.includes('${') && !reads(value);

/** `Null: true` asks that the key be absent. */
function nullTest(lowerKey: string, values: readonly string[]): ConditionTest {
  return (context) => {
    const absent = (context.get(lowerKey)?.values.length ?? 0) === 0;
    return values.some((value) => (value.toLowerCase() === 'true') === absent);
  };
}

function matcherOf(
  template: ReturnType<typeof templateOf>,
  test: NonNullable<Operator['family']>['test'],
): (context: RequestContext) => TextTest | undefined {
  if (isFixed(template)) {
    const fixed = test(template);
    return () => fixed;
  }
  return (context) => {
    const tokens = fill(template, context);
    return tokens && test(tokens);
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function whenMissing(
  { set, ifExists, negated }: Operator,
  effect: 'Allow' | 'Deny',
  assume: (what: string) => void,
): boolean {
  if (set === 'any' && ifExists) {
    // IfExists is true without the key and ForAnyValue false: AWS does not say which of them holds for both.
    assume('for-any-value-if-exists');
    return effect === 'Allow';
  }
  if (ifExists || set === 'all') return true;
  return set === 'any' ? false : negated;
}

function holds({ set }: Operator, { values }: KeyValue, passes: (value: string) => boolean): boolean {
  if (set === 'all') return values.every(passes);
  if (set === 'any') return values.some(passes);
  return passes(values[0] ?? '');
}
