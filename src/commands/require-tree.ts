import { IndelibleError } from '../model/error.ts';
import type { Gap, Snapshot } from '../model/snapshot.ts';
import { APPLY_PERMISSIONS } from './permissions/apply.ts';

const OF_TREE: ReadonlySet<string> = new Set(APPLY_PERMISSIONS);

/** Whether it hides a part of the tree or of the policies on it. */
export const isOfTree = ({ action }: Gap): boolean => OF_TREE.has(action);

/** Without the policies and where they are attached, a plan could repeat or undo what is there. */
export function requireTree({ gaps }: Snapshot): void {
  const gap = gaps.find((one) => isOfTree(one) && !one.action.startsWith('organizations:ListAccounts'));
  if (gap === undefined) return;
  const { action, message } = gap;
  throw new IndelibleError('AWS_DENIED', 'organization-unreadable', { action, message });
}
