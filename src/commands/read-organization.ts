import type { AwsAccess } from '../aws/access.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { collectOrganization } from '../services/organizations/collect.ts';

/** A Snapshot of the organization's tree and policies; its trails and buckets are yet to be read. */
export async function readOrganization(access: AwsAccess): Promise<Snapshot> {
  const { value, gaps } = await collectOrganization(access);
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
