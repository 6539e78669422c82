import type { GoalCount, Judged, Summary, Way } from '../../model/answer.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Goal } from '../../model/technique.ts';
import { type Attack, attacksOf, GOALS, isOpen } from './ways.ts';

export interface Judging {
  /** Ways that no policy can prevent count, too. */
  readonly strict: boolean;
  readonly baseline: boolean;
}

export function summaryOf(
  snapshot: Snapshot,
  findings: readonly Judged[],
  ways: readonly Way[],
  judging: Judging,
): Summary {
  const open = ways.filter(isOpen);
  const residual = ways.filter((way) => way.verdict === 'possible' && way.residual);
  const attacks = attacksOf(ways);
  const unguarded = unguardedBy(snapshot);
  const noTrail = snapshot.trails.length === 0;
  const counts = {
    ways: open.length,
    judged: attacks.length,
    blocked: attacks.filter(({ verdict }) => verdict === 'blocked').length,
    unknown: attacks.filter(({ verdict }) => verdict === 'unknown').length,
    notApplicable: new Set(
      ways.flatMap(({ verdict, technique, target }) =>
        verdict === 'not-applicable' ? [`${technique} ${target}`] : [],
      ),
    ).size,
    residual: residual.length,
  };
  return {
    answer: answerOf(counts, noTrail, judging),
    ...counts,
    accepted: open.filter(({ accepted }) => accepted).length,
    expired: open.filter(hasExpired).length,
    ...(judging.baseline ? { fresh: open.filter(({ known }) => !known).length } : {}),
    goals: goalCounts(attacks, open, residual),
    ...(unguarded === undefined ? {} : { unguarded }),
    ...(noTrail ? { noTrail } : {}),
    status: statusOf(findings, noTrail, judging),
  };
}

type Counts = Pick<Summary, 'ways' | 'judged' | 'unknown' | 'residual'>;

function answerOf(
  { ways, judged, unknown, residual }: Counts,
  noTrail: boolean,
  { strict }: Judging,
): Summary['answer'] {
  if (ways > 0 || (strict && residual > 0)) return 'yes';
  if (unknown > 0 || noTrail) return 'not-known';
  if (judged > 0) return 'no';
  return residual > 0 ? 'residual' : 'not-applicable';
}

/** 3: an attack is possible that a policy could prevent and nobody answers for; 4: something is not known. */
function statusOf(findings: readonly Judged[], noTrail: boolean, { strict }: Judging): Summary['status'] {
  const counted = findings.filter(({ residual }) => strict || residual === undefined);
  if (counted.some((one) => one.verdict === 'possible' && !one.accepted && !one.known)) return 3;
  return noTrail || counted.some(({ verdict }) => verdict === 'unknown') ? 4 : 0;
}

const hasExpired = ({ findings }: Way): boolean =>
  findings.some(({ accepted, exceptions = [] }) => !accepted && exceptions.some(({ expired }) => expired));

function goalCounts(
  attacks: readonly Attack[],
  open: readonly Way[],
  residual: readonly Way[],
): readonly GoalCount[] {
  const goals = new Set<Goal>([...attacks, ...open, ...residual].map(({ goal }) => goal));
  const of = (goal: Goal, verdict: Attack['verdict']) =>
    attacks.filter((attack) => attack.goal === goal && attack.verdict === verdict).length;
  return GOALS.filter((goal) => goals.has(goal)).map((goal) => ({
    goal,
    open: open.filter((way) => way.goal === goal).length,
    blocked: of(goal, 'blocked'),
    unknown: of(goal, 'unknown'),
    residual: residual.filter((way) => way.goal === goal).length,
  }));
}

/** AWS's own FullAWSAccess restricts nobody. */
function unguardedBy({ organization, policies }: Snapshot): Summary['unguarded'] {
  if (!organization.policyTypes.includes('SERVICE_CONTROL_POLICY')) return 'type-disabled';
  const attached = policies.some(
    ({ kind, awsManaged, targets }) => kind === 'scp' && !awsManaged && targets.length > 0,
  );
  return attached ? undefined : 'none-attached';
}
