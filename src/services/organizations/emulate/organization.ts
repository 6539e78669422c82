import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { enablePolicyType } from '../../../sandbox/full-access.ts';
import { refused } from './errors.ts';
import { emulatedPolicyType, id, listing, policyType } from './input.ts';
import { arnOf, byAdministrators, byMembers, delegable, need, onAnything } from './needs.ts';
import { policyTypesShape, rootShape } from './shapes.ts';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
function describeOrganization({ world }: Call) {
  const { organization } = world;
  const management = world.accounts.get(organization.managementAccountId);
  return {
    Organization: {
      Id: organization.id,
      Arn: organization.arn,
      FeatureSet: 'ALL',
      MasterAccountArn: management?.arn,
      MasterAccountId: organization.managementAccountId,
      MasterAccountEmail: management?.email,
      // AWS: "Do not use. This field is deprecated and doesn't provide complete information."
      AvailablePolicyTypes: policyTypesShape(['SERVICE_CONTROL_POLICY']),
    },
  };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html */
function enable(call: Call) {
  const type = typeAtRoot(call);
  if (call.world.organization.policyTypes.has(type)) {
    throw refused('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.');
  }
  enablePolicyType(call.world, type);
  return { Root: rootShape(call.world) };
}

/**
 * Detaches every policy of the type; enabling it again brings back the full access policy alone.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
 */
function disable(call: Call) {
  const type = typeAtRoot(call);
  const { policyTypes, attachments, policies } = call.world.organization;
  if (!policyTypes.delete(type)) {
    throw refused(
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    );
  }
  for (const [target, attached] of attachments) {
    attachments.set(
      target,
      attached.filter((policyId) => policies.get(policyId)?.type !== type),
    );
  }
  return { Root: rootShape(call.world) };
}

function typeAtRoot(call: Call): string {
  if (id(call, 'RootId', 'root') !== call.world.organization.root.id) {
    throw refused('RootNotFoundException', "You specified a root that doesn't exist.");
  }
  return emulatedPolicyType(call, 'PolicyType');
}

const onRoot = (call: Call) => [
  need(call, arnOf(call.world, id(call, 'RootId', 'root')), {
    'organizations:PolicyType': policyType(call, 'PolicyType'),
  }),
];

export const organizationOperations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: { access: 'read', needs: onAnything, run: byMembers(describeOrganization) },
  ListRoots: {
    access: 'read',
    needs: onAnything,
    run: byAdministrators((call) => listing(call, 'Roots', [rootShape(call.world)], (root) => root.Id)),
  },
  EnablePolicyType: { access: 'write', ...delegable(onRoot, enable) },
  DisablePolicyType: { access: 'write', ...delegable(onRoot, disable) },
};
