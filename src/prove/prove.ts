import { IndelibleError } from '../model/error.ts';
import type { Actor, Finding, Proof, Reason, Verdict } from '../model/finding.ts';
import { inStableOrder } from '../model/order.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { AttackTarget, Technique } from '../model/technique.ts';
import { textTest, tokensOf } from '../policy/pattern.ts';
import { type Attempt, attemptsOf } from './attempts.ts';
import type { Campaign } from './campaign.ts';
import { Campaigns } from './campaigns.ts';
import { classesOf } from './classes.ts';
import { completed } from './completed.ts';
import { distinct } from './distinct.ts';
import { resourcePolicies } from './documents.ts';
import { fixFor, isUnbound } from './fix.ts';
import { bestOf, type Outcome, outcomeOf } from './outcome.ts';
import { Roster } from './roster.ts';
import { type Scene, sceneOf } from './scene.ts';
import { isExemption, nameOf, ownerOf } from './target.ts';
import { startingAs } from './walk.ts';

export interface ProveOptions {
  /** ARNs of roles and users that attack with their own policies. */
  readonly as?: readonly string[];
  /** Ids of the techniques to decide; the others serve as their preparations alone. Default: all. */
  readonly only?: ReadonlySet<string>;
}

export interface Proved {
  readonly findings: readonly Finding[];
}

/**
 * Decides every technique for every actor and target. The same Snapshot in whatever order gives the same findings.
 * Throws IndelibleError `POLICY_UNREADABLE` for a policy that AWS would not have stored.
 */
export function prove(
  snapshot: Snapshot,
  techniques: readonly Technique[],
  options: ProveOptions = {},
): Proved {
  const scene = sceneOf(inStableOrder(completed(snapshot)));
  const carried = resourcePolicies(scene.snapshot());
  const classOf = classesOf(scene, carried);
  const sorted = [...techniques].sort((one, other) => (one.id < other.id ? -1 : 1));
  const roster = new Roster(scene, classOf, carried);
  const campaigns = new Campaigns(scene, sorted, roster);
  const decided = sorted.filter(({ id }) => options.only?.has(id) ?? true);
  const attempts = attemptsOf(scene, decided, classOf, roster);
  const named = (options.as ?? []).flatMap((arn) => namedAttempts(scene, attempts, arn));
  const findings = [...attempts, ...named].flatMap((attempt) => decide(scene, campaigns, attempt));
  const keyed = findings.map((finding) => [keyOf(finding), finding] as const);
  keyed.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return { findings: keyed.map(([, finding]) => finding) };
}

const keyOf = ({ technique, target, actor, accounts }: Finding): string =>
  `${technique} ${target} ${actor.kind} ${actor.accountId} ${actor.arn ?? ''} ${accounts[0] ?? ''}`;

function decide(scene: Scene, campaigns: Campaigns, attempt: Attempt): readonly Finding[] {
  const { technique, target, actor, accounts, settled } = attempt;
  const base = {
    technique: technique.id,
    goal: technique.goal,
    actor,
    target: target === undefined ? '*' : nameOf(target),
    accounts,
  };
  if (attempt.hidden !== undefined) {
    const missing = [{ kind: 'unread' as const, ...attempt.hidden }];
    return [{ ...base, direct: 'unknown', verdict: 'unknown', missing }];
  }
  if (target === undefined) return [{ ...base, direct: 'not-applicable', verdict: 'not-applicable' }];
  if (settled !== undefined) return [{ ...base, ...settledVerdict(scene, attempt, settled) }];
  const campaign = campaigns.of(actor, target);
  const concrete = concreteTargets(campaigns, attempt);
  const directs = concrete.map((one) => campaign.direct(technique, one));
  const direct = best(directs);
  const any =
    direct.kind === 'possible'
      ? direct
      : best(concrete.map((one, index) => campaign.any(technique, one, directs[index] ?? direct)));
  const verdict: Verdict = any.kind;
  const finding: Finding = { ...base, direct: direct.kind, verdict };
  if (any.kind === 'not-applicable') return [finding];
  if (any.kind === 'blocked')
    return [{ ...finding, proof: proofOf(scene, campaign, technique, concrete, direct, any) }];
  const residual = isResidual(scene, attempt, any.path) ? { residual: true as const } : {};
  const path = any.path.length === 0 ? {} : { path: any.path };
  const withPath = { ...finding, ...residual, ...path };
  const fix = { fix: technique.detectOnly ? { kind: 'detect' as const } : fixFor(scene, withPath) };
  return [any.kind === 'unknown' ? { ...withPath, missing: any.doubts, ...fix } : { ...withPath, ...fix }];
}

