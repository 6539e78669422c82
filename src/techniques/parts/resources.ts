import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** The resources of one type, or of several. */
export const resourcesOf = (
  { resources = [] }: Snapshot,
  ...types: readonly ResourceType[]
): readonly Resource[] => resources.filter(({ type }) => types.includes(type));
