import type { AttackTarget, Technique } from '../model/technique.ts';
import type { Principal } from './principal.ts';

/** One attacker: who it is at first, and what it can prepare. */
export interface Attacker {
  /** Those who make the technique's own calls, whom no exemption names. */
  readonly direct: readonly Principal[];
  readonly start: readonly Principal[];
  /** Other accounts whose roles are worth becoming. */
  readonly enters: readonly string[] | 'any';
  /** The account that it is about, where that is another one. */
  readonly toward?: string;
  /** What could be changed first by principals of these accounts, each a technique at a target. */
  readonly preparations: (accounts: ReadonlySet<string>) => readonly Preparation[];
}

export interface Preparation {
  readonly technique: Technique;
  readonly target: AttackTarget;
}
