import type { Judged, Way } from '../../model/answer.ts';
import type { Verdict } from '../../model/finding.ts';
import type { Goal } from '../../model/technique.ts';

/** The least first. */
const HARM: Readonly<Record<Goal, number>> = {
  silence: 0,
  erase: 0,
  unreadable: 1,
  expire: 1,
  tamper: 2,
  blind: 2,
  unguard: 3,
  escape: 4,
  redirect: 5,
  deafen: 6,
};

/** Where goals are listed, the equally harmful stand in the order of the table above. */
export const GOALS = Object.keys(HARM) as readonly Goal[];

/** Findings as a person counts them: who and from which accounts merged. */
export function waysOf(findings: readonly Judged[]): readonly Way[] {
  const groups = Map.groupBy(findings, (finding) =>
    JSON.stringify([
      finding.technique,
      finding.target,
      finding.verdict,
      isDirect(finding),
      finding.residual === true,
    ]),
  );
  return [...groups.values()].map(wayOf).sort(byUrgency);
}

const isDirect = ({ verdict, direct }: Judged): boolean => verdict === 'possible' && direct === 'possible';

function wayOf(findings: readonly Judged[]): Way {
  const shown = findings.reduce((one, other) => (stepsOf(other) < stepsOf(one) ? other : one));
  const { technique, goal, target, verdict, residual } = shown;
  return {
    technique,
    goal,
    target,
    verdict,
    direct: isDirect(shown),
    ...(residual === undefined ? {} : { residual }),
    shown,
    findings,
    accounts: [...new Set(findings.flatMap(({ accounts }) => accounts))].sort(),
    accepted: findings.every(({ accepted }) => accepted === true),
    known: findings.every(({ known }) => known === true),
  };
}

const stepsOf = ({ path = [] }: Judged): number => path.length;

/** What nobody answers for, then what is new, then by harm, then by the number of calls. */
function byUrgency(one: Way, other: Way): number {
  return (
    Number(one.accepted) - Number(other.accepted) ||
    Number(one.known) - Number(other.known) ||
    HARM[one.goal] - HARM[other.goal] ||
    stepsOf(one.shown) - stepsOf(other.shown) ||
    compare(one.technique, other.technique) ||
    compare(one.target, other.target)
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export const isOpen = ({ verdict, residual }: Pick<Way, 'verdict' | 'residual'>): boolean =>
  verdict === 'possible' && residual === undefined;

/** A technique at a target with its worst verdict, those left out that no policy can prevent. */
export interface Attack {
  readonly goal: Goal;
  readonly verdict: Exclude<Verdict, 'not-applicable'>;
}

export function attacksOf(ways: readonly Way[]): readonly Attack[] {
  const counted = ways.filter(
    ({ verdict, residual }) => verdict !== 'not-applicable' && residual === undefined,
  );
  const groups = Map.groupBy(counted, ({ technique, target }) => `${technique} ${target}`);
  return [...groups.values()].map((group) => ({
    goal: group[0]?.goal ?? 'silence',
    verdict:
      (['possible', 'unknown'] as const).find((verdict) => group.some((way) => way.verdict === verdict)) ??
      'blocked',
  }));
}
