import type { Change } from '../../model/change.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { sameDocument } from '../../plan/plan.ts';

/** The first change that AWS does not show as made. Storage only: a policy takes some time to be effective everywhere. */
export function notReadBack(snapshot: Snapshot, changes: readonly Change[]): Change | undefined {
  return changes.find((change) => !isShown(snapshot, change));
}

function isShown({ organization, policies }: Snapshot, change: Change): boolean {
  if (change.kind === 'enable-policy-type') return organization.policyTypes.includes(change.policyType);
  if (change.kind === 'disable-policy-type') return !organization.policyTypes.includes(change.policyType);
  const policy = policies.find(({ name }) => name === change.name);
  switch (change.kind) {
    case 'create-policy':
    case 'update-policy':
      return policy !== undefined && sameDocument(policy, change.content);
    case 'attach-policy':
      return policy?.targets.includes(change.targetId) === true;
    case 'detach-policy':
      return policy?.targets.includes(change.targetId) !== true;
    case 'delete-policy':
      return policy === undefined;
  }
}
