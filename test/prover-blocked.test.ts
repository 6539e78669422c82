import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { evaluate } from '../src/policy/index.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import {
  contextsFor,
  isExempt,
  namesIn,
  principalOf,
  STRANGER,
  statementsIn,
} from './brute-force/candidates.ts';
import type { Values } from './brute-force/condition.ts';
import type { Principal } from './brute-force/decide.ts';
import { evaluateInput } from './brute-force/evaluate-input.ts';
import { type Goal, goalsOf, KNOWN } from './brute-force/goals.ts';
import { worlds } from './worlds/index.ts';

const SEED = Number(process.env.PROVER_SEED ?? 20_261_102);
const REQUESTS = 2_000;
interface Attempt {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly finding: Finding;
  readonly goals: readonly Goal[];
}

const attempts: readonly Attempt[] = worlds.flatMap(({ name, snapshot }) =>
  prove(snapshot, techniques)
    .findings.filter(({ technique, verdict, actor, proof }) => {
      const byService = proof?.reasons.some(({ kind }) => kind === 'service' || kind === 'immutable');
      return KNOWN.includes(technique) && verdict === 'blocked' && actor.kind !== 'delegated' && !byService;
    })
    .map((finding) => ({
      name,
      snapshot,
      finding,
      goals: goalsOf(
        snapshot,
        finding.technique,
        finding.technique === 'organization-leave' ? finding.actor.accountId : finding.target,
        finding.actor.accountId,
      ),
    })),
);

const letters = fc.stringMatching(/^[\w+=,.@-]{1,12}$/);

/** Anybody of the account whom no policy exempts: names that policies know, and arbitrary ones with arbitrary paths. */
function principals(snapshot: Snapshot, { actor }: Finding): fc.Arbitrary<Principal> {
  const statements = statementsIn(snapshot);
  const account = actor.kind === 'outside' ? STRANGER : actor.accountId;
  const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
  const named = [
    ...namesIn(statements, account).filter((one) => !isExempt(statements, one)),
    ...(actor.kind === 'admin' ? [] : [arn('root')]),
  ];
  const made = fc
    .tuple(fc.constantFrom('role', 'user'), fc.array(letters, { minLength: 1, maxLength: 3 }))
    .map(([kind, parts]) => arn([kind, ...parts].join('/')))
    .filter((one) => !isExempt(statements, one));
  return fc.oneof(fc.constantFrom(...named), made).map((one) => principalOf(one));
}

/** Contexts that the policies know, with whatever else a caller may add. */
function contexts(snapshot: Snapshot, action: string): fc.Arbitrary<Values> {
  const extra = fc.dictionary(
    fc.constantFrom('aws:sourceip', 'aws:multifactorauthpresent', 'aws:sourcevpce', 'aws:useragent'),
    fc.constantFrom('203.0.113.7', '192.0.2.1', 'true', 'false', 'else'),
  );
  return fc
    .tuple(extra, fc.constantFrom(...contextsFor(statementsIn(snapshot), action)))
    .map(([more, known]) => ({ ...more, ...known }));
}

function resources(goal: Goal): fc.Arbitrary<string> {
  const [first = ''] = goal.resources;
  const at = first.indexOf('/AWSLogs/');
  if (at < 0) return fc.constantFrom(...goal.resources);
  const under = `${first.slice(0, at)}/AWSLogs/`;
  const keys = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => under + parts.join('/'));
  return fc.oneof(fc.constantFrom(...goal.resources), keys);
}

describe(`of what the prover calls blocked (PROVER_SEED=${SEED})`, () => {
  it('there is enough to try', () => {
    expect(attempts.length).toBeGreaterThan(50);
  });

  it.each(attempts)('$name: $finding.technique by $finding.actor.kind', ({ snapshot, finding, goals }) => {
    for (const goal of goals) {
      const request = fc.record({
        principal: principals(snapshot, finding),
        context: contexts(snapshot, goal.action),
        resource: resources(goal),
      });
      const runs = { numRuns: REQUESTS, seed: SEED };
      fc.assert(
        fc.property(request, ({ principal, context, resource }) => {
          const asked = {
            principal,
            context,
            resource,
            action: goal.action,
            resourceAccount: goal.resourceAccount,
          };
          if (finding.technique === 's3-bucket-policy-strip' && principal.accountId !== goal.resourceAccount)
            return;
          const { decision } = evaluate(evaluateInput(snapshot, asked));
          expect(decision, JSON.stringify(asked)).not.toBe('allowed');
        }),
        runs,
      );
    }
  });
});
