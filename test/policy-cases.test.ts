import { describe, expect, it } from 'vitest';
import { evaluate } from '../src/policy/index.ts';
import { topics } from './policy-cases/index.ts';

const all = Object.values(topics).flat();

describe('the table of policy cases', () => {
  it('has at least 400 cases', () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
  });

  it('names the page of AWS’s documentation behind each case', () => {
    for (const { source } of all) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
  });

  it('has no two cases alike', () => {
    const asked = all.map(({ input }) => JSON.stringify(input));
    const repeated = all
      .filter((_, index) => asked.indexOf(asked[index] ?? '') !== index)
      .map(({ name }) => name);
    expect(repeated).toEqual([]);
  });
});

describe.each(Object.entries(topics))('%s', (_topic, cases) => {
  it.each(cases.map((policyCase) => [policyCase.name, policyCase] as const))(
    '%s',
    (_name, { input, expect: wanted }) => {
      const decision = evaluate(input);
      expect({ decision: decision.decision, ...(wanted.layer && { layer: decision.layer }) }).toEqual({
        decision: wanted.decision,
        ...(wanted.layer && { layer: wanted.layer }),
      });
      if (wanted.sids)
        expect(decision.statements.map(({ sid }) => sid).sort()).toEqual([...wanted.sids].sort());
      if (wanted.assumed) expect(decision.assumptions).not.toEqual([]);
    },
  );
});
