import { IndelibleError } from '../model/error.ts';
import type { Actor } from '../model/finding.ts';
import type { AttackTarget, Technique } from '../model/technique.ts';
import type { Attacker, Preparation } from './attacker.ts';
import { Campaign, preparing } from './campaign.ts';
import { lettingIn } from './let-in.ts';
import { type Principal, principalAt, rootOf } from './principal.ts';
import { Reaches } from './reaches.ts';
import type { Roster } from './roster.ts';
import { type Scene, waysOf } from './scene.ts';
import { arnOf, isExemption, isOfOrganization, nameOf, ownerOf } from './target.ts';

/** The attackers, each made when first needed. */
export class Campaigns {
  readonly #scene: Scene;
  readonly #techniques: readonly Technique[];
  readonly #reaches: Reaches;
  readonly #made = new Map<string, Campaign>();
  readonly roster: Roster;
  #byOwner: ReadonlyMap<string, readonly Preparation[]> | undefined;
  readonly #lasting = new Map<string, readonly Preparation[]>();

  constructor(scene: Scene, techniques: readonly Technique[], roster: Roster) {
    this.#scene = scene;
    this.#techniques = techniques;
    this.#reaches = new Reaches(techniques, roster);
    this.roster = roster;
  }

  of(actor: Actor, target: AttackTarget): Campaign {
    const owner = ownerOf(target, this.#scene.organization.managementAccountId) ?? '';
    const foreign = owner === actor.accountId || owner === '' ? '' : nameOf(target);
    const key = `${actor.kind} ${actor.accountId} ${actor.arn ?? ''} ${foreign}`;
    const made =
      this.#made.get(key) ?? new Campaign(this.#scene, this.#attacker(actor, target), this.#reaches);
    this.#made.set(key, made);
    return made;
  }

  #attacker(actor: Actor, target: AttackTarget): Attacker {
    const { plain, named } = this.roster.of(actor.accountId);
    const root = rootOf(this.#scene.partition, actor.accountId);
    const preparations = (accounts: ReadonlySet<string>) => this.#preparationsOf(actor, target, accounts);
    const enters = 'any' as const;
    const owner = isExemption(target)
      ? target.principal?.accountId
      : ownerOf(target, this.#scene.organization.managementAccountId);
    const toward = owner === undefined || owner === actor.accountId ? {} : { toward: owner };
    switch (actor.kind) {
      case 'root':
        return { direct: [root], start: [root, ...plain], enters, ...toward, preparations };
      case 'management': {
        // It may enter every account: only what leads to the target's is of use.
        const start = [...plain, root];
        const letIn = lettingIn(this.#scene, target);
        const enters =
          letIn === 'any' || owner === undefined ? 'any' : this.roster.leadingTo([owner, ...letIn]);
        return { direct: start, start, enters, ...toward, preparations };
      }
      case 'outside':
        // Whoever owns an account outside can be anybody in it.
        return { direct: plain, start: [...plain, ...named], enters, ...toward, preparations };
      case 'named': {
        const principal = this.#named(actor.arn ?? '');
        return { direct: [principal], start: [principal], enters, ...toward, preparations };
      }
      default:
        return { direct: plain, start: plain, enters, ...toward, preparations };
    }
  }

  #named(arn: string): Principal {
    const principal = principalAt(arn);
    const role = this.#scene.roles.get(arn);
    if (role?.policies === undefined) {
      throw new IndelibleError('CONFIG_INVALID', 'principal-unread', { principal: arn });
    }
    const { policies, boundary, tags = {} } = role;
    return { ...principal, tags, own: { policies, ...(boundary === undefined ? {} : { boundary }) } };
  }

  /** What changes something for good, on targets of these accounts and on the target itself. */
  #preparationsOf(actor: Actor, target: AttackTarget, accounts: ReadonlySet<string>): readonly Preparation[] {
    const { managementAccountId } = this.#scene.organization;
    const own = [...accounts].flatMap((accountId) =>
      this.#preparationsIn(accountId).filter(
        ({ technique }) =>
          technique.by.includes('owner') ||
          (technique.by.includes('owner-root') &&
            (actor.kind === 'root' || accountId === managementAccountId)),
      ),
    );
    const owner = ownerOf(target, managementAccountId);
    const ofOwner = owner === undefined || accounts.has(owner) ? [] : this.#preparationsIn(owner);
    const delegated = this.#scene.organization.delegationPolicy !== 'none';
    const ofOrganization =
      accounts.has(managementAccountId) || !delegated ? [] : this.#preparationsIn(managementAccountId);
    // An account that has left administers nothing of the organization any more.
    return [
      ...(actor.kind === 'delegated' ? own.filter(({ technique }) => technique.goal !== 'escape') : own),
      ...ofOwner.filter(
        ({ technique, target: one }) =>
          (technique.by.includes('member') || technique.by.includes('outside')) &&
          arnOf(one) === arnOf(target),
      ),
      // What the management account does to its organization is a finding of its own.
      ...ofOrganization.filter(
        ({ technique, target: one }) => technique.by.includes('member') && isOfOrganization(one),
      ),
    ];
  }

  /** Those on targets of this account that change anything for good: in whatever state the target is, or in none. */
  #preparationsIn(accountId: string): readonly Preparation[] {
    const made =
      this.#lasting.get(accountId) ??
      (this.#preparations().get(accountId) ?? []).filter(({ technique, target }) =>
        waysOf(this.#scene, technique, target).some((way) => preparing(way).length > 0),
      );
    this.#lasting.set(accountId, made);
    return made;
  }

  #preparations(): ReadonlyMap<string, readonly Preparation[]> {
    if (this.#byOwner !== undefined) return this.#byOwner;
    const { managementAccountId } = this.#scene.organization;
    const found = new Map<string, Preparation[]>();
    for (const technique of this.#techniques) {
      for (const target of technique.targets(this.#scene.snapshot())) {
        if (isExemption(target)) break;
        const owner = ownerOf(target, managementAccountId) ?? '';
        const present = found.get(owner);
        if (present === undefined) found.set(owner, [{ technique, target }]);
        else present.push({ technique, target });
      }
    }
    this.#byOwner = found;
    return found;
  }
}
