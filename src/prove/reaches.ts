import type { Role } from '../model/snapshot.ts';
import type { Technique } from '../model/technique.ts';
import type { Attacker } from './attacker.ts';
import { type Reach, reach } from './reach.ts';
import type { Roster } from './roster.ts';
import type { Scene } from './scene.ts';
import { type Reached, startingAs } from './walk.ts';

/** What attackers can come to be, worked out once for those who start alike. */
export class Reaches {
  readonly #means: readonly Technique[];
  readonly #roster: Roster;
  readonly #known = new WeakMap<Scene, Map<string, Reach>>();

  constructor(techniques: readonly Technique[], roster: Roster) {
    this.#means = techniques.filter(({ obtains }) => obtains !== undefined);
    this.#roster = roster;
  }

  of(scene: Scene, attacker: Attacker): Reach {
    const { start, enters, toward } = attacker;
    const inScene = this.#known.get(scene) ?? new Map<string, Reach>();
    this.#known.set(scene, inScene);
    // Whom no role lets in anywhere comes to be the same, wherever it is bound.
    const key = JSON.stringify(this.leadElsewhere(attacker) ? [start, enters, toward] : [start]);
    const made =
      inScene.get(key) ??
      reach(
        scene,
        this.#means,
        [...startingAs(start), ...this.#unread(attacker)],
        this.#roster,
        this.#entrances(enters, toward),
      );
    inScene.set(key, made);
    return made;
  }

  leadElsewhere(attacker: Attacker): boolean {
    const { start, enters, toward } = attacker;
    const accounts = new Set(start.map(({ accountId }) => accountId));
    return (
      [...accounts].some((accountId) => this.#entrances(enters, toward)(accountId).length > 0) ||
      this.#unread(attacker).length > 0
    );
  }

  /** Where the roles on the way to the target were not read, one of them may let anybody in. */
  #unread({ start, toward }: Attacker): readonly Reached[] {
    return this.#roster
      .unreadToward(toward)
      .filter(({ accountId }) => !start.some((one) => one.accountId === accountId))
      .flatMap(({ accountId, gap }) =>
        startingAs(this.#roster.of(accountId).plain.slice(0, 1)).map((one) => ({
          ...one,
          doubts: [{ kind: 'unread' as const, resource: gap.resource, action: gap.action }],
        })),
      );
  }

  #entrances(enters: Attacker['enters'], toward: string | undefined): (accountId: string) => readonly Role[] {
    return (accountId) =>
      this.#roster
        .enterableFrom(accountId, toward)
        .filter((role) => enters === 'any' || enters.includes(role.accountId));
  }
}
