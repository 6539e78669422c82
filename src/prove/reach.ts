import type { Exemption } from '../model/exemption.ts';
import type { Reason } from '../model/finding.ts';
import { many, type PolicyDocument } from '../model/policy.ts';
import type { Role } from '../model/snapshot.ts';
import type { Step, Technique } from '../model/technique.ts';
import { distinct } from './distinct.ts';
import { isRoot, type Principal, principalAt } from './principal.ts';
import type { Names, Roster } from './roster.ts';
import { type Scene, waysOf } from './scene.ts';
import { type Reached, walk } from './walk.ts';

/** Everybody whom an attacker can come to be, those who need the fewest calls first. */
export interface Reach {
  readonly all: readonly Reached[];
  /** Those who were not reached, and why not. */
  readonly missed: readonly Missed[];
  /** False: there may be principals that were not looked at. */
  readonly complete: boolean;
}

interface Missed {
  readonly principal: Principal;
  readonly reasons: readonly Reason[];
}

/** Rounds after which the rest is given up: each needs another exemption that guards the next. */
const ROUNDS = 6;
/** Tagged variants of one principal that are tried. */
const TAGGED = 24;

/**
 * Follows the techniques by which principals are obtained until nobody new is reached. What an attacker is only grows.
 * `entrances`: the roles of other accounts that may let somebody of an account in.
 */
export function reach(
  scene: Scene,
  means: readonly Technique[],
  start: readonly Reached[],
  roster: Roster,
  entrances: (accountId: string) => readonly Role[],
): Reach {
  const known = new Map(start.map((one) => [keyOf(one.principal), one]));
  // The same objects in every round: by them ways and answers are known again.
  const namesOf = (accountId: string) => roster.in(scene, accountId);
  const taggedOf = once((one: Reached) => tagged(one, namesOf));
  const elsewhereOf = once(({ arn, tags }: Role) => byName(principalAt(arn, tags), roster));
  for (let round = 0; ; round += 1) {
    const before = inOrder(known);
    const accounts = new Set(before.map(({ principal }) => principal.accountId));
    const missed: Missed[] = [];
    let found = 0;
    const cut = before.some((one) => tagsFor(one, namesOf).length > TAGGED);
    const elsewhere = [...accounts]
      .flatMap(entrances)
      .flatMap((role) => (accounts.has(role.accountId) ? [] : [elsewhereOf(role)]));
    const candidates = [...own(accounts, roster, namesOf), ...elsewhere, ...before.flatMap(taggedOf)];
    for (const candidate of candidates) {
      const key = keyOf(candidate.principal);
      const present = known.get(key);
      if (present !== undefined && present.doubts.length === 0) continue;
      const way = obtain(scene, means, candidate, before);
      if ('reasons' in way) missed.push(way);
      else if (present === undefined || way.doubts.length === 0) {
        known.set(key, way);
        found += 1;
        for (const one of untagged(way, scene, namesOf)) {
          if (!known.has(keyOf(one.principal))) known.set(keyOf(one.principal), one);
        }
      }
    }
    if (found > 0 && round < ROUNDS) continue;
    const complete = [...accounts].every((accountId) => namesOf(accountId).complete);
    return { all: inOrder(known), missed, complete: complete && found === 0 && !cut };
  }
}

const keyOf = ({ arn, session = '', tags, own }: Principal): string =>
  `${arn} ${session} ${Object.keys(tags).length === 0 ? '' : JSON.stringify(tags)} ${own === undefined}`;

function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const made = known.get(key) ?? make(key);
    known.set(key, made);
    return made;
  };
}

const byCalls = (one: Reached, other: Reached): number =>
  one.doubts.length - other.doubts.length || one.path.length - other.path.length;

const inOrder = (known: ReadonlyMap<string, Reached>): readonly Reached[] =>
  [...known]
    .sort(([key, one], [otherKey, other]) => byCalls(one, other) || (key < otherKey ? -1 : 1))
    .map(([, one]) => one);

interface Candidate {
  readonly principal: Principal;
  /** How it would be written as an exemption: exactly, or as one of many names. */
  readonly exemption: Exemption;
  /** The calls that it takes first: a role must be there to be tagged. */
  readonly before: Pick<Reached, 'path' | 'effects'>;
}

type NamesOf = (accountId: string) => Names;

const NOTHING: Candidate['before'] = { path: [], effects: [] };

const own = (accounts: ReadonlySet<string>, roster: Roster, namesOf: NamesOf): readonly Candidate[] =>
  [...accounts].flatMap((accountId) =>
    namesOf(accountId).named.map((principal) => byName(principal, roster)),
  );

const byNames = new WeakMap<Principal, Candidate>();

function byName(principal: Principal, roster: Roster): Candidate {
  const made = byNames.get(principal) ?? newByName(principal, roster);
  byNames.set(principal, made);
  return made;
}

