import type { OneOrMany, PolicyPrincipal, PolicyStatement } from '../model/policy.ts';
import { type Asker, isBehind } from './principal.ts';

/** How precisely a Principal element names the asker: it decides which other policies still count. */
export type Named = 'any' | 'account' | 'role' | 'self' | undefined;

export interface PrincipalElement {
  readonly negated: boolean;
  readonly names: (asker: Asker) => Named;
  /** Whether the asker, its role and its account are all listed. */
  readonly namesFully: (asker: Asker) => boolean;
}

/** Resource and trust policies only; a statement without Principal or NotPrincipal has none. */
export function principalElement(statement: PolicyStatement): PrincipalElement | undefined {
  const negated = statement.NotPrincipal !== undefined;
  const written = statement.Principal ?? statement.NotPrincipal;
  if (written === undefined) return undefined;
  const tests = entriesOf(written);
  return {
    negated,
    names: (asker) => {
      let best: Named;
      for (const test of tests) best = stronger(best, test(asker));
      return best;
    },
    namesFully: (asker) => {
      const found = new Set(tests.map((test) => test(asker)));
      if (found.has('any') || asker.kind === 'service' || asker.kind === 'root') return true;
      return found.has('account') && found.has('self') && (asker.kind !== 'session' || found.has('role'));
    },
  };
}

type PrincipalTest = (asker: Asker) => Named;

const ORDER: readonly Named[] = [undefined, 'account', 'role', 'any', 'self'];

const stronger = (left: Named, right: Named): Named =>
  ORDER.indexOf(right) > ORDER.indexOf(left) ? right : left;

function entriesOf(written: PolicyPrincipal): readonly PrincipalTest[] {
  if (written === '*') return [() => 'any'];
  return [
    ...many(written.AWS).map(awsTest),
    ...many(written.Service).map(
      (name): PrincipalTest =>
        (asker) =>
          asker.kind === 'service' && (name === '*' || name.toLowerCase() === asker.arn.toLowerCase())
            ? 'self'
            : undefined,
    ),
    ...many(written.Federated).map(
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

function many(value: OneOrMany<string> | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
