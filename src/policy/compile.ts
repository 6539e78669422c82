import { IndelibleError } from '../model/error.ts';
import { many, type PolicyDocument, type PolicyStatement } from '../model/policy.ts';
import { type ConditionTest, conditionTest } from './conditions/condition.ts';
import { operatorOf } from './conditions/index.ts';
import { grammarProblems } from './grammar.ts';
import { readJson } from './json.ts';
import { type TextTest, textTest, tokensOf } from './pattern.ts';
import { type PrincipalElement, principalElement } from './principal-element.ts';
import { type ResourceTest, resourceTest } from './resource.ts';
import type { PolicyInput, StatementReference } from './types.ts';

export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
}

export interface CompiledStatement {
  /** How an answer names it. */
  readonly reference: Omit<StatementReference, 'layer' | 'level'>;
  readonly effect: 'Allow' | 'Deny';
  readonly action: TextTest;
  /** No Resource: right in the trust policy of a role, an error elsewhere. */
  readonly aboutCarrier: boolean;
  readonly resource: ResourceTest;
  readonly principal: PrincipalElement;
  readonly conditions: readonly ConditionTest[];
}

const compiled = new WeakMap<object, CompiledPolicy>();

/** Compiled once and remembered by identity: do not change a policy that has been evaluated. */
export function compile(input: PolicyInput): CompiledPolicy {
  const known = compiled.get(input);
  if (known !== undefined) return known;
  const named = 'document' in input;
  const name = named ? input.name : 'policy';
  const document = named ? input.document : input;
  const policy = { statements: statementsOf(document, { name, arn: named ? input.arn : undefined }) };
  compiled.set(input, policy);
  return policy;
}

interface Named {
  readonly name: string;
  readonly arn: string | undefined;
}

function statementsOf(document: PolicyDocument, named: Named): readonly CompiledStatement[] {
  requireShape(document, named.name);
  // Without a Version the older language holds, which takes `${…}` literally.
  const expands = document.Version === '2012-10-17';
  return many(document.Statement).map((statement, index) =>
    compileStatement(statement, index, expands, named),
  );
}

/**
 * Nothing of a policy is skipped: a misspelt `Conditions` would make a deny unconditional, and every verdict that
 * rests on it false.
 */
function requireShape(document: PolicyDocument, name: string): void {
  const read = readJson(textOf(document, name));
  if ('problem' in read) throw unreadable(name, '');
  const [problem] = grammarProblems(read.node, 'any');
  if (problem !== undefined) throw unreadable(name, problem.path);
}

function textOf(document: PolicyDocument, name: string): string {
  try {
    return JSON.stringify(document) ?? '';
  } catch (cause) {
    throw unreadable(name, '', cause);
  }
}

function compileStatement(
  statement: PolicyStatement,
  index: number,
  expands: boolean,
  { name, arn }: Named,
): CompiledStatement {
  const { Effect: effect, Sid: sid } = statement;
  const where = `Statement[${index}]`;
  return {
    reference: {
      policy: name,
      ...(arn === undefined ? {} : { arn }),
      index,
      ...(sid === undefined ? {} : { sid }),
    },
    effect,
    action: actionTest(statement),
    aboutCarrier: statement.Resource === undefined && statement.NotResource === undefined,
    resource: resourceOf(statement, effect, expands),
    principal: principalElement(statement),
    conditions: conditionsOf(statement, effect, expands, name, where),
  };
}

function actionTest(statement: PolicyStatement): TextTest {
  const tests = many(statement.Action ?? statement.NotAction ?? []).map((pattern) =>
    textTest(tokensOf(pattern.toLowerCase())),
  );
  const named: TextTest = (action) => tests.some((test) => test(action));
  return statement.NotAction === undefined ? named : (action) => !named(action);
}

/** Trust policies have no Resource: they are about the role that carries them. */
function resourceOf(statement: PolicyStatement, effect: 'Allow' | 'Deny', expands: boolean): ResourceTest {
  const written = statement.Resource ?? statement.NotResource;
  if (written === undefined) return () => true;
  return resourceTest(many(written), { negated: statement.NotResource !== undefined, effect, expands });
}

function conditionsOf(
  statement: PolicyStatement,
  effect: 'Allow' | 'Deny',
  expands: boolean,
  name: string,
  where: string,
): readonly ConditionTest[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([written, keys]) => {
    const operator = operatorOf(written);
    if (operator === undefined) throw unreadable(name, `${where}.Condition.${written}`);
    return Object.entries(keys).map(([key, values]) =>
      conditionTest({ operator, key, values: many(values).map(String), effect, expands }),
    );
  });
}

/** `where` is such as `Statement[0].Action`, or empty for the document as a whole. */
const unreadable = (policy: string, where: string, cause?: unknown) =>
  new IndelibleError('POLICY_UNREADABLE', 'policy-unreadable', { policy, where }, { cause });
