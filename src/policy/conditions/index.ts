import { address } from './address.ts';
import { date, number } from './number.ts';
import type { OperatorFamily } from './operator.ts';
import { other } from './other.ts';
import { text } from './text.ts';

const FAMILIES: Readonly<Record<string, OperatorFamily>> = {
  ...text,
  ...number,
  ...date,
  ...address,
  ...other,
};

/** A condition operator as written, with its set operator and `IfExists`. */
export interface Operator {
  readonly set: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
  readonly negated: boolean;
  /** `undefined` for Null. */
  readonly family: OperatorFamily | undefined;
}

const NAMES = new Map<string, { readonly family: OperatorFamily; readonly negated: boolean }>(
  Object.entries(FAMILIES).flatMap(([name, family]) => [
    [name.toLowerCase(), { family, negated: false }] as const,
    ...(family.negation === undefined
      ? []
      : [[family.negation.toLowerCase(), { family, negated: true }] as const]),
  ]),
);

// AWS's own samples write `ForAnyValue:Stringlike`: case does not matter.
const WRITTEN = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i;

/** `undefined` for an operator that IAM does not know. */
export function operatorOf(written: string): Operator | undefined {
  const found = WRITTEN.exec(written);
  if (found === null) return undefined;
  const [, prefix, name = '', ifExists] = found;
  const set = prefix === undefined ? undefined : prefix.toLowerCase() === 'forallvalues' ? 'all' : 'any';
  if (name.toLowerCase() === 'null') {
    return ifExists === undefined ? { set, ifExists: false, negated: false, family: undefined } : undefined;
  }
  const named = NAMES.get(name.toLowerCase());
  return named && { set, ifExists: ifExists !== undefined, ...named };
}
