import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { type Attempt, attemptOf, passing } from './brute-force/requests.ts';
import { pairs } from './pairs/index.ts';
import { worlds } from './worlds/index.ts';

const SEED = Number(process.env.PROVER_SEED ?? 20_261_102);
const REQUESTS = 2_000;

/** Findings about an exemption do not say which of its principals they are about. */
const isAlike = (one: Finding, other: Finding): boolean =>
  one.target === other.target &&
  one.actor.kind === other.actor.kind &&
  one.actor.accountId === other.actor.accountId;

const ofAdministrators = new Set(
  techniques.filter(({ delegatedFor }) => delegatedFor !== undefined).map(({ id }) => id),
);

/** By policies: what a service or a lock refuses, or lets its administrators alone do, no request would tell. */
const isBlocked = ({ technique, actor, verdict, proof }: Finding): boolean =>
  verdict === 'blocked' &&
  !proof?.reasons.some(({ kind }) => kind === 'service' || kind === 'immutable') &&
  (!ofAdministrators.has(technique) || actor.kind === 'delegated' || actor.kind === 'management');

interface Tried {
  readonly world: string;
  readonly technique: string;
  readonly attempts: readonly Attempt[];
}

const closed = pairs.flatMap(({ technique, actor, closed }) =>
  'never' in closed
    ? []
    : [{ name: `${technique} by ${actor}, closed`, snapshot: closed, about: [technique] }],
);
const asked = [
  ...worlds.map((world) => ({ ...world, about: techniques.map(({ id }) => id) })),
  ...closed,
].map(({ name, snapshot, about }) => ({ name, snapshot, about, ...prove(snapshot, techniques) }));

/** Findings of which each one that bears its name is of this kind, with the calls that they are about. */
const attemptsThat = (isMeant: (finding: Finding) => boolean): readonly Tried[] =>
  asked.flatMap(({ name, snapshot, about, findings }) =>
    techniques
      .filter(({ id }) => about.includes(id))
      .flatMap((technique): readonly Tried[] => {
        const mine = findings.filter((finding) => finding.technique === technique.id);
        const attempts = mine
          .filter((finding) => mine.filter((one) => isAlike(one, finding)).every(isMeant))
          .map((finding) => attemptOf(technique, snapshot, finding));
        return attempts.length === 0 ? [] : [{ world: name, technique: technique.id, attempts }];
      }),
  );

describe(`random requests (PROVER_SEED=${SEED})`, () => {
  const blocked = attemptsThat(isBlocked);

  it('are tried on every technique that policies close in some world', () => {
    const tried = new Set(blocked.map(({ technique }) => technique));
    const never = pairs.filter(({ closed }) => 'never' in closed).map(({ technique }) => technique);
    expect(techniques.map(({ id }) => id).filter((id) => !tried.has(id) && !never.includes(id))).toEqual([
      // The bucket’s own policy and CloudTrail itself refuse it: no request of anybody would tell.
      'confused-deputy-delivery',
    ]);
  });

  it.each(blocked)('never pass: $world, $technique', ({ attempts }) => {
    for (const attempt of attempts)
      expect(passing(attempt, REQUESTS, SEED), JSON.stringify(attempt.finding)).toBeUndefined();
  });

  // Or else the others would say nothing.
  it('find nearly everything that is possible', () => {
    const possible = attemptsThat(({ direct }) => direct === 'possible').flatMap(({ attempts }) => attempts);
    const found = possible.filter((attempt) => passing(attempt, REQUESTS, SEED) !== undefined);
    expect(found.length / possible.length).toBeGreaterThan(0.98);
  }, 240_000);
});
