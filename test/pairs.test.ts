import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { pairs } from './pairs/index.ts';
import { type Pair, withScp } from './pairs/pair.ts';
import { deny } from './worlds/build.ts';

const findingsOf = ({ technique, actor, account }: Pair, snapshot: Snapshot): readonly Finding[] =>
  prove(snapshot, techniques).findings.filter(
    (finding) =>
      finding.technique === technique && finding.actor.kind === actor && finding.accounts.includes(account),
  );

it('every technique has a pair', () => {
  const paired = new Set(pairs.map(({ technique }) => technique));
  expect(techniques.map(({ id }) => id).filter((id) => !paired.has(id))).toEqual([]);
});

describe.each(pairs.map((pair) => [`${pair.technique} by ${pair.actor}`, pair] as const))('%s', (_, pair) => {
  it('succeeds where nothing closes it', () => {
    const found = findingsOf(pair, pair.open);
    const verdict = pair.unverified ? 'unknown' : 'possible';
    const paths = found
      .filter((finding) => finding.verdict === verdict)
      .map(({ path = [] }) => path.map(({ action }) => action));
    expect(paths, JSON.stringify(found, null, 1)).toContainEqual(pair.path);
  });

  it('is closed by the change, or stays open where everything is denied', () => {
    const { closed } = pair;
    if ('never' in closed) {
      const technique = techniques.find(({ id }) => id === pair.technique);
      expect(technique?.residual, closed.never).toBeDefined();
      const verdicts = findingsOf(pair, withScp(pair.open, deny('*'))).map(({ verdict }) => verdict);
      expect(verdicts.some((verdict) => verdict === 'possible' || verdict === 'unknown')).toBe(true);
      return;
    }
    const found = findingsOf(pair, closed);
    expect(
      found.map(({ verdict }) => verdict),
      JSON.stringify(found, null, 1),
    ).toContain('blocked');
    expect(found.filter(({ verdict }) => verdict === 'possible' || verdict === 'unknown')).toEqual([]);
  });
});
