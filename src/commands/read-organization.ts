import type { AwsAccess } from '../aws/access.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { collectRootAccess } from '../services/iam/collect-root-access.ts';
import { collectDelegation } from '../services/organizations/collect-delegation.ts';
import { collectSentHandshakes } from '../services/organizations/collect-handshakes.ts';
import { readTree } from './read-tree.ts';

/** The tree, and whatever else the organization's own services tell; its trails and buckets are yet to be read. */
export async function readOrganization(access: AwsAccess): Promise<Snapshot> {
  const tree = await readTree(access);
  const { arn } = tree.organization;
  const [delegation, root] = [await collectDelegation(access, arn), await collectRootAccess(access, arn)];
  const sent = await collectSentHandshakes(access, arn);
  return {
    ...tree,
    organization: { ...tree.organization, ...delegation.value, ...root.value },
    ...(sent.value === undefined ? {} : { handshakes: sent.value }),
    gaps: [...tree.gaps, ...delegation.gaps, ...root.gaps, ...sent.gaps],
  };
}
