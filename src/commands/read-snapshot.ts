import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../model/snapshot.ts';
import { invalid, readJson, shown } from './read-json.ts';
import { snapshotSchema } from './schemas/snapshot.ts';

/** A Snapshot from a file, or with `-` from standard input. Whatever does not hold together is CONFIG_INVALID. */
export async function readSnapshot(file: string): Promise<Snapshot> {
  const snapshot = (await readJson(file, snapshotSchema)) as Snapshot;
  refuseDuplicates(file, snapshot);
  refuseLooseTree(file, snapshot);
  refuseNoManagement(file, snapshot);
  refuseOtherOwners(file, snapshot);
  refuseOtherContent(file, snapshot);
  return snapshot;
}

/** The engines look things up by these: of two alike, one would not be looked at. */
function refuseDuplicates(file: string, snapshot: Snapshot): void {
  const { organizationalUnits, accounts, policies, trails, logBuckets } = snapshot;
  const { keys = [], roles = [], logGroups = [], resources = [], handshakes = [] } = snapshot;
  const lists: Readonly<Record<string, readonly (readonly [member: string, value: string])[]>> = {
    organizationalUnits: organizationalUnits.map(({ id }) => ['id', id]),
    accounts: accounts.map(({ id }) => ['id', id]),
    policies: policies.map(({ id }) => ['id', id]),
    trails: trails.map(({ arn }) => ['arn', arn]),
    logBuckets: logBuckets.map(({ name }) => ['name', name]),
    keys: keys.map(({ arn }) => ['arn', arn]),
    roles: roles.map(({ arn }) => ['arn', arn]),
    logGroups: logGroups.map(({ arn }) => ['arn', arn]),
    resources: resources.map(({ arn }) => ['arn', arn]),
    handshakes: handshakes.map(({ arn }) => ['arn', arn]),
  };
  for (const [list, entries] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const [index, [member, value]] of entries.entries()) {
      if (seen.has(value))
        throw invalid('json-duplicate', { file, path: `${list}[${index}].${member}`, value: shown(value) });
      seen.add(value);
    }
  }
}

/** Every unit and account hangs on the root: one that does not would seem bound by nothing, or by too much. */
function refuseLooseTree(file: string, { organization, organizationalUnits, accounts }: Snapshot): void {
  const parents = new Map(organizationalUnits.map(({ id, parentId }) => [id, parentId]));
  const hanging = new Set([organization.rootId]);
  for (const [index, { id, parentId }] of organizationalUnits.entries()) {
    const path = `organizationalUnits[${index}].parentId`;
    if (parentId !== organization.rootId && !parents.has(parentId))
      throw invalid('json-unknown-reference', { file, path, value: shown(parentId) });
    if (id === organization.rootId || isInRing(id, parents, hanging))
      throw invalid('json-ring', { file, path, value: shown(id) });
  }
  for (const [index, { parentId }] of accounts.entries()) {
    if (parentId !== organization.rootId && !parents.has(parentId))
      throw invalid('json-unknown-reference', {
        file,
        path: `accounts[${index}].parentId`,
        value: shown(parentId),
      });
  }
}

function isInRing(id: string, parents: ReadonlyMap<string, string>, hanging: Set<string>): boolean {
  const passed = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !hanging.has(at); at = parents.get(at)) {
    if (passed.has(at)) return true;
    passed.add(at);
  }
  for (const one of passed) hanging.add(one);
  return false;
}

/** No policy binds it: taken for another, an account would seem to be bound. */
function refuseNoManagement(file: string, { organization, accounts, gaps }: Snapshot): void {
  const { managementAccountId } = organization;
  if (accounts.some(({ id }) => id === managementAccountId)) return;
  // Where the accounts could not all be listed, it may be one of those.
  if (gaps.some(({ action }) => action.startsWith('organizations:ListAccounts'))) return;
  throw invalid('json-unknown-reference', {
    file,
    path: 'organization.managementAccountId',
    value: shown(managementAccountId),
  });
}

/** The account in the ARN is whose it is: with another beside it, somebody else would be taken for its owner. */
function refuseOtherOwners(file: string, snapshot: Snapshot): void {
  const { accounts, trails, logBuckets, keys = [], roles = [], logGroups = [] } = snapshot;
  const accessPoints = logBuckets.flatMap(({ accessPoints = [] }, index) =>
    accessPoints.map((one, at) => [`logBuckets[${index}].accessPoints[${at}]`, one] as const),
  );
  const owned = Object.entries({ trails, keys, roles, logGroups }).flatMap(([list, all]) =>
    all.map((one, index) => [`${list}[${index}]`, one] as const),
  );
  for (const [path, { arn, accountId }] of [...owned, ...accessPoints]) {
    if (arn.split(':')[4] !== accountId)
      throw invalid('json-other-owner', { file, path: `${path}.accountId`, value: shown(accountId), arn });
  }
  for (const [index, { arn, name }] of logBuckets.entries()) {
    if (arn.split(':').slice(5).join(':') !== name)
      throw invalid('json-other-owner', { file, path: `logBuckets[${index}].name`, value: shown(name), arn });
  }
  for (const [index, { arn, id }] of accounts.entries()) {
    if (!arn.endsWith(`/${id}`))
      throw invalid('json-other-owner', { file, path: `accounts[${index}].id`, value: shown(id), arn });
  }
}

/** A document that says something else than the text that AWS stores would prove what is not so. */
function refuseOtherContent(file: string, { policies }: Snapshot): void {
  for (const [index, { document, content }] of policies.entries()) {
    if (!isDeepStrictEqual(parsed(content), document))
      throw invalid('json-content-differs', { file, path: `policies[${index}].content` });
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
