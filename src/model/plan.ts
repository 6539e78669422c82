import type { Change } from './change.ts';
import type { PolicyDocument } from './policy.ts';

/** Changes that close what is open, made from a Snapshot, shown before they are applied. */
export interface Plan {
  readonly schema: 'indelible/plan@1';
  readonly madeAt: string;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly target: { readonly id: string; readonly name: string };
  /** The guards that the policies are composed of, by id. */
  readonly guards: readonly string[];
  readonly changes: readonly Change[];
  /** What takes the changes back, in the order to run it. */
  readonly undo: readonly Change[];
}

/** What a guard protects. */
export interface Protected {
  readonly partition: string;
  readonly trailNames: readonly string[];
  readonly bucketNames: readonly string[];
}

/** One defence. `statements` go into the service control policy that a plan composes. */
export interface Guard {
  // INVARIANT: ids are file names.
  readonly id: string;
  readonly title: { readonly en: string; readonly ja: string };
  readonly why: { readonly en: string; readonly ja: string };
  readonly sources: readonly string[];
  readonly statements: (
    what: Protected,
  ) => readonly Extract<PolicyDocument['Statement'], readonly unknown[]>[number][];
  /** Techniques that it blocks, by id. */
  readonly blocks: readonly string[];
  /** What it makes harder for those who work with the logs legitimately. */
  readonly costs: { readonly en: string; readonly ja: string };
}
