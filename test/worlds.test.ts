import { describe, expect, it } from 'vitest';
import type { Doubt, Finding, Verdict } from '../src/model/finding.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import type { Expectation } from './worlds/build.ts';
import { worlds } from './worlds/index.ts';

const WORST: readonly Verdict[] = ['possible', 'unknown', 'blocked', 'not-applicable'];
const ids = techniques.map(({ id }) => id);

const about =
  ({ technique, actor, account }: Expectation) =>
  (finding: Finding): boolean =>
    finding.technique === technique &&
    (actor === undefined || finding.actor.kind === actor) &&
    (account === undefined || finding.accounts.includes(account) || finding.actor.accountId === account);

/** Of several findings the one that is worst for the defender; of equally bad ones the shortest path. */
const worst = (findings: readonly Finding[]): Finding | undefined =>
  [...findings].sort(
    (one, other) =>
      WORST.indexOf(one.verdict) - WORST.indexOf(other.verdict) ||
      (one.path?.length ?? 0) - (other.path?.length ?? 0),
  )[0];

const oneOf = (wanted: Verdict | readonly Verdict[]) => (typeof wanted === 'string' ? [wanted] : wanted);

/** Doubts that come of what stands in the World itself: what was not read, or is nothing that anybody could decide. */
const OWN_DOUBTS: readonly Doubt['kind'][] = [
  'unread',
  'condition-key',
  'assumption',
  'too-large',
  'entrance',
];
const unverified = new Set(techniques.filter((one) => one.unverified !== undefined).map(({ id }) => id));

describe.each(worlds)('$name', ({ why, snapshot, expect: expected }) => {
  const { findings } = prove(snapshot, techniques);

  it('leaves little unknown, and nothing without a cause in it or in a record', () => {
    const unknown = findings.filter(({ verdict }) => verdict === 'unknown');
    const uncaused = unknown.filter(
      ({ technique, path = [], missing = [] }) =>
        ![technique, ...path.map((step) => step.technique)].some((id) => unverified.has(id)) &&
        !missing.some(({ kind }) => OWN_DOUBTS.includes(kind)),
    );
    expect(uncaused).toEqual([]);
    if (snapshot.gaps.length === 0) expect(unknown.length).toBeLessThanOrEqual(10);
  });

  it.each(expected)(
    `$technique from $actor $account is $verdict, directly $direct: ${why}`,
    (expectation) => {
      expect(ids).toContain(expectation.technique);
      const matching = findings.filter(about(expectation));
      const found = worst(matching);
      const said = JSON.stringify(matching, null, 1);
      expect(oneOf(expectation.verdict), said).toContain(found?.verdict);
      if (expectation.direct !== undefined) {
        const direct = WORST.find((verdict) => matching.some((finding) => finding.direct === verdict));
        expect(oneOf(expectation.direct), said).toContain(direct);
      }
      if (expectation.pathLength !== undefined) {
        expect(found?.path?.length, said).toBe(expectation.pathLength);
      }
      if (expectation.reason !== undefined) {
        expect(
          found?.proof?.reasons.map(({ kind }) => kind),
          said,
        ).toContain(expectation.reason);
      }
    },
  );
});
