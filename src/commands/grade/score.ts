import type { Goal } from '../../model/technique.ts';
import { type GradedTechnique, isOpen } from './judge.ts';

/** Attacks blocked, of those that a policy can block. */
export interface Count {
  readonly blocked: number;
  readonly unknown: number;
  readonly of: number;
}

export interface Score extends Count {
  /** By their own calls alone. */
  readonly direct: Count;
  readonly byGoal: readonly GoalScore[];
}

export interface GoalScore extends Count {
  readonly goal: Goal;
  readonly direct: Count;
}

export function scoreOf(techniques: readonly GradedTechnique[]): Score {
  const counted = techniques.filter(({ counts }) => counts);
  const goals = Map.groupBy(counted, ({ goal }) => goal);
  return {
    ...countOf(counted, 'verdict'),
    direct: countOf(counted, 'direct'),
    byGoal: GOALS.filter((goal) => goals.has(goal)).map((goal) => {
      const those = goals.get(goal) ?? [];
      return { goal, ...countOf(those, 'verdict'), direct: countOf(those, 'direct') };
    }),
  };
}

const GOALS = Object.keys({
  silence: 0,
  blind: 0,
  redirect: 0,
  erase: 0,
  expire: 0,
  tamper: 0,
  unreadable: 0,
  unguard: 0,
  escape: 0,
  deafen: 0,
} satisfies Record<Goal, 0>) as readonly Goal[];

/** Of what is open without policies, nothing to attack is left only where policies keep anybody from bringing it about. */
const isBlocked = (one: GradedTechnique, answer: 'direct' | 'verdict'): boolean =>
  one[answer] === 'blocked' || (one[answer] === 'not-applicable' && !isOpen(one.verdict));

const countOf = (techniques: readonly GradedTechnique[], answer: 'direct' | 'verdict'): Count => ({
  blocked: techniques.filter((one) => isBlocked(one, answer)).length,
  unknown: techniques.filter((one) => one[answer] === 'unknown').length,
  of: techniques.length,
});
