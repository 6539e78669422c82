import { POLICY_TYPES } from '../model/change.ts';
import type { PolicyDocument } from '../model/policy.ts';
import { duplicate, invalid, type Place } from './document.ts';
import { attachFullAccess, fullAccessPolicy } from './full-access.ts';
import { lowerId } from './ids.ts';
import type { AccountState, OrganizationState, World } from './world.ts';
import type { WorldFile, WorldPolicy } from './world-file.ts';

type AccountOf = (place: Place) => AccountState;

/** Those named, and those of the policies that stand somewhere. */
export function policyTypes(file: WorldFile): ReadonlySet<string> {
  const attached = (file.policies ?? []).filter(({ targets }) => (targets ?? []).length > 0);
  return new Set([
    ...(file.organization?.policyTypes ?? []),
    ...attached.map(({ kind }) => POLICY_TYPES[kind]),
  ]);
}

export function addPolicy(world: World, policy: WorldPolicy, path: string, accountOf: AccountOf): void {
  const { organization } = world;
  const type = POLICY_TYPES[policy.kind];
  const targets = (policy.targets ?? []).map((value, index) =>
    targetNamed(world, { value, path: `${path}.targets[${index}]` }, accountOf),
  );
  if (policy.kind === 'scp' && policy.name === FULL_ACCESS) {
    placeFullAccess(world, type, targets);
    return;
  }
  if (
    [...organization.policies.values()].some((other) => other.name === policy.name && other.type === type)
  ) {
    throw duplicate({ value: policy.name, path: `${path}.name` });
  }
  const id = policy.id ?? `p-${lowerId(8)}`;
  if (organization.policies.has(id)) throw duplicate({ value: id, path: `${path}.id` });
  const owner = `arn:${world.partition}:organizations::${organization.managementAccountId}`;
  const arn = `${owner}:policy/${organization.id}/${type.toLowerCase()}/${id}`;
  organization.policies.set(id, {
    id,
    arn,
    name: policy.name,
    description: policy.description ?? '',
    type,
    awsManaged: false,
    content: JSON.stringify(policy.document),
    policy: { name: policy.name, arn, document: policy.document },
    tags: new Map(),
  });
  for (const target of targets) {
    organization.attachments.set(target, [...(organization.attachments.get(target) ?? []), id]);
  }
}

const FULL_ACCESS = 'FullAWSAccess';

function placeFullAccess(world: World, type: string, targets: readonly string[]): void {
  const { attachments, policies } = world.organization;
  const id = fullAccessPolicy(world.partition, type)?.id ?? '';
  if (!policies.has(id)) return;
  for (const [target, attached] of attachments) {
    attachments.set(
      target,
      attached.filter((other) => other !== id),
    );
  }
  for (const target of targets) attachFullAccess(world, target, [type]);
}

export function addDelegates(
  world: World,
  { organization: described }: WorldFile,
  accountOf: AccountOf,
): void {
  const { trustedServices, delegatedAdministrators } = world.organization;
  described?.delegatedAdministrators?.forEach(({ service, account }, index) => {
    const path = `organization.delegatedAdministrators[${index}].account`;
    const { id, parentId } = accountOf({ value: account, path });
    if (parentId === undefined) throw invalid('world-outside-account', { path });
    trustedServices.add(service);
    delegatedAdministrators.set(service, (delegatedAdministrators.get(service) ?? new Set()).add(id));
  });
  const document = described?.delegationPolicy;
  if (document) world.organization.resourcePolicy = newResourcePolicy(JSON.stringify(document), document);
}

/** An organization's resource policy under an id of its own. */
export const newResourcePolicy = (
  text: string,
  document: PolicyDocument,
): NonNullable<OrganizationState['resourcePolicy']> => ({
  id: `rp-${lowerId(8)}`,
  text,
  policy: { name: 'resource policy', document },
});

function targetNamed(world: World, place: Place, accountOf: AccountOf): string {
  const { root, units } = world.organization;
  if (place.value === 'root' || place.value === root.id) return root.id;
  const unit = [...units.values()].find(({ id, name }) => id === place.value || name === place.value);
  if (unit) return unit.id;
  const account = accountOf(place);
  if (account.parentId === undefined) throw invalid('world-outside-account', { path: place.path });
  return account.id;
}
