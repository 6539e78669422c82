import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/**
 * Whether the account may have resources that are not in the Snapshot: none were read, nobody entered the account, or
 * one of these reads failed there or was none of the collection's.
 */
export const unlisted = (
  { resources, gaps }: Snapshot,
  accountId: string,
  ...reads: readonly string[]
): boolean =>
  resources === undefined ||
  gaps.some(
    ({ action, resource }) =>
      (reads.includes(action) || action === 'sts:AssumeRole') &&
      (resource.includes(`:${accountId}:`) || resource.includes(':organizations:')),
  );

/** The resources of one type, or of several. */
export const resourcesOf = (
  { resources = [] }: Snapshot,
  ...types: readonly ResourceType[]
): readonly Resource[] => resources.filter(({ type }) => types.includes(type));
