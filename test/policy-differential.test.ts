import { describe, expect, it } from 'vitest';
import { evaluate } from '../src/policy/index.ts';
import type { EvaluateInput } from '../src/policy/types.ts';
import { type Difference, differences } from './policy-differential/differences.ts';
import { randomInput } from './policy-differential/generate.ts';
import { askPeer } from './policy-differential/peer.ts';
import { Random } from './policy-differential/random.ts';

const SEED = Number(process.env.POLICY_SEED ?? Date.now() % 1_000_000);
const REQUESTS = 10_000;

/** The question as the peer must be asked to come to AWS's answer. */
async function restate(input: EvaluateInput, applying: readonly Difference[]): Promise<EvaluateInput> {
  let restated = input;
  for (const difference of applying) restated = await difference.asDocumented(restated);
  return restated;
}

describe('policy/ against an independent implementation', () => {
  it(`agrees on ${REQUESTS} random requests (POLICY_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const decisions: Record<string, number> = {};
    const departures: Record<string, number> = {};
    const disagreements: string[] = [];
    for (let count = 0; count < REQUESTS; count += 1) {
      const input = randomInput(random);
      const applying = differences.filter((difference) => difference.applies(input));
      const ours = evaluate(input).decision;
      const theirs = await askPeer(await restate(input, applying));
      decisions[ours] = (decisions[ours] ?? 0) + 1;
      if (ours !== theirs) disagreements.push(`ours ${ours}, theirs ${theirs}: ${JSON.stringify(input)}`);
      if (applying.length === 0 || (await askPeer(input)) === theirs) continue;
      for (const { name } of applying) departures[name] = (departures[name] ?? 0) + 1;
    }
    console.log(
      `POLICY_SEED=${SEED}`,
      decisions,
      'where the peer departs from AWS’s pages, and why it may:',
      departures,
    );
    expect(disagreements.slice(0, 3)).toEqual([]);
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
