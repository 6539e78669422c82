import type { Snapshot, Trail } from '../../model/snapshot.ts';
import type { Need, Step } from '../../model/technique.ts';
import { recordingNothing } from './event-selectors.ts';

export const organizationTrails = (snapshot: Snapshot): readonly Trail[] =>
  snapshot.trails.filter((trail) => trail.organizationTrail);

/** Each call that alone stops or blinds a trail; `granted`: what its service lets another account do. */
export function waysToSilence(
  trail: Trail,
  granted: Pick<Need, 'serviceGrants'> = {},
): readonly (readonly Step[])[] {
  const call = (name: string, input: Step['input']): readonly Step[] => [
    {
      operation: `cloudtrail:${name}`,
      region: trail.homeRegion,
      event: name,
      needs: [{ action: `cloudtrail:${name}`, resource: trail.arn, ...granted }],
      input,
    },
  ];
  return [
    call('StopLogging', { Name: trail.arn }),
    call('DeleteTrail', { Name: trail.arn }),
    call('UpdateTrail', { Name: trail.arn, IsMultiRegionTrail: false }),
    call('PutEventSelectors', { TrailName: trail.arn, ...recordingNothing(trail) }),
  ];
}
