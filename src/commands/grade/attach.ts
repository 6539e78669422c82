import { many } from '../../model/policy.ts';
import type { ReadPolicy } from '../../model/policy-file.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import type { ReferenceNames } from './reference-names.ts';

type Attachable = Pick<ReadPolicy, 'name' | 'kind' | 'document'>;

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html */
export function fullAccess({ partition }: ReferenceNames, targets: readonly string[]): OrganizationPolicy {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  } as const;
  return {
    id: 'p-FullAWSAccess',
    arn: `arn:${partition}:organizations::aws:policy/service_control_policy/p-FullAWSAccess`,
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    kind: 'scp',
    awsManaged: true,
    document,
    content: JSON.stringify(document),
    targets,
  };
}

/** Service control policies that allow something: they stand at the root in place of FullAWSAccess. */
export const allowing = <Policy extends Pick<ReadPolicy, 'kind' | 'document'>>(
  policies: readonly Policy[],
): readonly Policy[] =>
  policies.filter(
    ({ kind, document }) =>
      kind === 'scp' && many(document.Statement).some(({ Effect }) => Effect === 'Allow'),
  );

/** The world with the policies at its root. */
export function attached(world: Snapshot, policies: readonly Attachable[]): Snapshot {
  const { rootId } = world.organization;
  const replaced = allowing(policies).length > 0;
  const present = world.policies.map((policy) =>
    replaced && policy.awsManaged
      ? { ...policy, targets: policy.targets.filter((target) => target !== rootId) }
      : policy,
  );
  return {
    ...world,
    policies: [...present, ...policies.map((policy, index) => atRoot(world, policy, index))],
  };
}

function atRoot(
  { partition, organization }: Snapshot,
  { name, kind, document }: Attachable,
  index: number,
): OrganizationPolicy {
  const type = kind === 'scp' ? 'service_control_policy' : 'resource_control_policy';
  const id = `p-graded${String(index).padStart(4, '0')}`;
  const { id: organizationId, managementAccountId, rootId } = organization;
  return {
    id,
    arn: `arn:${partition}:organizations::${managementAccountId}:policy/${organizationId}/${type}/${id}`,
    name,
    description: '',
    kind,
    awsManaged: false,
    document,
    content: JSON.stringify(document),
    targets: [rootId],
  };
}
