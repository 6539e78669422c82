import { after, type Change } from '../../model/change.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { sameDocument } from '../../plan/plan.ts';

/**
 * The changes that are still to be made; those already made are left out, so that applying twice does nothing.
 * Refuses a plan whose organization has moved on in a way that the plan did not know.
 */
export function openChanges(snapshot: Snapshot, changes: readonly Change[]): readonly Change[] {
  const open: Change[] = [];
  let world = snapshot;
  for (const change of changes) {
    if (isMade(world, change)) continue;
    open.push(change);
    world = after(world, change);
  }
  return open;
}

function isMade(world: Snapshot, change: Change): boolean {
  if (change.kind === 'enable-policy-type' || change.kind === 'disable-policy-type') {
    return (
      world.organization.policyTypes.includes(change.policyType) === (change.kind === 'enable-policy-type')
    );
  }
  const policy = world.policies.find(({ name }) => name === change.name);
  switch (change.kind) {
    case 'create-policy':
      if (policy !== undefined && !sameDocument(policy, change.content))
        throw moved('policy-differs', change.name);
      return policy !== undefined;
    case 'update-policy':
      if (policy === undefined) throw moved('policy-gone', change.name);
      if (sameDocument(policy, change.content)) return true;
      if (!sameDocument(policy, change.before)) throw moved('policy-differs', change.name);
      return false;
    case 'delete-policy':
      if (policy !== undefined && policy.targets.length > 0) {
        throw moved('policy-attached', change.name, policy.targets.join(', '));
      }
      return policy === undefined;
    case 'attach-policy':
      if (policy === undefined) throw moved('policy-gone', change.name);
      if (!isThere(world, change.targetId)) throw moved('target-gone', change.name, change.targetId);
      return policy.targets.includes(change.targetId);
    case 'detach-policy':
      return policy === undefined || !policy.targets.includes(change.targetId);
  }
}

function isThere({ organization, organizationalUnits, accounts }: Snapshot, targetId: string): boolean {
  return (
    targetId === organization.rootId ||
    [...organizationalUnits, ...accounts].some(({ id }) => id === targetId)
  );
}

const moved = (reason: string, policy: string, target = ''): IndelibleError =>
  new IndelibleError('CONFIG_INVALID', `moved-${reason}`, { policy, target });
