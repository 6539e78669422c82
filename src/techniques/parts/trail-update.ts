import type { Snapshot, Trail } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { singleCall } from './single-call.ts';

/** Trails that their own account may change: organization trails have techniques of their own. */
export const accountTrails = ({ trails }: Snapshot): readonly Trail[] =>
  trails.filter(({ organizationTrail }) => !organizationTrail);

/** One call of CloudTrail about the trail, in its home Region. */
export const trailCall = (name: string, trail: Trail, input: Step['input'] = {}): Step =>
  singleCall(`cloudtrail:${name}`, trail.arn, { Name: trail.arn, ...input }, { region: trail.homeRegion });
