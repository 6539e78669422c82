import type { Role } from '../model/snapshot.ts';
import type { Technique } from '../model/technique.ts';
import type { Attacker } from './attacker.ts';
import { type Reach, reach } from './reach.ts';
import type { Roster } from './roster.ts';
import type { Scene } from './scene.ts';

/** What attackers can come to be, worked out once for those who start alike. */
export class Reaches {
  readonly #means: readonly Technique[];
  readonly #roster: Roster;
  readonly #known = new WeakMap<Scene, Map<string, Reach>>();

  constructor(techniques: readonly Technique[], roster: Roster) {
    this.#means = techniques.filter(({ obtains }) => obtains !== undefined);
    this.#roster = roster;
  }

  of(scene: Scene, { start, enters, toward }: Attacker): Reach {
    const inScene = this.#known.get(scene) ?? new Map<string, Reach>();
    this.#known.set(scene, inScene);
    const key = JSON.stringify([start, enters, toward]);
    const made =
      inScene.get(key) ?? reach(scene, this.#means, start, this.#roster, this.#entrances(enters, toward));
    inScene.set(key, made);
    return made;
  }

  leadElsewhere({ start, enters, toward }: Attacker): boolean {
    const accounts = new Set(start.map(({ accountId }) => accountId));
    return [...accounts].some((accountId) => this.#entrances(enters, toward)(accountId).length > 0);
  }

  #entrances(enters: Attacker['enters'], toward: string | undefined): (accountId: string) => readonly Role[] {
    return (accountId) =>
      this.#roster
        .enterableFrom(accountId, toward)
        .filter((role) => enters === 'any' || enters.includes(role.accountId));
  }
}
