import type { Subject } from './apply.ts';
import { isBehind } from './principal.ts';
import type { Grant } from './types.ts';

const CONTEXT = 'kms:encryptioncontext:';

/**
 * Whether a grant lets this principal do it: a second way past the key policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantAllows(grants: readonly Grant[], subject: Subject): boolean {
  const operation = subject.action.slice('kms:'.length);
  return grants.some((grant) => {
    const retires = operation === 'retiregrant' && isPrincipal(grant.retiringPrincipal, subject);
    const operates =
      isPrincipal(grant.granteePrincipal, subject) &&
      grant.operations.some((name) => name.toLowerCase() === operation) &&
      constraintsHold(grant, subject);
    return retires || operates;
  });
}

function isPrincipal(principal: string | undefined, { asker }: Subject): boolean {
  return principal !== undefined && (principal === asker.arn || isBehind(asker, principal));
}

/** Operations without an encryption context. https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html */
const UNCONSTRAINED = new Set(['kms:describekey', 'kms:retiregrant']);

function constraintsHold({ constraints }: Grant, { action, context }: Subject): boolean {
  if (UNCONSTRAINED.has(action)) return true;
  const holds = (wanted: Readonly<Record<string, string>>) =>
    Object.entries(wanted).every(
      ([key, value]) => context.get(CONTEXT + key.toLowerCase())?.values.join() === value,
    );
  const { encryptionContextEquals: exact, encryptionContextSubset: subset = {} } = constraints ?? {};
  if (!holds(subset)) return false;
  if (exact === undefined) return true;
  const given = context.stated().filter((key) => key.startsWith(CONTEXT)).length;
  return given === Object.keys(exact).length && holds(exact);
}
