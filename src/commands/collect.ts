import type { AwsAccess } from '../aws/access.ts';
import { assumeRole, DEFAULT_ROLES } from '../aws/assume.ts';
import { concurrently } from '../aws/reading.ts';
import { IndelibleError } from '../model/error.ts';
import { inStableOrder } from '../model/order.ts';
import type { Account, Depth, Gap, Organization, Snapshot } from '../model/snapshot.ts';
import { type AccountPart, readAccount } from './collect/account.ts';
import { Answers } from './collect/answers.ts';
import { readBackups } from './collect/backups.ts';
import { Checkpoint } from './collect/checkpoint.ts';
import { readDeliverers } from './collect/deliverers.ts';
import { namedIn, readNamed } from './collect/named.ts';
import { ownersOf } from './collect/owners.ts';
import { withRelevantStacks } from './collect/stacks.ts';
import { readOrganization } from './read-organization.ts';
import { VERSION } from './version.ts';

export interface CollectRequest {
  readonly depth: Depth;
  readonly roleName?: string;
  readonly externalId?: string;
  /** Where finished accounts are kept until all are, so that an interrupted collection goes on where it stopped. */
  readonly checkpoint?: string;
  /** Where each answer of AWS is recorded with its hash. */
  readonly answers?: string;
  /** Told before the accounts are read, which may take long. */
  readonly onPreflight?: (preflight: Preflight) => void;
  readonly onProgress?: (progress: CollectProgress) => void;
}

/** What will be missing in the Snapshot if the collection goes on as it began. */
export interface Preflight {
  readonly entered: number;
  readonly of: number;
  /** Ids of active accounts that could not be entered. */
  readonly closed: readonly string[];
  /** Permissions of the organization that were missing. */
  readonly denied: readonly string[];
}

export interface CollectProgress {
  readonly done: number;
  readonly of: number;
  readonly account: string;
}

const AT_ONCE = 8;

/** Reads what the verdicts depend on. What could not be read, or lies beyond the depth, is a Gap. */
export async function collect(given: AwsAccess, request: CollectRequest): Promise<Snapshot> {
  const calls = new Map<string, number>();
  const answers =
    request.answers === undefined ? undefined : await Answers.at(request.answers, request.checkpoint);
  const access = counting(given, calls, answers);
  const read = await readTo(access, request).finally(() => answers?.close());
  const sorted = [...calls].sort(([one], [other]) => (one < other ? -1 : 1));
  return inStableOrder({
    ...read,
    provenance: {
      version: VERSION,
      depth: request.depth,
      calls: Object.fromEntries(sorted),
      ...(answers === undefined ? {} : { answers: await answers.done() }),
    },
  });
}

async function readTo(access: AwsAccess, request: CollectRequest): Promise<Snapshot> {
  const base = await readOrganization(access);
  return request.depth === 'organization' ? beyond(base) : readLogs(access, base, request);
}

function counting(access: AwsAccess, calls: Map<string, number>, answers: Answers | undefined): AwsAccess {
  const onCall = ({ service, operation }: { readonly service: string; readonly operation: string }) => {
    const name = `${service}:${operation}`;
    calls.set(name, (calls.get(name) ?? 0) + 1);
  };
  return {
    ...access,
    run: { ...access.run, onCall, ...(answers === undefined ? {} : { onAnswer: answers.add }) },
  };
}

/** Reads that belong to a greater depth, as Gaps: what depends on them is unknown. */
function beyond(base: Snapshot): Snapshot {
  const { arn } = base.organization;
  return { ...base, gaps: [...base.gaps, ...BEYOND.map((action) => notCollected(arn, action, DEEPER))] };
}

