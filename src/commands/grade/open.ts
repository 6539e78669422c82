import type { Doubt, Finding, PathStep } from '../../model/finding.ts';
import type { Goal } from '../../model/technique.ts';
import { type Closing, type ClosingStatement, statementKey } from './closing.ts';
import { exampleOf, type GradedTechnique, isOpen } from './judge.ts';

/** Attacks that one statement would close, or that open up after one other attack. */
export interface OpenGroup {
  /** What has to be denied, so that none of their ways is left. */
  readonly deny?: readonly ClosingStatement[];
  /** The attack without which they would be blocked: it is open, too. */
  readonly preparedBy?: string;
  /** Attacks, by id. */
  readonly techniques: readonly string[];
  /** A request that nothing denies, and what it takes besides. */
  readonly example: readonly PathStep[];
  /** It is not known whether they pass. */
  readonly doubts?: readonly Doubt[];
}

/** What stays open, grouped by what would close it; the group that closes most comes first. */
export function openGroups(
  graded: readonly GradedTechnique[],
  findings: readonly Finding[],
  { statements }: Closing,
): readonly OpenGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const { id, verdict, counts } of graded) {
    if (!counts || !isOpen(verdict)) continue;
    const those = findings.filter(({ technique }) => technique === id);
    const finding = exampleOf(those, verdict);
    if (finding === undefined) continue;
    const key = JSON.stringify([finding.verdict, preparedBy(finding) ?? keyOf(finding)]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((found) => groupOf(found, statements)).sort(byWeight);
}

/** Possible before unknown, what can be denied at once before what is prepared. */
const byWeight = (one: OpenGroup, other: OpenGroup): number =>
  Number(one.doubts !== undefined) - Number(other.doubts !== undefined) ||
  Number(one.preparedBy !== undefined) - Number(other.preparedBy !== undefined) ||
  other.techniques.length - one.techniques.length;

const keyOf = ({ fix }: Finding): string => (fix?.kind === 'deny' ? statementKey(fix) : '');

/** The attack that has to come first, where the technique's own calls are blocked. */
function preparedBy({ direct, technique, path = [] }: Finding): string | undefined {
  return isOpen(direct) ? undefined : path.find((step) => step.technique !== technique)?.technique;
}

/** The worst first. */
const HARM: Readonly<Record<Goal, number>> = {
  silence: 0,
  erase: 1,
  unreadable: 2,
  expire: 3,
  tamper: 4,
  blind: 5,
  unguard: 6,
  escape: 7,
  redirect: 8,
  deafen: 9,
};

function groupOf(findings: readonly Finding[], statements: readonly ClosingStatement[]): OpenGroup {
  const order = (one: Finding) => (one.path?.length ?? 0) * 10 + HARM[one.goal];
  const [first] = [...findings].sort((one, other) => order(one) - order(other));
  const preparing = first === undefined ? undefined : preparedBy(first);
  const key = first === undefined ? '' : keyOf(first);
  const deny = preparing === undefined ? statements.filter((one) => statementKey(one) === key) : [];
  return {
    ...(deny.length === 0 ? {} : { deny }),
    ...(preparing === undefined ? {} : { preparedBy: preparing }),
    techniques: findings.map(({ technique }) => technique).sort(),
    example: first?.path ?? [],
    ...(first?.verdict === 'unknown' ? { doubts: first.missing ?? [] } : {}),
  };
}
