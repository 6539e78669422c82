import type { Change } from '../../model/change.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';

/** The operation that makes a kind of change, which is its permission's name, too. */
export const operationOf = (kind: string): string =>
  kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The call that makes a change. `snapshot` is the organization just before it. */
export function stepOf(snapshot: Snapshot, change: Change): Pick<Step, 'operation' | 'input'> {
  const call = (operation: string, input: Step['input']) => ({
    operation: `organizations:${operation}`,
    input,
  });
  const RootId = snapshot.organization.rootId;
  switch (change.kind) {
    case 'enable-policy-type':
      return call('EnablePolicyType', { RootId, PolicyType: change.policyType });
    case 'disable-policy-type':
      return call('DisablePolicyType', { RootId, PolicyType: change.policyType });
    case 'create-policy':
      return call('CreatePolicy', {
        Type: change.policyType,
        Name: change.name,
        Description: change.description,
        Content: change.content,
      });
    case 'update-policy':
      return call('UpdatePolicy', { PolicyId: idOf(snapshot, change.name), Content: change.content });
    case 'delete-policy':
      return call('DeletePolicy', { PolicyId: idOf(snapshot, change.name) });
    case 'attach-policy':
      return call('AttachPolicy', { PolicyId: idOf(snapshot, change.name), TargetId: change.targetId });
    case 'detach-policy':
      return call('DetachPolicy', { PolicyId: idOf(snapshot, change.name), TargetId: change.targetId });
  }
}

function idOf(snapshot: Snapshot, name: string): string {
  const id = snapshot.policies.find((policy) => policy.name === name)?.id;
  if (id === undefined || id === '') throw new IndelibleError('BUG', 'policy-without-id', { policy: name });
  return id;
}
