import type { Policy } from '../model/policy.ts';
import type { Account, Role, Snapshot } from '../model/snapshot.ts';
import { textTest, tokensOf } from '../policy/pattern.ts';
import { levelsOf, pathTo, type Scene } from './scene.ts';
import { accountPatterns, EVERY_ACCOUNT, statementsOf } from './statement.ts';

/** Says of an account what tells it from others: accounts of which the same is said get the same verdicts. */
export type ClassOf = (accountId: string) => string;

/**
 * Two accounts are alike if the same policies bind them at the same depth, no policy names either, and their own
 * resources that count are alike (see `shapeOf`). The account's id is a parameter of everything else.
 */
export function classesOf(scene: Scene, resourcePolicies: readonly Policy[]): ClassOf {
  const text = policyText(scene.snapshot(), resourcePolicies);
  const mentioned = new Set(text.match(/\d{12}/g));
  const patterns = new Set(
    [...scene.snapshot().policies, ...resourcePolicies].flatMap((policy) =>
      statementsOf(policy).flatMap(accountPatterns),
    ),
  );
  const partial = partialNumbers(scene, patterns);
  const everyAccount = patterns.has(EVERY_ACCOUNT);
  const byPath = /orgpaths/i.test(text);
  const roles = rolesByAccount(scene.snapshot());
  const hands = handsByAccount(scene.snapshot());
  const buckets = bucketsByAccount(scene.snapshot());
  const delegated = delegatedFor(scene.snapshot());
  const gaps = gapsByAccount(scene.snapshot());
  const ids = new Map<object, number>();
  const idOf = (policy: object): number => {
    const id = ids.get(policy) ?? ids.size;
    ids.set(policy, id);
    return id;
  };
  const chains = new Map<string, string>();
  const chainOf = (accountId: string, parentId: string): string => {
    const levels = (kind: 'scp' | 'rcp', from: number, to?: number) =>
      (levelsOf(scene, accountId, kind) ?? [])
        .slice(from, to)
        .map(({ policies }) => policies.map(idOf).join())
        .join('/');
    const above = chains.get(parentId) ?? `${levels('scp', 0, -1)} ${levels('rcp', 0, -1)}`;
    chains.set(parentId, above);
    return `${above} ${levels('scp', -1)} ${levels('rcp', -1)}`;
  };
  const names = new Map<string, string>();
  const made = new Map<string, string>();
  return (accountId) => {
    const present = made.get(accountId);
    if (present !== undefined) return present;
    const parentId = scene.accounts.get(accountId)?.parentId ?? '';
    const said = [
      parentId === '' ? 'outside' : chainOf(accountId, parentId),
      byPath ? pathTo(scene, parentId).join('/') : '',
      mentioned.has(accountId) || everyAccount ? accountId : '',
      partial.map((holds) => (holds(accountId) ? '1' : '0')).join(''),
      roles.get(accountId) ?? '',
      hands.get(accountId)?.replaceAll(accountId, '{account}') ?? '',
      buckets.get(accountId)?.replaceAll(accountId, '{account}') ?? '',
      delegated.get(accountId) ?? '',
      gaps.get(accountId)?.replaceAll(accountId, '{account}') ?? '',
    ].join(' ; ');
    const name = names.get(said) ?? String(names.size);
    names.set(said, name);
    made.set(accountId, name);
    return name;
  };
}

function policyText({ policies, logBuckets, keys = [] }: Snapshot, carried: readonly Policy[]): string {
  return [
    ...policies.map(({ content }) => content),
    ...carried.map(({ document }) => JSON.stringify(document)),
    ...logBuckets.map(({ acl }) => JSON.stringify(acl)),
    ...keys.map(({ grants }) => JSON.stringify(grants)),
  ].join('\n');
}

/** Tests of patterns that hold a part of a number: they may match one account and not another. */
function partialNumbers(
  scene: Scene,
  patterns: ReadonlySet<string>,
): readonly ((accountId: string) => boolean)[] {
  const partial = [...patterns].filter((pattern) => !/^\d{12}$/.test(pattern)).sort();
  const names = partial.length === 0 ? new Map() : namesByAccount(scene.snapshot());
  return partial.map((pattern) => {
    const test = textTest(tokensOf(pattern));
    return (accountId) => test(accountId) || (names.get(accountId) ?? []).some(test);
  });
}

/** ARNs of what an account owns. */
function namesByAccount({
  trails,
  logBuckets,
  keys = [],
  logGroups = [],
  resources = [],
}: Snapshot): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { arn, accountId = '' } of [...trails, ...logBuckets, ...keys, ...logGroups, ...resources])
    found.set(accountId, [...(found.get(accountId) ?? []), arn]);
  return found;
}

function rolesByAccount({ roles = [] }: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const role of [...roles].sort((one, other) => (one.arn < other.arn ? -1 : 1)))
    found.set(role.accountId, `${found.get(role.accountId) ?? ''}${parametrized(role)}`);
  return found;
}

const parametrizedRoles = new WeakMap<Role, string>();

/** The role with its account as a parameter. */
export function parametrized(role: Role): string {
  const made = parametrizedRoles.get(role) ?? JSON.stringify(role).replaceAll(role.accountId, '{account}');
  parametrizedRoles.set(role, made);
  return made;
}

/** Whoever owns a log bucket may open it to others, which serves attacks that are about something else. */
function bucketsByAccount({ logBuckets }: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, accountId = '' } of logBuckets)
    found.set(accountId, `${found.get(accountId) ?? ''}${name} `);
  return found;
}

/** What acts as a role, or lets somebody in from elsewhere to do so. */
function handsByAccount({ resources = [] }: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const resource of [...resources].sort((one, other) => (one.arn < other.arn ? -1 : 1))) {
    const { accountId, roleArn, concerns = [] } = resource;
    if (roleArn === undefined && !concerns.some((arn) => arn.includes(':role/'))) continue;
    found.set(accountId, `${found.get(accountId) ?? ''}${JSON.stringify(resource)}`);
  }
  return found;
}

function delegatedFor({ organization }: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { accountId, servicePrincipal } of organization.delegatedAdministrators ?? [])
    found.set(accountId, `${found.get(accountId) ?? ''}${servicePrincipal} `);
  return found;
}

/** What could not be read of an account. */
function gapsByAccount({ gaps }: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { action, resource } of gaps) {
    for (const [id] of resource.matchAll(/\d{12}/g))
      found.set(id, `${found.get(id) ?? ''}${action} ${resource} `);
  }
  return found;
}

/** Accounts whose administrators and root can be attackers, in order. */
export const activeMembers = ({ accounts, organization }: Snapshot): readonly Account[] =>
  accounts
    .filter(({ id, status }) => status === 'ACTIVE' && id !== organization.managementAccountId)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
