import { IndelibleError } from '../model/error.ts';
import type { CompiledStatement } from './compile.ts';
import { compile } from './compile.ts';
import type { Asker } from './principal.ts';
import type { Named } from './principal-element.ts';
import type { RequestContext } from './request-context.ts';
import type { Layer, PolicyInput, StatementReference } from './types.ts';

/** One request, prepared for every policy that looks at it. */
export interface Subject {
  readonly asker: Asker;
  /** Lower case: action names are case-insensitive. */
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  readonly assumptions: Set<string>;
  readonly assume: (what: string) => void;
  readonly bounded: boolean;
}

export interface Applied {
  readonly statement: CompiledStatement;
  readonly named: Named;
}

export interface Findings {
  readonly allows: readonly Applied[];
  readonly denies: readonly Applied[];
}

/** How a kind of policy is read: `resource` has a Principal element, `identity` completes short ARNs. */
export type Reading = 'identity' | 'control' | 'resource';

/** The statements of these policies that apply to the request. */
export function apply(policies: readonly PolicyInput[], subject: Subject, reading: Reading): Findings {
  const allows: Applied[] = [];
  const denies: Applied[] = [];
  for (const input of policies) {
    const policy = compile(input);
    for (const statement of policy.statements) {
      const named = applies(statement, subject, reading);
      if (named === undefined) continue;
      (statement.effect === 'Allow' ? allows : denies).push({ statement, named });
    }
  }
  return { allows, denies };
}

function applies(statement: CompiledStatement, subject: Subject, reading: Reading): Named {
  if (!statement.action(subject.action)) return undefined;
  if (statement.aboutCarrier && reading !== 'resource') throw withoutResource(statement);
  if (!statement.resource(subject, reading === 'identity')) return undefined;
  const named = reading === 'resource' ? statement.principal(subject) : 'any';
  if (named === undefined) return undefined;
  return statement.conditions.every((holds) => holds(subject.context, subject.assume)) ? named : undefined;
}

function withoutResource({ reference }: CompiledStatement): IndelibleError {
  const where = `Statement[${reference.index}].Resource`;
  return new IndelibleError('POLICY_UNREADABLE', 'policy-unreadable', { policy: reference.policy, where });
}

export function references(
  layer: Layer,
  applied: readonly Applied[],
  level?: number,
): readonly StatementReference[] {
  return applied.map(({ statement }) => ({
    layer,
    ...statement.reference,
    ...(level === undefined ? {} : { level }),
  }));
}