function newByName(principal: Principal, roster: Roster): Candidate {
  const spelled = roster.of(principal.accountId).spelled(principal.arn);
  const value = spelled ? principal.arn : `${principal.arn}*`;
  const exemption = exemptionFor(principal, 'principal', 'aws:PrincipalArn', value);
  return { principal, exemption, before: NOTHING };
}

/** Tags that it does not carry, and that policies ask for. */
function tagsFor({ principal, doubts }: Reached, namesOf: NamesOf): readonly (readonly [string, string])[] {
  if (isRoot(principal) || doubts.length > 0) return [];
  return [...namesOf(principal.accountId).tags].flatMap(([key, values]) =>
    values.filter((value) => principal.tags[key] !== value).map((value) => [key, value] as const),
  );
}

function tagged(reached: Reached, namesOf: NamesOf): readonly Candidate[] {
  const { principal, path, effects } = reached;
  return tagsFor(reached, namesOf)
    .slice(0, TAGGED)
    .map(([key, value]) => {
      const to = { ...principal, tags: { ...principal.tags, [key]: value } };
      const exemption = exemptionFor({ ...to, tags: { [key]: value } }, 'tag', key, value);
      return { principal: to, exemption, before: { path, effects } };
    });
}

/** The same without tags that policies ask for and that the role has from before: to take them off is not tried. */
function untagged({ principal, ...rest }: Reached, { roles }: Scene, namesOf: NamesOf): readonly Reached[] {
  const own = roles.get(principal.arn)?.tags ?? {};
  const asked = [...namesOf(principal.accountId).tags.keys()];
  const removed = asked.filter((key) => own[key] !== undefined && own[key] === principal.tags[key]);
  const sets = removed.length > 1 ? [...removed.map((key) => [key]), removed] : [removed];
  return sets
    .filter(({ length }) => length > 0)
    .map((keys) => ({
      ...rest,
      principal: {
        ...principal,
        tags: Object.fromEntries(Object.entries(principal.tags).filter(([key]) => !keys.includes(key))),
      },
      doubts: distinct([...rest.doubts, { kind: 'too-large' as const }]),
    }));
}

const exemptionFor = (
  principal: Principal,
  kind: Exemption['kind'],
  key: string,
  value: string,
): Exemption => ({
  arn: value,
  kind,
  key,
  value,
  policy: { name: '', arn: '', index: 0 },
  principal: { arn: principal.arn, accountId: principal.accountId, tags: principal.tags },
});

function obtain(
  scene: Scene,
  means: readonly Technique[],
  { principal, exemption, before }: Candidate,
  attackers: readonly Reached[],
): Reached | Missed {
  let best: Reached | undefined;
  const reasons: Reason[] = [];
  for (const technique of means) {
    if (technique.obtains !== exemption.kind) continue;
    const required = technique.requires?.(exemption, scene.snapshot()) ?? true;
    if (required === false) continue;
    const unread = required === true ? [] : [{ kind: 'unread' as const, ...required }];
    for (const way of waysOf(scene, technique, exemption)) {
      // Nothing with more calls is better than what passes already.
      if (best?.doubts.length === 0 && best.path.length <= leastCalls(way)) continue;
      const walked = walk(technique.id, way, scene, attackers);
      if (walked.kind === 'blocked') {
        reasons.push(...walked.reasons);
        continue;
      }
      const doubts = [...(walked.kind === 'unknown' ? walked.doubts : []), ...unread];
      const reached = {
        principal,
        path: distinct([...before.path, ...walked.path]),
        doubts,
        effects: distinct([...before.effects, ...walked.effects]),
      };
      if (best === undefined || byCalls(reached, best) < 0) best = reached;
      // Ways stand in the order in which they would be tried.
      if (doubts.length === 0) break;
    }
  }
  return best ?? entered(scene, principal, attackers) ?? { principal, reasons };
}

const leastCalls = (way: readonly Step[]): number => new Set(way.map(({ operation }) => operation)).size;

/**
 * A role that an identity provider or a service may enter: whether an attacker in its account gets in through it (by
 * changing the provider, or code that runs as the role already) is not judged.
 */
function entered(scene: Scene, principal: Principal, attackers: readonly Reached[]): Reached | undefined {
  const { arn, accountId } = principal;
  const role = scene.roles.get(arn);
  const [trusted] = role === undefined ? [] : entrancesIn(role.trust);
  if (trusted === undefined || !attackers.some((one) => one.principal.accountId === accountId))
    return undefined;
  return { principal, path: [], doubts: [{ kind: 'entrance', role: arn, trusted }], effects: [] };
}

/** Whom else than principals of AWS accounts a trust policy lets in. */
const entrancesIn = (trust: PolicyDocument): readonly string[] =>
  many(trust.Statement).flatMap(({ Effect, Principal = {} }) =>
    Effect !== 'Allow' || typeof Principal === 'string'
      ? []
      : [...many(Principal.Federated ?? []), ...many(Principal.Service ?? [])],
  );
