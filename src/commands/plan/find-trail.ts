import { IndelibleError } from '../../model/error.ts';
import type { Trail } from '../../model/snapshot.ts';
import type { PlanTarget } from '../../plan/target.ts';

/** What the plan protects: names go into the policy; `trail` is what was seen under them. */
export interface Found {
  readonly trailName: string;
  readonly bucketName: string;
  readonly trail?: Trail;
}

/**
 * The trail that the person named, or the only one there is. Below the root an account's own trail goes before the
 * organization's, which its members cannot touch anyway; whoever names the root may mean either.
 */
export function findTrail(
  trails: readonly Trail[],
  asked: { readonly trail?: string; readonly bucket?: string },
  { kind }: Pick<PlanTarget, 'kind'>,
): Found {
  const named = trails.filter(
    (trail) =>
      (asked.trail === undefined || trail.name === asked.trail || trail.arn === asked.trail) &&
      (asked.bucket === undefined || asked.trail !== undefined || trail.bucketName === asked.bucket),
  );
  const own = named.filter((trail) => !trail.organizationTrail);
  const candidates = distinct(own.length > 0 && kind !== 'root' ? own : named);
  if (candidates.length > 1) {
    throw new IndelibleError('CONFIG_INVALID', 'trails-several', {
      trails: asOptions(candidates),
      organizationTrails: candidates
        .filter(({ organizationTrail }) => organizationTrail)
        .map(({ name }) => name)
        .join(', '),
    });
  }
  const [trail] = candidates;
  if (trail !== undefined) {
    return { trailName: trail.name, bucketName: asked.bucket ?? trail.bucketName, trail };
  }
  if (asked.trail === undefined && asked.bucket !== undefined && trails.length > 0) {
    throw new IndelibleError('CONFIG_INVALID', 'bucket-of-no-trail', {
      bucket: asked.bucket,
      trails: asOptions(distinct(trails)),
    });
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

const asOptions = (trails: readonly Trail[]): string =>
  trails.map(({ name, bucketName }) => `--trail ${name} --bucket ${bucketName}`).join('\n');

const trailNameOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:trail\//, '');
