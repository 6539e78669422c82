import type { Context } from '../../model/policy.ts';
import type { ActorKind, As, Goal, Localized, Need, Step, Technique } from '../../model/technique.ts';
import { isDrillable } from '../drill/reading.ts';
import { example, exampleTarget } from './example.ts';

/** A technique's record with its calls on an example, as data. */
export interface Explanation {
  readonly id: string;
  readonly title: Localized;
  readonly goal: Goal;
  readonly mitre: readonly string[];
  readonly why: Localized;
  readonly harm: Localized;
  readonly by: readonly ActorKind[];
  readonly delegatedFor?: string;
  readonly refusesOthers?: { readonly why: Localized; readonly source: string };
  /** Each of them alone is the attack; its calls are made in order. */
  readonly ways: readonly (readonly ExplainedCall[])[];
  readonly blockedBy: Localized;
  readonly notBlockedBy: Localized;
  readonly unverified?: Localized;
  readonly residual?: Localized;
  readonly sources: readonly string[];
  readonly drillable: boolean;
}

export interface ExplainedCall {
  readonly operation: string;
  /** The `eventName` that CloudTrail records. */
  readonly event: string;
  /** As whom, if not as the attacker. */
  readonly as?: As;
  readonly needs: readonly ExplainedNeed[];
  readonly perhaps: readonly ExplainedNeed[];
}

export interface ExplainedNeed {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

export function describeTechnique(technique: Technique): Explanation {
  const { id, title, goal, mitre, why, harm, by, blockedBy, notBlockedBy, sources } = technique;
  const { delegatedFor, refusesOthers, unverified, residual } = technique;
  const target = exampleTarget(technique);
  return {
    id,
    title,
    goal,
    mitre,
    why,
    harm,
    by,
    ...(delegatedFor === undefined ? {} : { delegatedFor }),
    ...(refusesOthers === undefined ? {} : { refusesOthers }),
    ways: target === undefined ? [] : technique.ways(target, example).map((way) => way.map(called)),
    blockedBy,
    notBlockedBy,
    ...(unverified === undefined ? {} : { unverified }),
    ...(residual === undefined ? {} : { residual }),
    sources,
    drillable: isDrillable(technique),
  };
}

const called = ({ operation, event, as, needs, perhaps = [] }: Step): ExplainedCall => ({
  operation,
  event,
  ...(as === undefined ? {} : { as }),
  needs: needs.map(needed),
  perhaps: perhaps.map(needed),
});

const needed = ({ action, resource, context }: Need): ExplainedNeed => ({
  action,
  resource,
  ...(context === undefined ? {} : { context }),
});
