import { duplicate, invalid, type Place, unknownReference } from './document.ts';
import { enablePolicyType } from './full-access.ts';
import { lowerId } from './ids.ts';
import { newWorldAccount } from './new-account.ts';
import { Resources } from './resources.ts';
import type { AccountState, Clock, OrganizationState, World } from './world.ts';
import type { WorldAccount, WorldFile, WorldUnit } from './world-file.ts';
import { addDelegates, addPolicy, policyTypes } from './world-policies.ts';
import { addBucket, addTrail } from './world-resources.ts';

/** Builds the World that a file describes. Throws CONFIG_INVALID where its parts do not fit together. */
export function buildWorld(file: WorldFile, clock: Clock): World {
  const world = emptyWorld(file, clock);
  file.organizationalUnits?.forEach((unit, index) => {
    addUnit(world, unit, `organizationalUnits[${index}]`);
  });
  file.accounts.forEach((account, index) => {
    addAccount(world, account, `accounts[${index}]`);
  });
  const accountOf = (place: Place): AccountState => accountNamed(world, place);
  for (const type of policyTypes(file)) enablePolicyType(world, type);
  file.policies?.forEach((policy, index) => {
    addPolicy(world, policy, `policies[${index}]`, accountOf);
  });
  addDelegates(world, file, accountOf);
  file.buckets?.forEach((bucket, index) => {
    addBucket(world, bucket, file.trails ?? [], `buckets[${index}]`, accountOf);
  });
  file.trails?.forEach((trail, index) => {
    addTrail(world, trail, `trails[${index}]`, accountOf);
  });
  return world;
}

function emptyWorld(file: WorldFile, clock: Clock): World {
  const partition = file.partition ?? 'aws';
  const managing = file.accounts.filter(({ management }) => management);
  const [management] = managing;
  if (!management || managing.length > 1) {
    throw invalid('world-one-management-account', { path: 'accounts', count: managing.length });
  }
  const id = file.organization?.id ?? `o-${lowerId(10)}`;
  const arn = `arn:${partition}:organizations::${management.id}:`;
  const rootId = file.organization?.rootId ?? `r-${lowerId(4)}`;
  const organization: OrganizationState = {
    id,
    arn: `${arn}organization/${id}`,
    managementAccountId: management.id,
    root: { id: rootId, arn: `${arn}root/${id}/${rootId}`, name: 'Root' },
    units: new Map(),
    policies: new Map(),
    attachments: new Map(),
    policyTypes: new Set(),
    trustedServices: new Set([
      ...(file.organization?.trustedAccess ?? []),
      ...(file.organization?.rootAccess ? ['iam.amazonaws.com'] : []),
      ...(file.trails?.some((trail) => trail.organization) ? ['cloudtrail.amazonaws.com'] : []),
    ]),
    delegatedAdministrators: new Map(),
    rootAccess: file.organization?.rootAccess ?? false,
    handshakes: file.organization?.handshakes ?? [],
    resourcePolicy: undefined,
  };
  return {
    partition,
    clock,
    organization,
    accounts: new Map(),
    credentials: new Map(),
    buckets: new Map(),
    trails: new Map(),
    keys: new Map((file.keys ?? []).map((key) => [key.arn, key])),
    logGroups: new Map((file.logGroups ?? []).map((group) => [group.arn, group])),
    resources: new Resources(file.resources ?? []),
  };
}

function addUnit(world: World, unit: WorldUnit, path: string): void {
  const { organization } = world;
  const id = unit.id ?? `ou-${organization.root.id.slice(2)}-${lowerId(8)}`;
  const place = { value: unit.parent, path: `${path}.parent` };
  const parentId = unit.parent === undefined ? organization.root.id : unitNamed(world, place);
  const twin = [...organization.units.values()].some(
    (other) => other.id === id || (other.name === unit.name && other.parentId === parentId),
  );
  if (twin) throw duplicate({ value: unit.name, path });
  const arn = `arn:${world.partition}:organizations::${organization.managementAccountId}:ou/${organization.id}/${id}`;
  organization.units.set(id, { id, arn, name: unit.name, parentId });
}

function unitNamed({ organization }: World, place: Place): string {
  const units = [...organization.units.values()];
  const found =
    units.find((unit) => unit.id === place.value) ?? units.find((unit) => unit.name === place.value);
  if (found) return found.id;
  throw unknownReference(
    place,
    units.map(({ name }) => name),
  );
}

function addAccount(world: World, account: WorldAccount, path: string): void {
  if (world.accounts.has(account.id)) throw duplicate({ value: account.id, path: `${path}.id` });
  const apart = account.outside || account.management;
  if (account.outside && (account.management || account.ou !== undefined)) {
    throw invalid('world-outside-account', { path });
  }
  const above = { value: account.ou, path: `${path}.ou` };
  const parentId = account.ou === undefined ? world.organization.root.id : unitNamed(world, above);
  const state = newWorldAccount(world, account, account.outside ? undefined : parentId, { member: !apart });
  world.accounts.set(account.id, state);
}

function accountNamed(world: World, place: Place): AccountState {
  const accounts = [...world.accounts.values()];
  const found =
    accounts.find(({ id }) => id === place.value) ?? accounts.find(({ name }) => name === place.value);
  if (found) return found;
  throw unknownReference(
    place,
    accounts.map(({ name }) => name),
  );
}
