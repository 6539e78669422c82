import type { Change } from '../../model/change.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** One line for each kind of change. */
export const changes = {
  'enable-policy-type': (c: Of<'enable-policy-type'>) =>
    `switch the policy type ${c.policyType} on (stays on)`,
  'disable-policy-type': (c: Of<'disable-policy-type'>) => `switch the policy type ${c.policyType} off`,
  'create-policy': (c: Of<'create-policy'>) => `create policy ${c.name}`,
  'update-policy': (c: Of<'update-policy'>) => `replace the content of policy ${c.name}`,
  'delete-policy': (c: Of<'delete-policy'>) => `delete policy ${c.name}`,
  'attach-policy': (c: Of<'attach-policy'>) => `attach policy ${c.name} to ${c.targetId}`,
  'detach-policy': (c: Of<'detach-policy'>) => `detach policy ${c.name} from ${c.targetId}`,
};
