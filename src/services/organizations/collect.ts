import type { AwsAccess } from '../../aws/access.ts';
import type { Reading } from '../../aws/reading.ts';
import { collectDelegation } from './collect-delegation.ts';
import { collectTree, type TreeReading } from './collect-tree.ts';

export { collectReceivedHandshakes, collectSentHandshakes } from './collect-handshakes.ts';

/** The tree, its accounts, its policies, and who acts for the management account. */
export async function collectOrganization(access: AwsAccess): Promise<Reading<TreeReading>> {
  const tree = await collectTree(access);
  const { organization } = tree.value;
  const delegation = await collectDelegation(access, organization.arn);
  return {
    value: { ...tree.value, organization: { ...organization, ...delegation.value } },
    gaps: [...tree.gaps, ...delegation.gaps],
  };
}
