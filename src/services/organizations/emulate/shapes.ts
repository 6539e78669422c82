import { levelsAbove } from '../../../sandbox/organization-tree.ts';
import type { AccountState, OrganizationPolicyState, UnitState, World } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
export const rootShape = ({ organization }: World) => ({
  Id: organization.root.id,
  Arn: organization.root.arn,
  Name: organization.root.name,
  PolicyTypes: policyTypesShape(organization.policyTypes),
});

export const policyTypesShape = (types: Iterable<string>) =>
  [...types].map((Type) => ({ Type, Status: 'ENABLED' }));

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const accountShape = (world: World, account: AccountState) => ({
  Id: account.id,
  Arn: account.arn,
  Email: account.email,
  Name: account.name,
  Status: account.status,
  State: account.status === 'PENDING_CLOSURE' ? 'PENDING_CLOSURE' : account.status,
  Paths: [`${[world.organization.id, ...(levelsAbove(world, account.id) ?? [])].join('/')}/`],
  JoinedMethod: account.id === world.organization.managementAccountId ? 'INVITED' : 'CREATED',
  JoinedTimestamp: account.joinedAt,
});

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
export const unitShape = (world: World, unit: UnitState) => ({
  Id: unit.id,
  Arn: unit.arn,
  Name: unit.name,
  Path: `${[world.organization.id, ...unitLevels(world, unit)].join('/')}/`,
});

/** From the root down to the unit itself. */
export function unitLevels({ organization }: World, unit: UnitState): readonly string[] {
  const levels = [unit.id];
  let parent = organization.units.get(unit.parentId);
  while (parent) {
    levels.unshift(parent.id);
    parent = organization.units.get(parent.parentId);
  }
  return [organization.root.id, ...levels];
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html */
export const policySummary = (policy: OrganizationPolicyState) => ({
  Id: policy.id,
  Arn: policy.arn,
  Name: policy.name,
  Description: policy.description,
  Type: policy.type,
  AwsManaged: policy.awsManaged,
});

export const policyShape = (policy: OrganizationPolicyState) => ({
  PolicySummary: policySummary(policy),
  Content: policy.content,
});
