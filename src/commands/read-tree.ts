import type { AwsAccess } from '../aws/access.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { collectTree } from '../services/organizations/collect-tree.ts';

/** A Snapshot of the organization's tree and policies alone: as much as is needed to change them. */
export async function readTree(access: AwsAccess): Promise<Snapshot> {
  const { value, gaps } = await collectTree(access);
  return {
    schema: 'indelible/snapshot@1',
    readAt: new Date().toISOString(),
    readBy: access.caller.arn,
    partition: access.partition,
    ...value,
    trails: [],
    logBuckets: [],
    gaps,
  };
}
