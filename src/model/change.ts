import type { OrganizationPolicy, Snapshot } from './snapshot.ts';

/** One change to an organization: what a plan applies, what an undo takes back, what an attack's step effects. */
export type Change =
  | { readonly kind: 'enable-policy-type'; readonly policyType: PolicyTypeName }
  | { readonly kind: 'disable-policy-type'; readonly policyType: PolicyTypeName }
  | {
      readonly kind: 'create-policy';
      readonly policyType: PolicyTypeName;
      readonly name: string;
      readonly description: string;
      readonly content: string;
    }
  | {
      readonly kind: 'update-policy';
      readonly name: string;
      readonly content: string;
      readonly before: string;
    }
  | { readonly kind: 'delete-policy'; readonly name: string }
  | { readonly kind: 'attach-policy'; readonly name: string; readonly targetId: string }
  | { readonly kind: 'detach-policy'; readonly name: string; readonly targetId: string };

/** The policy types as AWS names them, by `kind`. */
export const POLICY_TYPES = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;
export type PolicyTypeName = (typeof POLICY_TYPES)[keyof typeof POLICY_TYPES];

/**
 * The Snapshot as it will be after the change. Policies are named: an id is known only once AWS has created it,
 * and names are unique in an organization (https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html).
 */
export function after(snapshot: Snapshot, change: Change): Snapshot {
  switch (change.kind) {
    case 'enable-policy-type':
      return withPolicyTypes(snapshot, [
        ...snapshot.organization.policyTypes.filter((t) => t !== change.policyType),
        change.policyType,
      ]);
    case 'disable-policy-type':
      return withoutPolicyType(snapshot, change.policyType);
    case 'create-policy':
      return { ...snapshot, policies: [...snapshot.policies, created(snapshot, change)] };
    case 'update-policy':
      return withPolicy(snapshot, change.name, (policy) => ({
        ...policy,
        content: change.content,
        document: JSON.parse(change.content),
      }));
    case 'delete-policy':
      return { ...snapshot, policies: snapshot.policies.filter((policy) => policy.name !== change.name) };
    case 'attach-policy':
      return withPolicy(snapshot, change.name, (policy) => ({
        ...policy,
        targets: [...policy.targets.filter((target) => target !== change.targetId), change.targetId],
      }));
    case 'detach-policy':
      return withPolicy(snapshot, change.name, (policy) => ({
        ...policy,
        targets: policy.targets.filter((target) => target !== change.targetId),
      }));
  }
}

/**
 * What takes a change back; `undefined` where nothing should. A policy type stays on: with FullAWSAccess alone it
 * changes nothing, and switching it off would detach every policy attached since.
 */
export function inverse(change: Change): Change | undefined {
  switch (change.kind) {
    case 'create-policy':
      return { kind: 'delete-policy', name: change.name };
    case 'update-policy':
      return { kind: 'update-policy', name: change.name, content: change.before, before: change.content };
    case 'attach-policy':
      return { kind: 'detach-policy', name: change.name, targetId: change.targetId };
    case 'detach-policy':
      return { kind: 'attach-policy', name: change.name, targetId: change.targetId };
    case 'enable-policy-type':
    case 'disable-policy-type':
    case 'delete-policy':
      return undefined;
  }
}

function withPolicyTypes(snapshot: Snapshot, policyTypes: readonly string[]): Snapshot {
  return { ...snapshot, organization: { ...snapshot.organization, policyTypes } };
}

/** Disabling a type detaches every policy of it. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html */
function withoutPolicyType(snapshot: Snapshot, policyType: PolicyTypeName): Snapshot {
  const kind = kindOf(policyType);
  const policies = snapshot.policies.map((policy) =>
    policy.kind === kind ? { ...policy, targets: [] } : policy,
  );
  return withPolicyTypes(
    { ...snapshot, policies },
    snapshot.organization.policyTypes.filter((type) => type !== policyType),
  );
}

function withPolicy(
  snapshot: Snapshot,
  name: string,
  replace: (policy: OrganizationPolicy) => OrganizationPolicy,
): Snapshot {
  return {
    ...snapshot,
    policies: snapshot.policies.map((policy) => (policy.name === name ? replace(policy) : policy)),
  };
}

function created(snapshot: Snapshot, change: Extract<Change, { kind: 'create-policy' }>): OrganizationPolicy {
  const kind = kindOf(change.policyType);
  return {
    id: '',
    arn: snapshot.organization.arn.replace(
      /:organization\/.*$/,
      `:policy/${snapshot.organization.id}/${policyTypePath(kind)}/`,
    ),
    name: change.name,
    description: change.description,
    kind,
    awsManaged: false,
    document: JSON.parse(change.content),
    content: change.content,
    targets: [],
  };
}

const kindOf = (type: PolicyTypeName): 'scp' | 'rcp' => (type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp');

const policyTypePath = (kind: 'scp' | 'rcp'): string =>
  kind === 'scp' ? 'service_control_policy' : 'resource_control_policy';