/** What lists each kind of thing that techniques aim at. */
const BEYOND = [
  'organizations:ListHandshakesForAccount',
  'cloudtrail:DescribeTrails',
  's3:ListBucket',
  'kms:DescribeKey',
  'logs:DescribeLogGroups',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'sns:GetTopicAttributes',
  'events:ListRules',
  'lambda:ListFunctions',
  'cloudformation:ListStacks',
  'ec2:DescribeInstances',
  'ecs:ListClusters',
  'codepipeline:ListPipelines',
  'backup:ListRecoveryPointsByResource',
  'cloudtrail:ListChannels',
  'controltower:ListLandingZones',
  'firehose:ListDeliveryStreams',
  'iam:ListSAMLProviders',
  'kinesis:ListStreams',
  'rolesanywhere:ListTrustAnchors',
  'securitylake:ListDataLakes',
  's3:ListAccessGrantsInstances',
  's3:ListMultiRegionAccessPoints',
] as const;

const DEEPER = 'beyond the depth of this collection';

const notCollected = (resource: string, action: string, message: string): Gap => ({
  resource,
  action,
  code: 'NotCollected',
  message,
});

async function readLogs(access: AwsAccess, base: Snapshot, request: CollectRequest): Promise<Snapshot> {
  const active = base.accounts.filter(
    ({ id, status }) => status === 'ACTIVE' && id !== access.caller.accountId,
  );
  const entries = await concurrently(
    active,
    async (account) => ({ account, session: await enter(access, account.id, request) }),
    AT_ONCE,
  );
  const closed = entries.flatMap(({ account, session }) => (isGap(session) ? [account.id] : []));
  request.onPreflight?.({
    entered: active.length - closed.length,
    of: active.length,
    closed,
    denied: [...new Set(base.gaps.map(({ action }) => action))].sort(),
  });
  const own = await readAccount(access, regionsOf(access, []), base.organization);
  const entered = entries.flatMap(({ account, session }) => (isGap(session) ? [] : [{ account, session }]));
  const owners =
    request.depth === 'full'
      ? { ids: new Set(active.map(({ id }) => id)), gaps: [] }
      : await ownersOf(access, own, entered);
  const chosen = entries.filter(({ account, session }) => owners.ids.has(account.id) || isGap(session));
  const parts = await readAccounts(access, chosen, own, base.organization, request);
  const left = entries.filter((one) => !chosen.includes(one));
  const inactive = base.accounts.filter(({ status }) => status !== 'ACTIVE');
  const all = [own, ...parts];
  const rootOf = (id: string): string => `arn:${access.partition}:iam::${id}:root`;
  const signIn = all.find((part) => part.signIn !== undefined)?.signIn;
  const snapshot: Snapshot = {
    ...base,
    trails: distinct(ownLast(all)),
    roles: all.flatMap(({ roles }) => roles),
    resources: distinct(all.flatMap(({ resources }) => resources)),
    handshakes: distinct([...(base.handshakes ?? []), ...all.flatMap(({ handshakes }) => handshakes)]),
    ...(signIn === undefined ? {} : { managementAccount: signIn }),
    gaps: [
      ...base.gaps,
      ...owners.gaps,
      ...all.flatMap(({ gaps }) => gaps),
      ...left.map(({ account }) => notCollected(rootOf(account.id), 'sts:AssumeRole', DEEPER)),
      ...inactive.map(({ id, status }) => ({
        resource: rootOf(id),
        action: 'sts:AssumeRole',
        code: 'AccountNotActive',
        message: `the account is ${status}: nobody signs in there`,
      })),
    ],
  };
  const sessions = new Map(
    all.flatMap((part) => (part.access === undefined ? [] : [[part.accountId, part.access]])),
  );
  const named = await readNamed(access, sessions, namedIn(snapshot));
  const backups = await readBackups(
    all,
    named.logBuckets.map(({ arn }) => arn),
  );
  const deliverers = await readDeliverers(all, named, base.accounts);
  const read: Snapshot = {
    ...snapshot,
    logBuckets: named.logBuckets,
    keys: named.keys,
    logGroups: named.logGroups,
    resources: distinct([
      ...(snapshot.resources ?? []),
      ...named.resources,
      ...backups.value,
      ...deliverers.value,
    ]),
    gaps: [...snapshot.gaps, ...named.gaps, ...backups.gaps, ...deliverers.gaps],
  };
  return { ...read, resources: withRelevantStacks(read) };
}

