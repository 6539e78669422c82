import { many, type PolicyPrincipal, type PolicyStatement } from '../model/policy.ts';
import { type Asker, isBehind } from './principal.ts';

/** How precisely a Principal element names the asker: it decides which other policies still count. */
export type Named = 'any' | 'account' | 'role' | 'self' | undefined;

/** As whom a statement is about the asker; `undefined`: not at all. */
export type PrincipalElement = (question: PrincipalQuestion) => Named;

interface PrincipalQuestion {
  readonly asker: Asker;
  /** Whether a permissions boundary is set. */
  readonly bounded: boolean;
  readonly assume: (what: string) => void;
}

/** Of resource and trust policies, where a statement without Principal and NotPrincipal is about nobody. */
export function principalElement({ Principal, NotPrincipal, Effect }: PolicyStatement): PrincipalElement {
  if (Principal !== undefined) return positive(namesOf(Principal), Effect);
  return NotPrincipal === undefined ? () => undefined : negative(namesOf(NotPrincipal), Effect);
}

function positive({ tests, canonical }: Names, effect: Effect): PrincipalElement {
  return ({ asker, assume }) => {
    const named = strongest(tests, asker);
    if (named !== undefined || !canonical || asker.account === undefined) return named;
    assume(CANONICAL_USER);
    return effect === 'Allow' ? 'account' : undefined;
  };
}

/**
 * AWS asks that the account, the role and the session, or the account and the user, all be listed, does not say what
 * follows if one is not, and supports NotPrincipal with Deny only: whatever is left open goes to the attacker.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function negative({ tests, canonical }: Names, effect: Effect): PrincipalElement {
  const open = effect === 'Allow' ? 'any' : undefined;
  return ({ asker, bounded, assume }) => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html: together with a boundary,
    // NotPrincipal with Deny denies whatever it lists.
    if (effect === 'Deny' && bounded) return 'any';
    const named = strongest(tests, asker);
    if (named === undefined) {
      if (!canonical || asker.account === undefined) return 'any';
      assume(CANONICAL_USER);
      return open;
    }
    if (listsFully(tests, asker)) return undefined;
    if (named === 'account' && effect === 'Deny') return 'any';
    assume('not-principal-incomplete');
    return open;
  };
}

/** A canonical user ID stands for an account, and no request tells whose it is. */
const CANONICAL_USER = 'canonical-user';

type Effect = PolicyStatement['Effect'];
type PrincipalTest = (asker: Asker) => Named;

const ORDER: readonly Named[] = [undefined, 'account', 'role', 'any', 'self'];

function strongest(tests: readonly PrincipalTest[], asker: Asker): Named {
  let best: Named;
  for (const test of tests) {
    const named = test(asker);
    if (ORDER.indexOf(named) > ORDER.indexOf(best)) best = named;
  }
  return best;
}

/** Whether the asker, its role and its account are all listed. */
function listsFully(tests: readonly PrincipalTest[], asker: Asker): boolean {
  const found = new Set(tests.map((test) => test(asker)));
  if (found.has('any') || asker.account === undefined || asker.kind === 'root') return true;
  return found.has('account') && found.has('self') && (asker.kind !== 'session' || found.has('role'));
}

interface Names {
  readonly tests: readonly PrincipalTest[];
  /** Whether a canonical user ID is among them. */
  readonly canonical: boolean;
}

function namesOf(written: PolicyPrincipal): Names {
  if (written === '*') return { tests: [() => 'any'], canonical: false };
  return { tests: testsOf(written), canonical: written.CanonicalUser !== undefined };
}

function testsOf(written: Exclude<PolicyPrincipal, '*'>): readonly PrincipalTest[] {
  return [
    ...many(written.AWS ?? []).map(awsTest),
    ...many(written.Service ?? []).map(
      (name): PrincipalTest =>
        (asker) =>
          asker.kind === 'service' && (name === '*' || name.toLowerCase() === asker.arn.toLowerCase())
            ? 'self'
            : undefined,
    ),
    ...many(written.Federated ?? []).map(
      (name): PrincipalTest =>
        (asker) =>
          asker.arn === name ? 'self' : undefined,
    ),
  ];
}

function awsTest(name: string): PrincipalTest {
  if (name === '*') return () => 'any';
  const account = /^(?:arn:[a-z0-9-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  if (account !== undefined) return (asker) => (asker.account === account ? 'account' : undefined);
  return (asker) => {
    if (asker.account === undefined) return undefined;
    if (asker.arn === name) return asker.kind === 'role' ? 'role' : 'self';
    return isBehind(asker, name) ? 'role' : undefined;
  };
}
