import { IndelibleError } from '../../model/error.ts';
import type { Trail } from '../../model/snapshot.ts';

/** What the plan protects: names go into the policy; `trail` is what was seen under them. */
export interface Found {
  readonly trailName: string;
  readonly bucketName: string;
  readonly trail?: Trail;
}

/**
 * The trail that the person named, or the only one there is: an account's own trail goes before the organization's,
 * which its members cannot touch anyway.
 */
export function findTrail(
  trails: readonly Trail[],
  asked: { readonly trail?: string; readonly bucket?: string },
): Found {
  const named = trails.filter(
    (trail) =>
      (asked.trail === undefined || trail.name === asked.trail || trail.arn === asked.trail) &&
      (asked.bucket === undefined || asked.trail !== undefined || trail.bucketName === asked.bucket),
  );
  const own = named.filter((trail) => !trail.organizationTrail);
  const candidates = distinct(own.length > 0 ? own : named);
  if (candidates.length > 1) {
    throw new IndelibleError('CONFIG_INVALID', 'trails-several', {
      trails: candidates.map(({ name, bucketName }) => `--trail ${name} --bucket ${bucketName}`).join('\n'),
    });
  }
  const [trail] = candidates;
  if (trail !== undefined) {
    return { trailName: trail.name, bucketName: asked.bucket ?? trail.bucketName, trail };
  }
  if (asked.trail === undefined || asked.bucket === undefined) {
    throw new IndelibleError('CONFIG_INVALID', 'trail-not-found', { trail: asked.trail ?? '' });
  }
  return { trailName: trailNameOf(asked.trail), bucketName: asked.bucket };
}

/** Trails of the same name and bucket in several accounts are one thing to a policy, which names no account. */
function distinct(trails: readonly Trail[]): readonly Trail[] {
  return [...new Map(trails.map((trail) => [`${trail.name} ${trail.bucketName}`, trail])).values()];
}

const trailNameOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:trail\//, '');