/** Each account by itself, in sessions of its own; those of an earlier, interrupted run are taken as they were read. */
async function readAccounts(
  access: AwsAccess,
  entries: readonly { readonly account: Account; readonly session: AwsAccess | Gap }[],
  own: AccountPart,
  organization: Organization,
  request: CollectRequest,
): Promise<readonly AccountPart[]> {
  const regions = regionsOf(access, own.trails);
  // An organization's trail is seen by every member; its owner, who sees most of it, was read.
  const known = own.trails.filter(({ accountId }) => accountId === own.accountId);
  const { roleName, externalId, checkpoint: file } = request;
  const checkpoint =
    file === undefined
      ? undefined
      : await Checkpoint.at(file, {
          organization: organization.id,
          caller: access.caller.arn,
          ...(roleName === undefined ? {} : { roleName }),
          ...(externalId === undefined ? {} : { externalId }),
          regions,
        });
  let done = 0;
  const read = async ({ account, session }: (typeof entries)[number]): Promise<AccountPart> => {
    const kept = checkpoint?.part(account.id);
    const part =
      kept ??
      (isGap(session)
        ? closedPart(account, session)
        : await readAccount(session, regions, organization, known));
    if (kept === undefined) await checkpoint?.keep(part);
    done += 1;
    request.onProgress?.({ done, of: entries.length, account: account.id });
    return isGap(session) ? part : { ...part, access: session };
  };
  try {
    const parts = await concurrently(entries, read, AT_ONCE);
    await checkpoint?.done();
    return parts;
  } finally {
    await checkpoint?.close();
  }
}

const closedPart = ({ id }: Account, gap: Gap): AccountPart => ({
  accountId: id,
  regions: [],
  trails: [],
  roles: [],
  resources: [],
  handshakes: [],
  gaps: [gap],
});

const isGap = (entry: AwsAccess | Gap): entry is Gap => 'code' in entry;

/** A session that only reads, or why there is none. */
async function enter(
  access: AwsAccess,
  accountId: string,
  request: CollectRequest,
): Promise<AwsAccess | Gap> {
  const { roleName, externalId } = request;
  try {
    return await assumeRole(access, {
      accountId,
      mode: 'read',
      ...(roleName === undefined ? {} : { roleName }),
      ...(externalId === undefined ? {} : { externalId }),
    });
  } catch (error) {
    if (!(error instanceof IndelibleError) || !/^AWS_(?:DENIED|FAILED)$/.test(error.code)) throw error;
    const { code = 'AccessDenied', message = '' } = error.parameters;
    const roles = roleName ?? DEFAULT_ROLES.join(', ');
    return {
      resource: `arn:${access.partition}:iam::${accountId}:role/${roles}`,
      action: 'sts:AssumeRole',
      code: String(code),
      message: String(message),
    };
  }
}

/** Those known to be in use: the caller's, and those of trails that record every Region from home. */
const regionsOf = (access: AwsAccess, trails: Snapshot['trails']): readonly string[] =>
  [...new Set([access.region, ...trails.map(({ homeRegion }) => homeRegion)])].sort();

/** Of an organization's trail, its members see less than its owner. */
const ownLast = (parts: readonly AccountPart[]): Snapshot['trails'] => {
  const seen = parts.flatMap(({ accountId, trails }) => trails.map((trail) => [accountId, trail] as const));
  const isOwn = ([accountId, trail]: (typeof seen)[number]): boolean => trail.accountId === accountId;
  return [...seen.filter((one) => !isOwn(one)), ...seen.filter(isOwn)].map(([, trail]) => trail);
};

function distinct<T extends { readonly arn: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [one.arn, one])).values()];
}
