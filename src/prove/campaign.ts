import type { Effect } from '../model/effect.ts';
import type { Doubt, PathStep } from '../model/finding.ts';
import type { AttackTarget, Step, Technique } from '../model/technique.ts';
import type { Attacker, Preparation } from './attacker.ts';
import { distinct } from './distinct.ts';
import { bestOf, type Outcome, outcomeOf } from './outcome.ts';
import type { Reach } from './reach.ts';
import type { Reaches } from './reaches.ts';
import { together } from './relaxed.ts';
import { changed, type Scene, waysOf } from './scene.ts';
import { isExemption } from './target.ts';
import { isLasting, outsider, type Reached, startingAs, walk } from './walk.ts';

/** A preparation that passes. */
interface Prepared {
  readonly path: readonly PathStep[];
  readonly effects: readonly Effect[];
  /** Whether it passes may be open. */
  readonly doubts: readonly Doubt[];
  /** Whether its technique is in every point verified. */
  readonly verified: boolean;
}

interface Relaxed {
  readonly scene: Scene;
  readonly first: readonly Prepared[];
  readonly all: readonly Prepared[];
  /** False: there may be more. */
  readonly complete: boolean;
}

const ROUNDS = 4;

/** Decides techniques for one attacker; what it can reach and prepare is worked out when first needed. */
export class Campaign {
  readonly #scene: Scene;
  readonly #attacker: Attacker;
  readonly #reaches: Reaches;
  /** Whether a role of another account may let the attacker in. */
  readonly #leaves: boolean;
  #relaxed: Relaxed | undefined;
  readonly #next = new Map<Scene, readonly Prepared[]>();

  constructor(scene: Scene, attacker: Attacker, reaches: Reaches) {
    this.#scene = scene;
    this.#attacker = attacker;
    this.#reaches = reaches;
    this.#leaves = reaches.leadElsewhere(attacker);
  }

