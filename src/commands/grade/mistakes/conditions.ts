import { many } from '../../../model/policy.ts';
import { NOTHING } from '../placeholders/guess.ts';
import type { Fault, Placed } from './mistake.ts';

const OPERATOR = /^(ForAllValues:|ForAnyValue:)?(\w*?)(IfExists)?$/i;

/** Values that no request can have. */
export function conditionFaults({ statement }: Placed): readonly Fault[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, given]) => faultsOf(operator, key, many(given).map(String))),
  );
}

function faultsOf(operator: string, key: string, values: readonly string[]): readonly Fault[] {
  const [, set = '', name = '', ifExists = ''] = OPERATOR.exec(operator) ?? [];
  const element = `Condition.${operator}.${key}`;
  const faults = values.flatMap((value): readonly Fault[] => {
    if (value.includes(NOTHING) || isLiteral(key, value)) return [];
    if (/^String(?:Not)?Equals/i.test(name) && hasWildcard(value)) {
      const like = /^String(?:Not)?Equals$/i.test(name) ? name.replace(/Equals/i, 'Like') : undefined;
      const suggestion = like === undefined ? {} : { suggestion: `${set}${like}${ifExists}` };
      return [{ code: 'equals-with-wildcard', element, value, ...suggestion }];
    }
    const meant = isImpossible(name, key, value);
    if (meant === false) return [];
    return [{ code: 'never-matches', element, value, ...(meant === true ? {} : { suggestion: meant }) }];
  });
  // Without a value these hold; negated, whatever the request.
  const mayHold = /Not|^Null/i.test(name) || ifExists !== '' || /^ForAll/i.test(set);
  const inert = !mayHold && faults.length === values.length;
  return inert ? faults.map((fault) => ({ ...fault, inert: true })) : faults;
}

/** `${*}` is how a literal one is written, and a variable's own wildcards are literal. */
const hasWildcard = (value: string): boolean => /[*?]/.test(value.replace(/\$\{[^}]*\}/g, ''));

/** A function's permission for everybody has this very value. https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html */
const isLiteral = (key: string, value: string): boolean =>
  key.toLowerCase() === 'lambda:principal' && value === '*';

/** What was probably meant, where that can be told. */
function isImpossible(operator: string, key: string, value: string): boolean | string {
  if (value.includes('${')) return false;
  if (/^(?:Bool|Null)$/i.test(operator)) return !/^(?:true|false)$/i.test(value);
  if (/^Numeric/i.test(operator)) return value.trim() === '' || Number.isNaN(Number(value));
  if (/IpAddress$/i.test(operator)) return !/^[0-9a-f.:]+(?:\/\d{1,3})?$/i.test(value);
  if (/^Arn/i.test(operator) && !/^(?:arn:|[*?])/.test(value)) return true;
  const isPrincipal = key.toLowerCase() === 'aws:principalarn' && /^(?:Arn|String)/i.test(operator);
  return isPrincipal && roleOfSession(value);
}

/**
 * The key has the ARN of the role, never that of a session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function roleOfSession(value: string): false | string {
  const [, partition, account, role] =
    /^arn:([^:]*):sts:[^:]*:([^:]*):assumed-role\/([^/]*)/.exec(value) ?? [];
  return role === undefined ? false : `arn:${partition}:iam::${account}:role/${role}`;
}
