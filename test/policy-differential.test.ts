import { describe, expect, it } from 'vitest';
import { evaluate } from '../src/policy/index.ts';
import type { EvaluateInput } from '../src/policy/types.ts';
import { differences } from './policy-differential/differences.ts';
import { randomInput } from './policy-differential/generate.ts';
import { askPeer } from './policy-differential/peer.ts';
import { Random } from './policy-differential/random.ts';

const SEED = Number(process.env.POLICY_SEED ?? Date.now() % 1_000_000);
const REQUESTS = 10_000;

/** The names of the documented differences that explain the disagreement; undefined if none do. */
async function explain(input: EvaluateInput, ours: string): Promise<readonly string[] | undefined> {
  const applying = differences.filter((difference) => difference.applies(input));
  let restated = input;
  for (const difference of applying) restated = await difference.asDocumented(restated);
  if ((await askPeer(restated)) !== ours) return undefined;
  return applying.map(({ name }) => name);
}

describe('policy/ against an independent implementation', () => {
  it(`agrees on ${REQUESTS} random requests (POLICY_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const decisions: Record<string, number> = {};
    const explained: Record<string, number> = {};
    const unexplained: string[] = [];
    for (let count = 0; count < REQUESTS; count += 1) {
      const input = randomInput(random);
      const ours = evaluate(input).decision;
      decisions[ours] = (decisions[ours] ?? 0) + 1;
      const theirs = await askPeer(input);
      if (theirs === ours) continue;
      const names = await explain(input, ours);
      if (!names) unexplained.push(`ours ${ours}, theirs ${theirs}: ${JSON.stringify(input)}`);
      for (const name of names ?? []) explained[name] = (explained[name] ?? 0) + 1;
    }
    console.log(`POLICY_SEED=${SEED}`, decisions, 'differences that AWS’s documentation decides:', explained);
    expect(unexplained.slice(0, 3)).toEqual([]);
  });
});

describe('the documented differences', () => {
  it.each(differences)('$name: names AWS’s page', ({ source, why }) => {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
    expect(why).not.toBe('');
  });

  it.each(differences)('$name: the peer still differs', async (difference) => {
    const random = new Random(1);
    // The rarest needs some 40,000.
    for (let count = 0; count < 20 * REQUESTS; count += 1) {
      const input = randomInput(random);
      if (!difference.applies(input)) continue;
      if ((await askPeer(input)) !== (await askPeer(await difference.asDocumented(input)))) return;
    }
    expect.fail('no request is answered otherwise: the entry explains nothing');
  });
});
