import type { PolicyDocument } from '../model/policy.ts';
import type { OrganizationPolicyState, OrganizationState, World } from './world.ts';

const FULL_ACCESS: Readonly<Record<string, { readonly name: string; readonly principal: boolean }>> = {
  SERVICE_CONTROL_POLICY: { name: 'FullAWSAccess', principal: false },
  RESOURCE_CONTROL_POLICY: { name: 'RCPFullAWSAccess', principal: true },
};

/** AWS's own policy of a type, attached to every root, organizational unit and account while the type is enabled. */
export function fullAccessPolicy(partition: string, type: string): OrganizationPolicyState | undefined {
  const known = FULL_ACCESS[type];
  if (!known) return undefined;
  const id = `p-${known.name}`;
  const arn = `arn:${partition}:organizations::aws:policy/${type.toLowerCase()}/${id}`;
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        ...(known.principal ? { Principal: '*' as const } : {}),
        Action: '*',
        Resource: '*',
      },
    ],
  };
  return {
    id,
    arn,
    name: known.name,
    description: known.principal ? 'Allows access to every resource' : 'Allows access to every operation',
    type,
    awsManaged: true,
    content: JSON.stringify(document, undefined, 2),
    policy: { name: known.name, arn, document },
    tags: new Map(),
  };
}

/** Switches a type on as EnablePolicyType does: its full access policy comes to stand on every target. */
export function enablePolicyType(world: World, type: string): void {
  const { organization } = world;
  organization.policyTypes.add(type);
  for (const target of targetsOf(world)) attachFullAccess(world, target, [type]);
}

/** A new target starts with the full access policy of each enabled type. */
export function attachFullAccess(
  world: World,
  targetId: string,
  types: Iterable<string> = world.organization.policyTypes,
): void {
  for (const type of types) {
    const policy = fullAccessPolicy(world.partition, type);
    if (!policy) continue;
    if (!world.organization.policies.has(policy.id)) world.organization.policies.set(policy.id, policy);
    attach(world.organization, targetId, policy.id);
  }
}

function attach({ attachments }: OrganizationState, targetId: string, policyId: string): void {
  const attached = attachments.get(targetId) ?? [];
  if (!attached.includes(policyId)) attachments.set(targetId, [...attached, policyId]);
}

function targetsOf({ organization, accounts }: World): readonly string[] {
  const members = [...accounts.values()].filter((account) => account.parentId !== undefined);
  return [organization.root.id, ...organization.units.keys(), ...members.map(({ id }) => id)];
}