  /** By the technique's own calls. */
  direct(technique: Technique, target: AttackTarget): Outcome {
    return outcomeOf(technique, target, this.#scene, startingAs(this.#attacker.direct));
  }

  /** By any path; `direct` is what the other says. */
  any(technique: Technique, target: AttackTarget, direct: Outcome): Outcome {
    const plain = this.#in(this.#scene, technique, target, direct);
    if (plain.kind === 'possible') return plain;
    const { scene, first, all, complete } = this.#relax();
    if (first.length === 0) return plain;
    // What has the same effect as the technique is not how it comes about.
    const own = new Set(effectsOf(technique, target, this.#scene));
    const useful = ({ effects }: Prepared) => !effects.every((effect) => own.has(JSON.stringify(effect)));
    const usable = first.filter(useful);
    if (usable.length === 0) return plain;
    const without = all.every(useful) ? scene : changed(this.#scene, effectsIn(all.filter(useful)));
    const relaxed = this.#in(without, technique, target);
    if (relaxed.kind === 'blocked' || relaxed.kind === 'not-applicable') {
      return complete || plain.kind === 'not-applicable' ? plain : TOO_LARGE;
    }
    // Nothing that is prepared makes it any surer.
    if (plain.kind === 'unknown' && relaxed.kind === 'unknown') return plain;
    const sure = () => {
      const certain = all.filter((one) => useful(one) && one.doubts.length === 0);
      return this.#in(changed(this.#scene, effectsIn(certain)), technique, target).kind === 'possible';
    };
    const ordered = this.#inOrder(technique, target, usable, sure);
    if (ordered === undefined) return plain.kind === 'unknown' ? plain : unordered(relaxed);
    return bestOf(plain, ordered);
  }

  /** Whom it did not reach, with what keeps it from them. */
  get reach(): Reach {
    return this.#reach(this.#scene);
  }

  /** `direct`: what is known already of those who need no preparation. */
  #in(scene: Scene, technique: Technique, target: AttackTarget, direct?: Outcome): Outcome {
    const now = scene === this.#scene ? target : (again(technique, target, scene) ?? target);
    // What was prepared may let in those whom no policy of the organization binds.
    const strangers = scene === this.#scene ? [] : strangersIn(scene);
    const judged = (attackers: readonly Reached[]): Outcome => {
      const changed = outcomeOf(technique, now, scene, [...attackers, ...strangers]);
      if (scene === this.#scene || changed.kind === 'possible') return changed;
      // What was prepared may have taken away what the technique asks for: it counts as it was, too.
      return bestOf(changed, outcomeOf(technique, target, scene, [...attackers, ...strangers], this.#scene));
    };
    const known = this.#attacker.start === this.#attacker.direct ? direct : undefined;
    const plain = known ?? judged(startingAs(this.#attacker.start));
    if (plain.kind === 'possible' || plain.kind === 'not-applicable') return plain;
    if (plain.kind === 'blocked' && this.#isSettled(plain.whoever)) return plain;
    const reached = this.#reach(scene);
    const outcome = reached.all.length === this.#attacker.start.length ? plain : judged(reached.all);
    if (outcome.kind !== 'blocked' || outcome.whoever || reached.complete) return outcome;
    return TOO_LARGE;
  }

  /** Whether nobody whom the attacker could become would fare better. */
  #isSettled(whoever: boolean): boolean {
    return whoever && !this.#leaves;
  }

  /** What was prepared on buckets, keys and trails lets nobody become anybody. */
  #reach(scene: Scene): Reach {
    return this.#reaches.of(isAlikeForPrincipals(scene, this.#scene) ? this.#scene : scene, this.#attacker);
  }

  /** Everything prepared that can be, as if one preparation took nothing away from another; `first` passes at once. */
  #relax(): Relaxed {
    if (this.#relaxed !== undefined) return this.#relaxed;
    const sure = new Set<Preparation>();
    const first = distinctEffects(this.#preparedIn(this.#scene, sure));
    let all = first;
    let scene = changed(this.#scene, effectsIn(all));
    let complete = first.length === 0;
    for (let round = 1; round < ROUNDS && !complete; round += 1) {
      const together = distinctEffects([...all, ...this.#preparedIn(scene, sure)]);
      complete = together.length === all.length;
      if (complete) break;
      all = together;
      scene = changed(this.#scene, effectsIn(all));
    }
    this.#relaxed = { scene, first, all, complete };
    return this.#relaxed;
  }

  /** `sure`: those that need not be looked at again, to which those are added that pass in every way. */
  #preparedIn(scene: Scene, sure: Set<Preparation>): readonly Prepared[] {
    return this.#attacker.preparations(this.#accountsIn(scene)).flatMap((preparation) => {
      if (sure.has(preparation)) return [];
      const { prepared, ways } = this.#prepare(scene, preparation);
      const certain = prepared.filter(({ doubts }) => doubts.length === 0);
      if (certain.length === ways) sure.add(preparation);
      return prepared;
    });
  }

  /** The same, once for every technique that asks. */
  #preparedNext(scene: Scene): readonly Prepared[] {
    const made = this.#next.get(scene) ?? this.#preparedIn(scene, new Set());
    this.#next.set(scene, made);
    return made;
  }

  #accountsIn(scene: Scene): ReadonlySet<string> {
    const principals = this.#leaves
      ? this.#reach(scene).all.map(({ principal }) => principal)
      : this.#attacker.start;
    return new Set(principals.map(({ accountId }) => accountId));
  }

  #prepare(scene: Scene, { technique, target }: Preparation) {
    const none = { prepared: [], ways: 1 };
    const now = again(technique, target, scene) ?? target;
    if (technique.requires?.(now, scene.snapshot()) === false) return none;
    const refused = technique.refused?.(now, scene.snapshot());
    // What an object's lock refuses is the harm, and not the preparation.
    if (refused !== undefined && 'kind' in refused && refused.kind === 'service') return none;
    const ways = waysOf(scene, technique, now)
      .map(preparing)
      .filter(({ length }) => length > 0);
    const verified = technique.unverified === undefined;
    const prepared = ways.flatMap((steps): readonly Prepared[] => {
      const plain = walk(technique.id, steps, scene, startingAs(this.#attacker.start));
      const settled =
        plain.kind === 'possible' || (plain.kind === 'blocked' && this.#isSettled(plain.whoever));
      const walked = settled ? plain : walk(technique.id, steps, scene, this.#reach(scene).all);
      if (walked.kind === 'blocked') return [];
      const doubts = walked.kind === 'unknown' ? walked.doubts : [];
      return [{ path: walked.path, effects: walked.effects, doubts, verified }];
    });
    return { prepared, ways: ways.length };
  }

  /**
   * One preparation, or two, in an order in which each passes. `sure`: whether those together make it possible that
   * pass without doubt.
   */
  #inOrder(
    technique: Technique,
    target: AttackTarget,
    prepared: readonly Prepared[],
    sure: () => boolean,
  ): Outcome | undefined {
    const tried: Outcome[] = [];
    const consider = ({ path, effects, doubts }: Prepared): boolean => {
      const outcome = this.#in(changed(this.#scene, effects), technique, target);
      if (outcome.kind !== 'possible' && outcome.kind !== 'unknown') return false;
      const open = distinct([...doubts, ...(outcome.kind === 'unknown' ? outcome.doubts : [])]);
      const whole = {
        path: [...path, ...outcome.path],
        effects: [...effects, ...outcome.effects],
        gained: outcome.gained,
      };
      tried.push(
        open.length === 0 ? { ...whole, kind: 'possible' } : { ...whole, kind: 'unknown', doubts: open },
      );
      return open.length === 0;
    };
    const single = prepared.filter(consider);
    // Where one already makes it an open question, two are worth trying only if they could answer it.
    if (single.length === 0 && (tried.length === 0 || sure())) {
      prepared.some((first) => {
        const scene = changed(this.#scene, first.effects);
        return this.#preparedNext(scene).some(({ path, effects, doubts, verified }) =>
          consider({
            verified,
            path: [...first.path, ...path],
            effects: [...first.effects, ...effects],
            doubts: [...first.doubts, ...doubts],
          }),
        );
      });
    }
    return tried.reduce<Outcome | undefined>(
      (best, one) => (best === undefined ? one : bestOf(best, one)),
      undefined,
    );
  }
}

const isAlikeForPrincipals = (one: Scene, other: Scene): boolean =>
  one.roles === other.roles &&
  one.resources === other.resources &&
  one.accounts === other.accounts &&
  one.leaving === other.leaving &&
  one.attached === other.attached &&
  one.organization === other.organization;

const effectsIn = (prepared: readonly Prepared[]): readonly Effect[] =>
  together(prepared.flatMap(({ effects }) => effects));

const strangersIn = ({ partition }: Scene): readonly Reached[] =>
  startingAs([outsider(partition)]).map((one) => ({ ...one, stranger: true as const }));

const effectsOf = (technique: Technique, target: AttackTarget, { snapshot }: Scene): readonly string[] =>
  technique
    .ways(target, snapshot())
    .flatMap((way) => way.flatMap(({ effect = [] }) => effect.map((one) => JSON.stringify(one))));

/** Of those that change the same, the one with the fewest doubts and calls; the shortest first. */
function distinctEffects(prepared: readonly Prepared[]): readonly Prepared[] {
  const sorted = [...prepared].sort(
    (one, other) =>
      one.doubts.length - other.doubts.length ||
      one.path.length - other.path.length ||
      Number(other.verified) - Number(one.verified),
  );
  const known = new Map<string, Prepared>();
  for (const one of sorted) {
    const key = JSON.stringify(one.effects);
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

/** The search was given up. */
const TOO_LARGE: Outcome = {
  kind: 'unknown',
  path: [],
  effects: [],
  gained: [],
  doubts: [{ kind: 'too-large' }],
};

/** Possible if nothing stood in the way of anything, and not in any order that was tried. */
const unordered = (relaxed: Outcome): Outcome =>
  relaxed.kind === 'possible' || relaxed.kind === 'unknown'
    ? { ...relaxed, kind: 'unknown', doubts: [{ kind: 'too-large' }] }
    : relaxed;

/** The steps of a way up to the last one that changes something for good. */
export function preparing(way: readonly Step[]): readonly Step[] {
  const last = way.findLastIndex(({ effect = [] }) => effect.some(isLasting));
  return way.slice(0, last + 1);
}

/** The same target as it is in another Scene. */
function again(technique: Technique, target: AttackTarget, scene: Scene): AttackTarget | undefined {
  if ('bucketArn' in target) {
    return technique
      .targets(scene.snapshot())
      .find((one) => 'bucketArn' in one && one.bucketArn === target.bucketArn);
  }
  if (isExemption(target) || 'email' in target) return target;
  if ('versioning' in target) return scene.buckets.get(target.name);
  if ('trust' in target) return scene.roles.get(target.arn);
  if ('type' in target) return scene.resources.get(target.arn);
  return technique.targets(scene.snapshot()).find((one) => 'arn' in one && one.arn === target.arn);
}
