import type { AwsAccess } from '../../aws/access.ts';
import { NOT_EMULATED } from '../../aws/refusal.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { execute, type StepOutcome } from '../execute.ts';
import { type Attempted, judge } from './expected.ts';
import { type DrillTarget, type DrillTechnique, isObject, readTarget } from './reading.ts';
import type { DrillAttempt } from './result.ts';

export interface Drill {
  /** An administrator's session in the member account. */
  readonly attacker: AwsAccess & { readonly roleName: string };
  /** The same role, left only reads. */
  readonly reader: AwsAccess;
  readonly accountId: string;
  readonly organization: Snapshot;
}

type Finding = Pick<DrillAttempt, 'outcome' | 'refusedBy' | 'harmed' | 'harm' | 'undone' | 'why' | 'message'>;

/**
 * Attacks for real, measures the harm, and takes it back. Only for the sandbox.
 * The attack counts as refused when each of its ways is.
 */
export async function attack(
  drill: Drill,
  technique: DrillTechnique,
  target: DrillTarget,
): Promise<DrillAttempt> {
  const ways = technique.ways(target);
  const before = await reading(drill, target);
  if (!before.read || before.value === undefined) {
    return attemptOf(drill, technique, ways[0] ?? [], { outcome: 'unknown', why: 'unreadable' });
  }
  const attempts: DrillAttempt[] = [];
  for (const way of ways) {
    const attempt = await walk(drill, technique, before.value, way);
    if (attempt.outcome === 'succeeded') return attempt;
    attempts.push(attempt);
  }
  return (
    attempts.find(({ outcome }) => outcome === 'unknown') ??
    attempts[0] ??
    attemptOf(drill, technique, [], { outcome: 'unknown', why: 'failed' })
  );
}

/** Sends the harmless call that is authorized like the attack. */
export async function probe(
  drill: Drill,
  technique: DrillTechnique,
  target: DrillTarget,
): Promise<DrillAttempt> {
  const steps = technique.ways(target)[0] ?? [];
  if (technique.probe?.(target) === undefined) {
    return attemptOf(drill, technique, steps, { outcome: 'skipped', why: 'no-probe' });
  }
  // Settings may have changed since the drill began, and what a probe writes back must be what is set now.
  const now = isObject(target) ? { read: true as const, value: target } : await reading(drill, target);
  const step = now.read && now.value !== undefined ? technique.probe(now.value) : undefined;
  if (step === undefined)
    return attemptOf(drill, technique, steps, { outcome: 'unknown', why: 'unreadable' });
  const outcome = await execute(drill.attacker, step);
  const finding: Finding =
    outcome.outcome === 'succeeded'
      ? { outcome: 'succeeded', why: 'probe-authorized' }
      : notDone(drill, step, outcome);
  return attemptOf(drill, technique, [step], finding);
}

async function walk(
  drill: Drill,
  technique: DrillTechnique,
  before: DrillTarget,
  way: readonly Step[],
): Promise<DrillAttempt> {
  const outputs: unknown[] = [];
  let actedOut = true;
  for (const step of way) {
    const outcome = await execute(drill.attacker, step);
    if (outcome.outcome === 'failed' && outcome.code === NOT_EMULATED) {
      // The sandbox authorizes a call before it says that it does not act it out.
      actedOut = false;
      outputs.push({});
      continue;
    }
    if (outcome.outcome !== 'succeeded') {
      const undone = outputs.length === 0 ? {} : await undo(drill, technique, before, outputs);
      return attemptOf(drill, technique, [step], { ...notDone(drill, step, outcome), ...undone });
    }
    outputs.push(outcome.output);
  }
  const after = await reading(drill, before);
  const undone = await undo(drill, technique, before, outputs);
  return attemptOf(drill, technique, way, {
    outcome: 'succeeded',
    ...(after.read && actedOut ? harmOf(technique, before, after.value) : {}),
    ...undone,
    ...(actedOut ? {} : { why: 'not-emulated' as const }),
  });
}

function harmOf(technique: DrillTechnique, before: DrillTarget, after: DrillTarget | undefined) {
  return technique.harmed(before, after) ? { harmed: true, harm: technique.harm } : { harmed: false };
}

function notDone(drill: Drill, step: Step, outcome: Exclude<StepOutcome, { outcome: 'succeeded' }>): Finding {
  const { message } = outcome;
  if (outcome.outcome === 'refused') {
    return { ...judge(outcome, attempted(drill, step), drill.organization), message };
  }
  // S3 looks into a bucket only after it has authorized its deletion: nothing but its content stood in the way.
  if (outcome.code === 'BucketNotEmpty') {
    return { outcome: 'succeeded', harmed: false, why: 'bucket-not-empty', message };
  }
  return { outcome: 'unknown', why: 'failed', message };
}

function attempted({ attacker, accountId }: Drill, { needs, region = attacker.region }: Step): Attempted {
  const role = `arn:${attacker.partition}:iam::${accountId}:role/${attacker.roleName}`;
  return { needs, region, accountId, principal: { arn: attacker.caller.arn, role } };
}

async function undo(
  drill: Drill,
  technique: DrillTechnique,
  before: DrillTarget,
  outputs: readonly unknown[],
): Promise<Pick<Finding, 'undone'>> {
  if (technique.undo === undefined) return {};
  for (const step of technique.undo(before, outputs)) await execute(drill.attacker, step);
  const after = await reading(drill, before);
  return { undone: after.read && JSON.stringify(after.value) === JSON.stringify(before) };
}

type Reading = { readonly read: true; readonly value: DrillTarget | undefined } | { readonly read: false };

/** Never throws: what an attack changed is put back also where nobody can see it any more. */
async function reading({ reader }: Drill, target: DrillTarget): Promise<Reading> {
  return readTarget(reader, target).then(
    (value) => ({ read: true, value }),
    () => ({ read: false }),
  );
}

export function attemptOf(
  { attacker }: Drill,
  technique: DrillTechnique,
  steps: readonly Step[],
  finding: Finding,
): DrillAttempt {
  const need = steps.at(-1)?.needs[0];
  return {
    technique: technique.id,
    title: technique.title,
    as: attacker.caller.arn,
    action: need?.action ?? '',
    resource: need?.resource ?? '',
    ...finding,
  };
}
