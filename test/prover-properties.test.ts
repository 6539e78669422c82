import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Verdict } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { KNOWN } from './brute-force/goals.ts';
import { randomWorld } from './brute-force/random-world.ts';
import { replayProblem } from './brute-force/replay.ts';
import { type Attack, findAttack } from './brute-force/search.ts';
import { note } from './note.ts';

const SEED = Number(process.env.PROVER_SEED ?? 20_261_102);
const WORLDS = Number(process.env.PROVER_WORLDS ?? 1_000);
/** Those that the brute force knows, and those that prepare them. */
const used = techniques.filter(
  ({ id }) =>
    KNOWN.includes(id) ||
    id.startsWith('exempt-') ||
    ['s3-root-policy-override', 's3-external-principal-delete'].includes(id),
);

const CLASSES: readonly Verdict[] = ['possible', 'blocked', 'unknown'];

/** What each side finds may not contradict the other; `undefined`: it does not. */
function contradiction(snapshot: Snapshot, finding: Finding): string | undefined {
  if (finding.verdict === 'possible') return replayProblem(snapshot, finding);
  for (const accountId of finding.verdict === 'blocked' ? finding.accounts : []) {
    const attack = findAttack(snapshot, finding.technique, targetOf(finding, accountId), {
      accountId,
      asRoot: finding.actor.kind !== 'admin',
    });
    if (attack !== undefined) return `blocked, and yet: ${inShort(attack)}`;
  }
  return undefined;
}

/** Of an account that is judged with an alike one, the target that is its own. */
function targetOf({ technique, target, actor }: Finding, accountId: string): string {
  if (technique === 'organization-leave') return accountId;
  return target.replaceAll(actor.accountId, accountId);
}

const inShort = (attack: Attack): string =>
  attack
    .map(({ principal, action, resource, context }) => {
      const tags = JSON.stringify(principal.tags);
      return `${principal.arn} ${tags} ${action} ${resource} ${JSON.stringify(context)}`;
    })
    .join(' → ');

/** What of a random world is not the same in all of them. */
const essence = ({ organization, policies, logBuckets, keys = [], roles = [] }: Snapshot) => ({
  policyTypes: organization.policyTypes,
  policies: policies.map(({ kind, targets, document }) => ({ kind, targets, document })),
  bucket: logBuckets.map(({ accountId, policy }) => ({ accountId, policy })),
  keys: keys.map(({ arn }) => arn),
  roles: roles.map(({ arn, trust }) => ({ arn, trust })),
});

describe(`over ${WORLDS} random organizations (PROVER_SEED=${SEED})`, () => {
  it('the prover and the brute force do not contradict one another', () => {
    const seen = new Map<Verdict, number>(CLASSES.map((verdict) => [verdict, 0]));
    const judge = (snapshot: Snapshot): void => {
      const findings = prove(snapshot, used).findings.filter(
        ({ technique, target, actor }) =>
          KNOWN.includes(technique) &&
          // The brute force has each account leave by itself.
          (technique !== 'organization-leave' || target.endsWith(actor.accountId)),
      );
      for (const verdict of new Set(findings.map((finding) => finding.verdict))) {
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
      }
      for (const finding of findings) {
        const problem = contradiction(snapshot, finding);
        if (problem === undefined) continue;
        throw new Error(
          `${finding.technique} by ${finding.actor.kind} of ${finding.actor.accountId}: ${problem}\n${JSON.stringify(finding)}\n${JSON.stringify(essence(snapshot))}`,
        );
      }
    };
    const run = fc.check(fc.property(randomWorld, judge), { numRuns: WORLDS, seed: SEED });
    if (run.failed) expect.fail(String(run.errorInstance));
    const counts = CLASSES.map((verdict) => `${verdict} in ${seen.get(verdict)}`).join(', ');
    note(`proved and searched ${WORLDS} random organizations alike: ${counts}`);
    for (const verdict of CLASSES) expect(seen.get(verdict), verdict).toBeGreaterThan(WORLDS / 20);
  }, 300_000);
});
