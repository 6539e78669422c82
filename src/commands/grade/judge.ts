import { exemptionsOf } from '../../model/exemption.ts';
import type { Doubt, Finding, PathStep, Proof, Verdict } from '../../model/finding.ts';
import type { Role, Snapshot } from '../../model/snapshot.ts';
import type { Goal, Technique } from '../../model/technique.ts';
import { type ProveOptions, prove } from '../../prove/index.ts';
import { fits, fitting } from './names-in-texts/fitting.ts';
import type { ReferenceNames } from './reference-names.ts';
import { memberIds, trustedRole } from './reference-world.ts';

/** A technique against the policies: the worst that anybody outside the management account can do. */
export interface GradedTechnique {
  readonly id: string;
  readonly goal: Goal;
  /** A policy can block it, and it does harm by itself: it counts in the score. */
  readonly counts: boolean;
  /** By its own calls, by somebody whom no exemption names. */
  readonly direct: Verdict;
  /** By any path. */
  readonly verdict: Verdict;
  /** Only the management account can, where no policy binds it. */
  readonly residual?: true;
  readonly proof?: Proof;
  readonly path?: readonly PathStep[];
  readonly missing?: readonly Doubt[];
}

export interface Judged {
  readonly techniques: readonly GradedTechnique[];
  /** By others than the management account, in whichever world they fare best. */
  readonly findings: readonly Finding[];
  /** Where no policy but FullAWSAccess is attached, and what is found there. */
  readonly bareWorld: Snapshot;
  readonly bare: readonly Finding[];
  /** The world without any of the roles that policies exempt, and the one that has them all. */
  readonly worlds: readonly Snapshot[];
}

export function judge(
  bare: Snapshot,
  guarded: Snapshot,
  names: ReferenceNames,
  techniques: readonly Technique[],
): Judged {
  const roles = exemptedRoles(guarded, names);
  const worlds = roles.length === 0 ? [guarded] : [guarded, { ...guarded, roles }];
  const all = worlds.flatMap((world) => prove(world, techniques).findings);
  const before = proved(bare, techniques);
  const of = Map.groupBy(all, ({ technique }) => technique);
  return {
    techniques: [...techniques]
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map((one) => graded(one, countsIn(one, before), of.get(one.id) ?? [])),
    findings: all.filter(isOthers),
    bareWorld: bare,
    bare: before,
    worlds,
  };
}

export const proved = (
  world: Snapshot,
  techniques: readonly Technique[],
  options: ProveOptions = {},
): readonly Finding[] => prove(world, techniques, options).findings.filter(isOthers);

/** It is open to somebody whom policies bind, and does harm by itself: how exemptions are had counts as a mistake. */
export const countsIn = ({ id, obtains, detectOnly }: Technique, bare: readonly Finding[]): boolean =>
  obtains === undefined &&
  detectOnly === undefined &&
  bare.some(({ technique, verdict }) => technique === id && isOpen(verdict));

/**
 * Whether an exempted role exists decides how it can be had: a new one is created, an old one taken over. Policies do
 * not tell, so that both are tried.
 */
function exemptedRoles(world: Snapshot, names: ReferenceNames): readonly Role[] {
  const patterns = exemptionsOf(world)
    .filter(({ kind, value }) => kind === 'principal' && /:role\//.test(value))
    .map(({ value }) => value);
  const present = world.roles ?? [];
  const missing = memberIds(names).flatMap((id) =>
    patterns.flatMap((pattern) => roleIn(pattern, id, names) ?? []),
  );
  const all = new Map([...missing, ...present].map((role) => [role.arn, role]));
  return all.size === present.length ? [] : [...all.values()];
}

function roleIn(pattern: string, id: string, names: ReferenceNames): Role | undefined {
  const name = fitting(pattern.slice(pattern.indexOf(':role/') + ':role/'.length), id);
  const role = trustedRole(names, id, name);
  return fits(pattern.replaceAll('${aws:PrincipalAccount}', id), role.arn) ? role : undefined;
}

const isOthers = ({ actor }: Finding): boolean => actor.kind !== 'management';

const RANK: Readonly<Record<Verdict, number>> = { possible: 0, unknown: 1, blocked: 2, 'not-applicable': 3 };

const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((one, other) => (RANK[other] < RANK[one] ? other : one), 'not-applicable');

export const isOpen = (verdict: Verdict): boolean => verdict === 'possible' || verdict === 'unknown';

function graded(
  { id, goal, obtains }: Technique,
  counts: boolean,
  after: readonly Finding[],
): GradedTechnique {
  const others = after.filter(isOthers);
  const [verdict, direct] = [worst(others.map((one) => one.verdict)), worst(others.map((one) => one.direct))];
  const managed = after.find((one) => !isOthers(one) && one.verdict === 'possible');
  if (!counts && !isOpen(verdict) && obtains === undefined && managed !== undefined) {
    return {
      ...{ id, goal, counts, direct: managed.direct, verdict: managed.verdict },
      ...(managed.residual === true ? { residual: true } : {}),
      ...evidence(managed),
    };
  }
  return { id, goal, counts, direct, verdict, ...evidence(exampleOf(others, verdict)) };
}

/** The finding to show: the simplest one, of an administrator if there is a choice. */
export function exampleOf(findings: readonly Finding[], verdict: Verdict): Finding | undefined {
  const simplicity = ({ actor, path = [] }: Finding): number =>
    path.length * 10 + (actor.kind === 'admin' ? 0 : 1);
  return findings
    .filter((one) => one.verdict === verdict)
    .sort((one, other) => simplicity(one) - simplicity(other))[0];
}

function evidence(finding: Finding | undefined) {
  if (finding === undefined) return {};
  const { proof, path, missing } = finding;
  return {
    ...(proof === undefined ? {} : { proof }),
    ...(path === undefined ? {} : { path }),
    ...(missing === undefined ? {} : { missing }),
  };
}
