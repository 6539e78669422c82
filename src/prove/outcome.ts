import type { Doubt, Reason } from '../model/finding.ts';
import type { AttackTarget, Missing, Step, Technique } from '../model/technique.ts';
import { type Scene, waysOf } from './scene.ts';
import { arnOf, isExemption } from './target.ts';
import { type Reached, type Walked, walk } from './walk.ts';

/** A technique at a target by certain attackers, over all its ways. */
export type Outcome = Walked | { readonly kind: 'not-applicable' };

/**
 * The way with the fewest calls that passes; if there is none, one that may; if there is none, what closes them all.
 * `asIn`: the Scene in which the technique's conditions are looked at, where that is another one.
 */
export function outcomeOf(
  technique: Technique,
  target: AttackTarget,
  scene: Scene,
  attackers: readonly Reached[],
  asIn = scene,
): Outcome {
  const required = technique.requires?.(target, asIn.snapshot()) ?? true;
  if (required === false) {
    const gap = versioningUnread(asIn, target);
    return gap === undefined ? { kind: 'not-applicable' } : unread(gap);
  }
  const refused = technique.refused?.(target, asIn.snapshot());
  if (refused !== undefined && 'kind' in refused)
    return { kind: 'blocked', reasons: [refusal(refused)], whoever: true };
  const doubts: readonly Doubt[] = [required, refused].flatMap((missing) =>
    typeof missing === 'object'
      ? [{ kind: 'unread' as const, resource: missing.resource, action: missing.action }]
      : [],
  );
  const ways = waysOf(asIn, technique, target);
  if (ways.length === 0) return nothingKnown(target);
  const { best, reasons, whoever } = bestWay(
    technique.id,
    ways,
    scene,
    entitled(scene, technique, attackers),
  );
  if (best === undefined) return { kind: 'blocked', reasons, whoever };
  if (doubts.length === 0) return best;
  return { ...best, kind: 'unknown', doubts: [...(best.kind === 'unknown' ? best.doubts : []), ...doubts] };
}

/** Member accounts that administer the service which the technique is about, in order. */
export const delegatesFor = ({ organization }: Scene, { delegatedFor }: Technique): readonly string[] =>
  [
    ...new Set(
      (organization.delegatedAdministrators ?? []).flatMap(({ accountId, servicePrincipal }) =>
        servicePrincipal === delegatedFor ? [accountId] : [],
      ),
    ),
  ].sort();

/** Of what a service lets delegated administrators do, nobody else can do it but the management account. */
function entitled(scene: Scene, technique: Technique, attackers: readonly Reached[]): readonly Reached[] {
  if (technique.delegatedFor === undefined) return attackers;
  const accounts = [...delegatesFor(scene, technique), scene.organization.managementAccountId];
  return attackers.filter(({ principal }) => accounts.includes(principal.accountId));
}

/** The reason as a Finding says it: in English, as every text of `--json`. */
function refusal(refused: Exclude<ReturnType<NonNullable<Technique['refused']>>, undefined>): Reason {
  if (!('kind' in refused)) throw new Error('not a refusal');
  return refused.kind === 'immutable'
    ? refused
    : { kind: 'service', why: refused.why.en, source: refused.source };
}

const unread = ({ resource, action }: Missing): Outcome => ({
  kind: 'unknown',
  path: [],
  effects: [],
  gained: [],
  doubts: [{ kind: 'unread', resource, action }],
});

/** Of a bucket whose versioning nobody read, nothing is known that depends on it: a Snapshot calls it off. */
function versioningUnread({ gaps }: Scene, target: AttackTarget): Missing | undefined {
  if (isExemption(target) || !('bucketArn' in target || 'versioning' in target)) return undefined;
  return gaps.get(`s3:GetBucketVersioning ${arnOf(target)}`);
}

/** An exemption has a way only for principals that can be had; of other targets, something was not read. */
function nothingKnown(target: AttackTarget): Outcome {
  if (isExemption(target)) return { kind: 'not-applicable' };
  return unread({ resource: arnOf(target), action: 's3:ListBucket' });
}

const RANK: Readonly<Record<Outcome['kind'], number>> = {
  possible: 0,
  unknown: 1,
  blocked: 2,
  'not-applicable': 3,
};

/** The worse of two for the defender; of equal ones, that with fewer calls. */
export function bestOf(one: Outcome, other: Outcome): Outcome {
  if (RANK[one.kind] !== RANK[other.kind]) return RANK[one.kind] < RANK[other.kind] ? one : other;
  return 'path' in one && 'path' in other && other.path.length < one.path.length ? other : one;
}

type Passing = Exclude<Walked, { readonly kind: 'blocked' }>;

/** The way with the fewest calls that passes, or else one that may; and why the others do not. */
function bestWay(
  technique: string,
  ways: readonly (readonly Step[])[],
  scene: Scene,
  attackers: readonly Reached[],
) {
  let best: Passing | undefined;
  let whoever = true;
  const reasons: Reason[] = [];
  for (const way of ways) {
    // Nothing with more calls is better than what passes already.
    if (best?.kind === 'possible' && best.path.length <= way.length) continue;
    const walked = walk(technique, way, scene, attackers);
    if (walked.kind === 'blocked') {
      reasons.push(...walked.reasons);
      whoever &&= walked.whoever;
    } else if (best === undefined || isBetter(walked, best)) best = walked;
  }
  return { best, reasons, whoever };
}

const isBetter = (one: Passing, other: Passing): boolean =>
  one.kind === other.kind ? one.path.length < other.path.length : one.kind === 'possible';
