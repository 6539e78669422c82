import { IndelibleError } from '../model/error.ts';
import type { Snapshot } from '../model/snapshot.ts';

export interface PlanTarget {
  readonly id: string;
  readonly name: string;
  readonly kind: 'root' | 'organizational-unit' | 'account';
}

/**
 * The root, organizational unit or account that a person named: by id, or by a name that only one of them has.
 * Refuses the management account: no service control policy binds it.
 */
export function resolveTarget(snapshot: Snapshot, named: string): PlanTarget {
  const found = candidates(snapshot).filter(
    ({ id, name, kind }) => id === named || name === named || (kind === 'root' && named === 'root'),
  );
  const exact = found.find(({ id }) => id === named);
  const target = exact ?? found[0];
  if (target === undefined) throw new IndelibleError('CONFIG_INVALID', 'target-not-found', { target: named });
  if (exact === undefined && found.length > 1) {
    throw new IndelibleError('CONFIG_INVALID', 'target-ambiguous', {
      target: named,
      ids: found.map(({ id }) => id).join(', '),
    });
  }
  if (target.id === snapshot.organization.managementAccountId) {
    throw new IndelibleError('CONFIG_INVALID', 'target-management', { target: target.id });
  }
  return target;
}

function candidates(snapshot: Snapshot): readonly PlanTarget[] {
  return [
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html
    { id: snapshot.organization.rootId, name: 'Root', kind: 'root' },
    ...snapshot.organizationalUnits.map(({ id, name }) => ({
      id,
      name,
      kind: 'organizational-unit' as const,
    })),
    ...snapshot.accounts.map(({ id, name }) => ({ id, name, kind: 'account' as const })),
  ];
}

/** Ids from the root down to the target, both included. */
export function pathTo(snapshot: Snapshot, targetId: string): readonly string[] {
  const parents = new Map(
    [...snapshot.organizationalUnits, ...snapshot.accounts].map(({ id, parentId }) => [id, parentId]),
  );
  const path = [targetId];
  // INVARIANT: a tree; the bound only stops a Snapshot that is not one.
  for (
    let parent = parents.get(targetId);
    parent !== undefined && path.length < 20;
    parent = parents.get(parent)
  ) {
    path.unshift(parent);
  }
  return path;
}
