import type { Policy } from '../../../model/policy.ts';
import { parsePolicy } from '../../../policy/index.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { lowerId } from '../../../sandbox/ids.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import type { OrganizationPolicyState } from '../../../sandbox/world.ts';
import { constraint, invalidInput, policyNotFound, refused } from './errors.ts';
import { emulatedPolicyType, id, listing, policyType, tags } from './input.ts';
import {
  arnOf,
  byAdministrators,
  delegable,
  need,
  organizationArn,
  policyContext,
  tagContext,
} from './needs.ts';
import { policyShape, policySummary } from './shapes.ts';

/**
 * Characters of the text as sent, white space included.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html, SCPs as of
 * https://aws.amazon.com/about-aws/whats-new/2026/05/aws-organizations-increased-scp-quotas/
 */
const LIMITS: Readonly<Record<string, { readonly characters: number; readonly policies: number }>> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, policies: 10_000 },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, policies: 1_000 },
};

/** The policy that PolicyId names. */
export function policyOf(call: Call): OrganizationPolicyState {
  const policy = call.world.organization.policies.get(id(call, 'PolicyId', 'policy'));
  if (!policy) throw policyNotFound();
  return policy;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
function createPolicy(call: Call) {
  const { world, input } = call;
  const { policies, id: organizationId } = world.organization;
  const type = emulatedPolicyType(call, 'Type');
  const name = text(input, 'Name', { max: 128 });
  const description = text(input, 'Description', { max: 512 });
  mustBeUnique(call, type, name);
  const content = contentOf(call, type);
  if (ofType(call, type).filter((policy) => !policy.awsManaged).length >= (LIMITS[type]?.policies ?? 0)) {
    throw constraint(
      'POLICY_NUMBER_LIMIT_EXCEEDED',
      'You have exceeded the number of policies in an organization.',
    );
  }
  const policyId = `p-${lowerId(8)}`;
  const arn = organizationArn(world, `policy/${organizationId}/${type.toLowerCase()}/${policyId}`);
  const policy: OrganizationPolicyState = {
    id: policyId,
    arn,
    name,
    description,
    type,
    awsManaged: false,
    content,
    policy: compiled(name, arn, type, content),
    tags: new Map(tags(call)),
  };
  policies.set(policyId, policy);
  return { Policy: policyShape(policy) };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html */
function updatePolicy(call: Call) {
  const policy = editable(call);
  const name = optionalText(call.input, 'Name', { max: 128 }) ?? policy.name;
  const description = optionalText(call.input, 'Description', { max: 512 }) ?? policy.description;
  if (name !== policy.name) mustBeUnique(call, policy.type, name);
  const content = call.input.Content === undefined ? policy.content : contentOf(call, policy.type);
  policy.policy = compiled(name, policy.arn, policy.type, content);
  policy.name = name;
  policy.description = description;
  policy.content = content;
  return { Policy: policyShape(policy) };
}

function deletePolicy(call: Call): void {
  const policy = editable(call);
  const { attachments, policies } = call.world.organization;
  if ([...attachments.values()].some((attached) => attached.includes(policy.id))) {
    throw refused(
      'PolicyInUseException',
      'The policy is attached to one or more entities. Detach it before you delete it.',
    );
  }
  policies.delete(policy.id);
}

function editable(call: Call): OrganizationPolicyState {
  const policy = policyOf(call);
  if (policy.awsManaged)
    throw invalidInput('IMMUTABLE_POLICY', 'You specified a policy that is managed by AWS.');
  return policy;
}

function contentOf({ input }: Call, type: string): string {
  const content = text(input, 'Content', { max: 1_000_000 });
  if (content.length > (LIMITS[type]?.characters ?? 0)) {
    throw constraint('POLICY_CONTENT_LIMIT_EXCEEDED', 'You have exceeded the maximum policy size.');
  }
  return content;
}

/** The policy as evaluation uses it: a new object each time, since compiled policies are remembered by identity. */
function compiled(name: string, arn: string, type: string, content: string): Policy {
  const parsed = parsePolicy(content, type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp');
  if (parsed.ok) return { name, arn, document: parsed.document };
  throw refused(
    'MalformedPolicyDocumentException',
    'The provided policy document does not meet the requirements of the specified policy type.',
  );
}

const ofType = ({ world }: Call, type: string): readonly OrganizationPolicyState[] =>
  [...world.organization.policies.values()].filter((policy) => policy.type === type);

function mustBeUnique(call: Call, type: string, name: string): void {
  if (ofType(call, type).some((policy) => policy.name === name)) {
    throw refused('DuplicatePolicyException', 'A policy with the same name already exists.');
  }
}

function listPolicies(call: Call) {
  const policies = ofType(call, policyType(call, 'Filter'));
  return listing(call, 'Policies', policies.map(policySummary), (policy) => policy.Id);
}

const onPolicy = (call: Call) => {
  const policyId = id(call, 'PolicyId', 'policy');
  return [need(call, arnOf(call.world, policyId), policyContext(call.world, policyId))];
};

/** A policy has no id before it is made: only a pattern that covers every policy of its type covers it. */
const onNewPolicy = (call: Call) => {
  const type = policyType(call, 'Type');
  const resource = organizationArn(
    call.world,
    `policy/${call.world.organization.id}/${type.toLowerCase()}/*`,
  );
  return [
    need(call, resource, { 'organizations:PolicyType': type, ...tagContext('RequestTag', tags(call)) }),
  ];
};

export const policyOperations: Readonly<Record<string, Operation>> = {
  CreatePolicy: { access: 'write', ...delegable(onNewPolicy, createPolicy) },
  UpdatePolicy: { access: 'write', ...delegable(onPolicy, updatePolicy) },
  DeletePolicy: { access: 'write', ...delegable(onPolicy, deletePolicy) },
  DescribePolicy: {
    access: 'read',
    needs: onPolicy,
    run: byAdministrators((call) => ({ Policy: policyShape(policyOf(call)) })),
  },
  ListPolicies: {
    access: 'read',
    needs: (call) => [need(call, '*', { 'organizations:PolicyType': policyType(call, 'Filter') })],
    run: byAdministrators(listPolicies),
  },
};
