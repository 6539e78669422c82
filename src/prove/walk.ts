import type { Effect } from '../model/effect.ts';
import type { Doubt, PathStep, Reason } from '../model/finding.ts';
import { OUTSIDER_ACCOUNT, type Step } from '../model/technique.ts';
import type { Witness } from './ask.ts';
import { distinct } from './distinct.ts';
import { askOnce } from './memo.ts';
import { isRoot, type Principal, principalAt, rootOf } from './principal.ts';
import { changed, type Scene } from './scene.ts';

/** A principal that the attacker is or came to be, with the calls that led there. */
export interface Reached {
  readonly principal: Principal;
  readonly path: readonly PathStep[];
  /** What that principal's being reached is subject to. */
  readonly doubts: readonly Doubt[];
  /** What the calls changed on the way. */
  readonly effects: readonly Effect[];
  /** Counts only for what is not its own: no harm comes of what it does at home. */
  readonly stranger?: true;
}

export type Walked =
  | {
      readonly kind: 'possible';
      readonly path: readonly PathStep[];
      readonly effects: readonly Effect[];
      readonly gained: readonly Effect[];
    }
  | {
      readonly kind: 'unknown';
      readonly path: readonly PathStep[];
      readonly effects: readonly Effect[];
      readonly gained: readonly Effect[];
      readonly doubts: readonly Doubt[];
    }
  /** `whoever`: nobody else in the same account fares better. */
  | { readonly kind: 'blocked'; readonly reasons: readonly Reason[]; readonly whoever: boolean };

/**
 * Makes the calls of one way in order, each by the first of the principals that can, in the Scene that the calls before
 * it left behind.
 */
export function walk(
  technique: string,
  way: readonly Step[],
  start: Scene,
  attackers: readonly Reached[],
): Walked {
  let scene = start;
  let before: readonly Effect[] = [];
  const path: PathStep[] = [];
  const doubts: Doubt[] = [];
  const effects: Effect[] = [];
  const used = new Set<Reached>();
  for (const step of way) {
    scene = changed(scene, before);
    const made = make(scene, step, performers(scene, step, attackers));
    if (made.kind === 'blocked') return made;
    if (!used.has(made.by)) {
      used.add(made.by);
      path.unshift(...made.by.path);
      doubts.push(...made.by.doubts);
      effects.push(...made.by.effects);
    }
    path.push(...made.witnesses.map((witness) => pathStep(technique, step, witness)));
    doubts.push(...made.doubts);
    before = step.effect ?? [];
    effects.push(...before);
  }
  const lasting = effects.filter(isLasting);
  const gained = effects.filter((effect) => !isLasting(effect));
  return doubts.length === 0
    ? { kind: 'possible', path, effects: lasting, gained }
    : { kind: 'unknown', path, effects: lasting, gained, doubts: distinct(doubts) };
}

export const isLasting = ({ kind }: Effect): boolean => kind !== 'gain-principal' && kind !== 'gain-tag';

export const startingAs = (principals: readonly Principal[]): readonly Reached[] =>
  principals.map((principal) => ({ principal, path: [], doubts: [], effects: [] }));

/** The attacker in an account of its own. */
export const outsider = (partition: string): Principal =>
  principalAt(`arn:${partition}:iam::${OUTSIDER_ACCOUNT}:role/Admin`);

/** Somebody who has just come to be so, or the attackers. */
function performers(
  { partition, roles, accounts, organization }: Scene,
  { as }: Step,
  attackers: readonly Reached[],
): readonly Reached[] {
  switch (as?.kind) {
    case undefined:
      return attackers;
    case 'outsider':
      return startingAs([outsider(partition)]);
    case 'account':
      return attackers.filter(({ principal }) => principal.accountId === as.accountId);
    case 'other-member':
      return attackers.filter(
        ({ principal }) =>
          principal.accountId !== as.accountId &&
          principal.accountId !== organization.managementAccountId &&
          accounts.has(principal.accountId),
      );
    case 'root':
      return attackers.filter(
        ({ principal }) => principal.accountId === as.accountId && principal.kind === 'root',
      );
    case 'root-session':
      return startingAs([{ ...rootOf(partition, as.accountId), kind: 'root-session' }]);
    case 'role':
      return startingAs([principalAt(as.arn, roles.get(as.arn)?.tags)]);
  }
}

type Made =
  | {
      readonly kind: 'made';
      readonly by: Reached;
      readonly witnesses: readonly Witness[];
      readonly doubts: readonly Doubt[];
    }
  | { readonly kind: 'blocked'; readonly reasons: readonly Reason[]; readonly whoever: boolean };

function make(scene: Scene, step: Step, performing: readonly Reached[]): Made {
  let reasons: readonly Reason[] | undefined;
  let doubtful: Made | undefined;
  let whoever = true;
  const closed = new Set<string>();
  for (const by of performing) {
    if (isRefused(step, by.principal)) continue;
    if (closed.has(groupOf(by.principal)) || (by.stranger && !isElsewhere(step))) continue;
    const answer = askOnce(scene, by.principal, step);
    if (answer.kind === 'denied') {
      reasons ??= answer.reasons;
      if (answer.whoever) closed.add(groupOf(by.principal));
      else whoever = false;
    } else {
      const doubts = answer.kind === 'unknown' ? answer.doubts : [];
      const made: Made = { kind: 'made', by, witnesses: answer.witnesses, doubts };
      if (doubts.length === 0 && by.doubts.length === 0) return made;
      doubtful ??= made;
    }
  }
  // Nobody who could make the call: nothing lets the attacker be one of them.
  const resource = step.needs[0]?.resource ?? '*';
  return doubtful ?? { kind: 'blocked', reasons: reasons ?? [{ kind: 'not-granted', resource }], whoever };
}

/** Root cannot assume a role. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const isRefused = ({ operation }: Step, principal: Principal): boolean =>
  operation === 'sts:AssumeRole' && isRoot(principal);

/** Whether each permission is about a resource that is somebody's. */
const isElsewhere = ({ needs }: Step): boolean =>
  needs.every(({ resource, serviceGrants }) => resource !== '*' && serviceGrants === undefined);

/** Whom policies that test no principal cannot tell apart. */
const groupOf = (principal: Principal): string =>
  `${principal.accountId} ${isRoot(principal) ? principal.kind : ''}`;

function pathStep(technique: string, { operation }: Step, witness: Witness): PathStep {
  const { principal, action, resource, context, because, spared } = witness;
  return {
    technique,
    operation,
    principal: principal.arn,
    action,
    resource,
    context,
    because,
    ...(spared.length === 0 ? {} : { spared }),
  };
}
