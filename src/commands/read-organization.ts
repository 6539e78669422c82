import type { AwsAccess } from '../aws/access.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { collectRootAccess } from '../services/iam/collect.ts';
import { collectOrganization } from '../services/organizations/collect.ts';

/** A Snapshot of the organization's tree, policies and central root access; its trails and buckets are yet to be read. */
export async function readOrganization(access: AwsAccess): Promise<Snapshot> {
  const { value, gaps } = await collectOrganization(access);
  const root = await collectRootAccess(access, value.organization.arn);
  return {
    schema: 'indelible/snapshot@1',
    readAt: new Date().toISOString(),
    readBy: access.caller.arn,
    partition: access.partition,
    ...value,
    organization: { ...value.organization, ...root.value },
    trails: [],
    logBuckets: [],
    gaps: [...gaps, ...root.gaps],
  };
}
