import { many } from '../../model/policy.ts';
import { actionFaults, deprecatedFaults, rcpFaults } from './mistakes/actions.ts';
import { conditionFaults } from './mistakes/conditions.ts';
import type { Fault, JudgedPolicy, Mistake, Placed } from './mistakes/mistake.ts';
import { resourceFaults, trailFaults } from './mistakes/resources.ts';
import type { WorldNames } from './names.ts';

export type { Mistake, MistakeCode } from './mistakes/mistake.ts';

/** Texts of this length are no policies that AWS would take: their statements are not worth judging. */
const MAX_LENGTH = 100_000;

/** Mistakes in the policies' own texts. Of services and names outside its tables it claims nothing. */
export function mistakesOf(policies: readonly JudgedPolicy[], names: WorldNames): readonly Mistake[] {
  return policies.flatMap((policy) => {
    const size = sizeMistakes(policy);
    if (policy.text.length > MAX_LENGTH) return size;
    const statements = many(policy.document.Statement).map((statement, index) => ({
      policy,
      statement,
      index,
    }));
    return [
      ...size,
      ...statements.flatMap((placed) => faultsOf(placed, policies, names).map((fault) => at(placed, fault))),
    ];
  });
}

const faultsOf = (placed: Placed, policies: readonly JudgedPolicy[], names: WorldNames): readonly Fault[] =>
  [
    ...actionFaults(placed),
    ...rcpFaults(placed),
    ...deprecatedFaults(placed, policies),
    ...resourceFaults(placed),
    ...trailFaults(placed, names),
    ...conditionFaults(placed),
  ].filter(({ value = '' }) => !placed.policy.guessed.includes(value));

function at({ policy, statement, index }: Placed, fault: Fault): Mistake {
  const { Sid: sid } = statement;
  return { ...fault, policy: policy.name, index, ...(sid === undefined ? {} : { sid }) };
}

/**
 * Characters of a policy, white space included unless the console saves it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * For service control policies it was 5,120 until May 2026.
 */
const LIMIT = { scp: 10_240, rcp: 5_120 };

function sizeMistakes({ name, kind, text, document, origin }: JudgedPolicy): readonly Mistake[] {
  const limit = LIMIT[kind];
  const least = JSON.stringify(document).length;
  // Within another file's text it is not known with how much white space it will be saved.
  const written = origin.verbatim && origin.line === 1 ? text.length : least;
  if (written <= limit) return [];
  const suggestion = least <= limit ? { suggestion: String(least) } : {};
  return [{ code: 'size', policy: name, value: String(written), limit, ...suggestion }];
}
