import { many, type PolicyStatement } from './policy.ts';
import type { Snapshot, Tags } from './snapshot.ts';

/** Principals whom a statement of a guard does not bind: by their ARN, or by a tag. */
export interface Exemption {
  /** The pattern as written, such as `arn:aws:iam::*:role/BreakGlass*`, or `aws:PrincipalTag/team=security`. */
  readonly arn: string;
  readonly kind: 'principal' | 'tag';
  readonly key: string;
  readonly value: string;
  /** Where the statement stands. */
  readonly policy: {
    readonly name: string;
    readonly arn: string;
    readonly sid?: string;
    readonly index: number;
  };
  /** A principal that it lets through, once one is chosen for an account. */
  readonly principal?: { readonly arn: string; readonly accountId: string; readonly tags?: Tags };
}

const NEGATED =
  /^(?:ForAllValues:|ForAnyValue:)?(?:Arn|String)Not(?:Like|Equals|EqualsIgnoreCase)(?:IfExists)?$/i;
const PRINCIPAL = 'aws:principalarn';
const TAG = /^aws:principaltag\/(.+)$/i;

/** The exemptions of every service and resource control policy that is attached somewhere. */
export function exemptionsOf(snapshot: Snapshot): readonly Exemption[] {
  const found = new Map<string, Exemption>();
  for (const { name, arn, document, targets } of snapshot.policies) {
    if (targets.length === 0) continue;
    many(document.Statement).forEach((statement, index) => {
      const policy = { name, arn, index, ...(statement.Sid === undefined ? {} : { sid: statement.Sid }) };
      for (const [key, value] of exemptedBy(statement)) {
        const tag = TAG.exec(key)?.[1];
        const written = tag === undefined ? value : `${key}=${value}`;
        if (found.has(written)) continue;
        const kind = tag === undefined ? ('principal' as const) : ('tag' as const);
        found.set(written, { arn: written, kind, key: tag ?? key, value, policy });
      }
    });
  }
  return [...found.values()];
}

function exemptedBy({ Effect, Condition = {} }: PolicyStatement): readonly (readonly [string, string])[] {
  if (Effect !== 'Deny') return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    NEGATED.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) =>
          key.toLowerCase() === PRINCIPAL || TAG.test(key)
            ? many(values).map((value) => [key, String(value)] as const)
            : [],
        )
      : [],
  );
}