/** An exemption is attacked as every principal that it names in the actor's account. */
function concreteTargets(campaigns: Campaigns, { target, actor }: Attempt): readonly AttackTarget[] {
  if (target === undefined || !isExemption(target)) return target === undefined ? [] : [target];
  if (target.principal !== undefined) return [target];
  const { plain, named } = campaigns.roster.of(actor.accountId);
  if (target.kind === 'tag') {
    return plain.map(({ arn, accountId }) => ({
      ...target,
      principal: { arn, accountId, tags: { [target.key]: target.value.replaceAll(/[*?]/g, 'x') } },
    }));
  }
  const pattern = textTest(tokensOf(target.value.replaceAll('${aws:PrincipalAccount}', actor.accountId)));
  return [...named, ...plain]
    .filter(({ arn }) => pattern(arn))
    .map(({ arn, accountId }) => ({ ...target, principal: { arn, accountId } }));
}

const best = (outcomes: readonly Outcome[]): Outcome => outcomes.reduce(bestOf, { kind: 'not-applicable' });

function settledVerdict(
  { organization }: Scene,
  { technique, target }: Attempt,
  settled: NonNullable<Attempt['settled']>,
): Pick<Finding, 'direct' | 'verdict' | 'proof' | 'missing'> {
  if (settled === 'not-registered' && technique.refusesOthers !== undefined) {
    const { why, source } = technique.refusesOthers;
    return {
      direct: 'blocked',
      verdict: 'blocked',
      proof: { reasons: [{ kind: 'service', why: why.en, source }] },
    };
  }
  const missing =
    settled === 'owner-unread'
      ? { resource: target === undefined ? '*' : nameOf(target), action: 's3:ListBucket' }
      : { resource: organization.arn, action: 'organizations:ListDelegatedAdministrators' };
  return { direct: 'unknown', verdict: 'unknown', missing: [{ kind: 'unread', ...missing }] };
}

/** What closes the ways, and what keeps those from being reached for whom they would be open. */
function proofOf(
  scene: Scene,
  campaign: Campaign,
  technique: Technique,
  targets: readonly AttackTarget[],
  direct: Outcome,
  any: Extract<Outcome, { kind: 'blocked' }>,
): Proof {
  const reasons: Reason[] = [...(direct.kind === 'blocked' ? direct.reasons : []), ...any.reasons];
  if (!any.whoever) {
    for (const { principal, reasons: keeping } of campaign.reach.missed) {
      const open = targets.some((target) => {
        const outcome = outcomeOf(technique, target, scene, startingAs([principal]));
        return outcome.kind === 'possible' || outcome.kind === 'unknown';
      });
      if (open) reasons.push(...keeping);
    }
  }
  return { reasons: distinct(reasons) };
}

/** What the management account does with its own, and no policy that can be attached anywhere stops. */
function isResidual(
  scene: Scene,
  { technique, target, actor }: Attempt,
  path: Finding['path'] = [],
): boolean {
  if (actor.kind !== 'management' || !isUnbound(scene, path)) return false;
  // Logs can be moved to an account that policies bind.
  const movable =
    target !== undefined &&
    ('versioning' in target ||
      'bucketArn' in target ||
      'origin' in target ||
      'aliases' in target ||
      'type' in target);
  return technique.residual !== undefined || !movable;
}

function namedAttempts(scene: Scene, attempts: readonly Attempt[], arn: string): readonly Attempt[] {
  const accountId = arn.split(':')[4] ?? '';
  if (!/^arn:[a-z0-9-]+:iam::\d{12}:(role|user)\/.+/.test(arn)) {
    throw new IndelibleError('CONFIG_INVALID', 'principal-invalid', { principal: arn });
  }
  const actor: Actor = { kind: 'named', accountId, arn };
  const mine = attempts.filter(
    ({ target, actor: other, accounts }) =>
      target !== undefined &&
      (other.kind === 'admin' || other.kind === 'management' || other.kind === 'delegated') &&
      accounts.includes(accountId),
  );
  const ownTargets = mine.map(
    ({ technique, target }): Attempt => ({
      technique,
      target: target === undefined ? undefined : (sameOf(scene, technique, target, accountId) ?? target),
      actor,
      accounts: [accountId],
    }),
  );
  return ownTargets;
}

/** Of alike targets, the one in this account. */
function sameOf(
  scene: Scene,
  technique: Technique,
  target: AttackTarget,
  accountId: string,
): AttackTarget | undefined {
  const { managementAccountId } = scene.organization;
  const owner = ownerOf(target, managementAccountId);
  if (owner === undefined || owner === accountId) return target;
  const name = nameOf(target).replaceAll(owner, accountId);
  return technique.targets(scene.snapshot()).find((one) => nameOf(one) === name);
}
