import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** Whether resources may be there that are not in the Snapshot: none were read, or not what this lists. */
export const unlisted = ({ resources, gaps }: Snapshot, list: string): boolean =>
  resources === undefined || gaps.some(({ action }) => action === list);

/** The resources of one type, or of several. */
export const resourcesOf = (
  { resources = [] }: Snapshot,
  ...types: readonly ResourceType[]
): readonly Resource[] => resources.filter(({ type }) => types.includes(type));
