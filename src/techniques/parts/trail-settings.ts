import type { Snapshot, Trail } from '../../model/snapshot.ts';
import type { Missing, Step } from '../../model/technique.ts';
import { singleCall } from './single-call.ts';

/** Those of which only their own account decides. */
export const accountTrails = ({ trails }: Snapshot): readonly Trail[] =>
  trails.filter(({ organizationTrail }) => !organizationTrail);

export const updateTrail = (trail: Trail, settings: Step['input']): Step =>
  singleCall(
    'cloudtrail:UpdateTrail',
    trail.arn,
    { Name: trail.arn, ...settings },
    { region: trail.homeRegion },
  );

export const selectEvents = (trail: Trail, selectors: Step['input']): Step =>
  singleCall(
    'cloudtrail:PutEventSelectors',
    trail.arn,
    { TrailName: trail.arn, ...selectors },
    { region: trail.homeRegion },
  );

/** As GetEventSelectors answers them. */
interface Selector {
  readonly DataResources?: readonly unknown[];
  readonly FieldSelectors?: readonly { readonly Field?: string; readonly Equals?: readonly string[] }[];
}

/** Whether it records what is done to the objects in buckets, among others. */
export function recordsDataEvents(trail: Trail): boolean | Missing {
  const { arn, eventSelectors, advancedEventSelectors } = trail;
  if (eventSelectors === undefined && advancedEventSelectors === undefined) {
    return { resource: arn, action: 'cloudtrail:GetEventSelectors' };
  }
  const selectors = [...(eventSelectors ?? []), ...(advancedEventSelectors ?? [])] as readonly Selector[];
  return selectors.some(
    ({ DataResources = [], FieldSelectors = [] }) =>
      DataResources.length > 0 ||
      FieldSelectors.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Data')),
  );
}
