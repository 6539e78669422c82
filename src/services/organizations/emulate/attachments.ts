import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { World } from '../../../sandbox/world.ts';
import { constraint, invalidInput, refused, targetNotFound } from './errors.ts';
import { id, listing, policyType } from './input.ts';
import { arnOf, byAdministrators, delegable, need, policyContext } from './needs.ts';
import { policyOf } from './policies.ts';
import { policySummary } from './shapes.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html, SCPs doubled in May 2026. */
const MAX_ATTACHED: Readonly<Record<string, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html */
function attachPolicy(call: Call): void {
  const { attachments, policyTypes } = call.world.organization;
  const policy = policyOf(call);
  const target = targetOf(call);
  const attached = attachments.get(target) ?? [];
  if (!policyTypes.has(policy.type)) {
    throw refused(
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    );
  }
  if (attached.includes(policy.id)) {
    throw refused(
      'DuplicatePolicyAttachmentException',
      'The selected policy is already attached to the specified target.',
    );
  }
  if (ofType(call.world, attached, policy.type).length >= (MAX_ATTACHED[policy.type] ?? 0)) {
    throw constraint(
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You have attached the maximum number of policies to the specified target.',
    );
  }
  attachments.set(target, [...attached, policy.id]);
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html */
function detachPolicy(call: Call): void {
  const { attachments } = call.world.organization;
  const policy = policyOf(call);
  const target = targetOf(call);
  const attached = attachments.get(target) ?? [];
  if (!attached.includes(policy.id)) {
    throw refused(
      'PolicyNotAttachedException',
      "The specified policy isn't attached to the specified target.",
    );
  }
  if (policy.awsManaged && policy.type === 'RESOURCE_CONTROL_POLICY') {
    throw invalidInput('NON_DETACHABLE_POLICY', 'You specified a policy that cannot be detached.');
  }
  if (ofType(call.world, attached, policy.type).length === 1) {
    throw constraint(
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
    );
  }
  attachments.set(
    target,
    attached.filter((attachedId) => attachedId !== policy.id),
  );
}

function targetOf(call: Call): string {
  const target = id(call, 'TargetId', 'target');
  if (kindOf(call.world, target) === undefined) throw targetNotFound();
  return target;
}

function kindOf({ organization, accounts }: World, target: string) {
  if (target === organization.root.id) return { Type: 'ROOT', Name: organization.root.name };
  const unit = organization.units.get(target);
  if (unit) return { Type: 'ORGANIZATIONAL_UNIT', Name: unit.name };
  const account = accounts.get(target);
  return account?.parentId === undefined ? undefined : { Type: 'ACCOUNT', Name: account.name };
}

const ofType = ({ organization }: World, policyIds: readonly string[], type: string) =>
  policyIds.flatMap((policyId) => {
    const policy = organization.policies.get(policyId);
    return policy?.type === type ? [policy] : [];
  });

function listPoliciesForTarget(call: Call) {
  const attached = call.world.organization.attachments.get(targetOf(call)) ?? [];
  const policies = ofType(call.world, attached, policyType(call, 'Filter'));
  return listing(call, 'Policies', policies.map(policySummary), (policy) => policy.Id);
}

function listTargetsForPolicy(call: Call) {
  const policy = policyOf(call);
  const targets = [...call.world.organization.attachments].flatMap(([TargetId, attached]) => {
    const kind = kindOf(call.world, TargetId);
    if (!kind || !attached.includes(policy.id)) return [];
    return [{ TargetId, Arn: arnOf(call.world, TargetId), ...kind }];
  });
  return listing(call, 'Targets', targets, (target) => target.TargetId);
}

const onPolicy = (call: Call) => {
  const policyId = id(call, 'PolicyId', 'policy');
  return need(call, arnOf(call.world, policyId), policyContext(call.world, policyId));
};

const onPolicyAndTarget = (call: Call) => {
  const policy = onPolicy(call);
  return [policy, { ...policy, resource: arnOf(call.world, id(call, 'TargetId', 'target')) }];
};

export const attachmentOperations: Readonly<Record<string, Operation>> = {
  AttachPolicy: { access: 'write', ...delegable(onPolicyAndTarget, attachPolicy) },
  DetachPolicy: { access: 'write', ...delegable(onPolicyAndTarget, detachPolicy) },
  ListPoliciesForTarget: {
    access: 'read',
    needs: (call) => [
      need(call, arnOf(call.world, id(call, 'TargetId', 'target')), {
        'organizations:PolicyType': policyType(call, 'Filter'),
      }),
    ],
    run: byAdministrators(listPoliciesForTarget),
  },
  ListTargetsForPolicy: {
    access: 'read',
    needs: (call) => [onPolicy(call)],
    run: byAdministrators(listTargetsForPolicy),
  },
};
