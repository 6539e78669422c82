import type { Actor } from '../../src/model/finding.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { NO_LEAVING, organization, type Parts, ROOT, rcp, scp } from '../worlds/build.ts';

/** A technique where it succeeds, and where the smallest change closes it. Written by hand from AWS's documentation. */
export interface Pair {
  readonly technique: string;
  readonly open: Snapshot;
  /** Who carries it out there. */
  readonly actor: Actor['kind'];
  readonly account: string;
  /** The permissions of the shortest path that a person would expect, in order. */
  readonly path: readonly string[];
  /** The technique's record says what is not verified, and the verdict is `unknown` for that reason. */
  readonly unverified?: true;
  /** After the smallest change; or why no policy and no setting closes it for this actor. */
  readonly closed: Snapshot | { readonly never: string };
}

/** A complete organization that nobody leaves and whose accounts nobody closes: what else is open is the pair's own. */
export const staying = (parts: Parts = {}): Snapshot =>
  organization({ ...parts, policies: [scp('staying', [ROOT], NO_LEAVING), ...(parts.policies ?? [])] });

/** One more service control policy at the root. */
export const withScp = (snapshot: Snapshot, ...statements: readonly PolicyStatement[]): Snapshot => ({
  ...snapshot,
  policies: [...snapshot.policies, scp('closing', [ROOT], ...statements)],
});

/** One more resource control policy at the root. */
export const withRcp = (snapshot: Snapshot, ...statements: readonly PolicyStatement[]): Snapshot => ({
  ...snapshot,
  policies: [...snapshot.policies, rcp('closing', [ROOT], ...statements)],
});
