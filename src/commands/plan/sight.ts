import type { AwsAccess } from '../../aws/access.ts';
import { type Coverage, coverageOf, entered } from '../../model/coverage.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Gap, LogBucket, Snapshot, Trail } from '../../model/snapshot.ts';
import { collectLogBucket, ownsBucket } from '../../services/s3/collect.ts';
import { type EnteredAccount, readTrails } from './read-trails.ts';

interface SeenBucket {
  readonly bucket: LogBucket;
  readonly gaps: readonly Gap[];
}

/** What is seen of trails and buckets in the accounts of a target and in the management account. */
export interface Sight {
  /** Those that the target's policies can protect: of the management account only what is the organization's. */
  readonly trails: readonly Trail[];
  readonly accounts: { readonly read: number; readonly of: number };
  /** Of the whole organization. */
  readonly coverage: Coverage;
  readonly gaps: readonly Gap[];
  /** Accounts that nobody tried to look into. */
  readonly unseen: readonly string[];
  /** The accounts themselves. */
  readonly within: ReadonlySet<string>;
  /** As it was found, with what could not be read of it. */
  readonly bucket: (name: string, keyPrefix?: string) => Promise<SeenBucket | undefined>;
}

/** Looks into the accounts with read-only sessions. */
export async function lookInto(
  access: AwsAccess,
  tree: Snapshot,
  accounts: readonly string[],
  entering: Parameters<typeof readTrails>[2],
): Promise<Sight> {
  const management = tree.organization.managementAccountId;
  const tried = await readTrails(access, [management, ...accounts], entering);
  const idsOf = (some: typeof tried): readonly string[] => some.map(({ id }) => id);
  return {
    trails: tried.flatMap(({ id, trails }) =>
      trails.filter(({ organizationTrail }) => id !== management || organizationTrail),
    ),
    accounts: { read: tried.filter(({ gaps }) => gaps.length === 0).length, of: tried.length },
    coverage: entered(
      tree,
      idsOf(tried.filter((one) => one.access !== undefined)),
      idsOf(tried.filter((one) => one.access === undefined)),
    ),
    gaps: tried.flatMap(({ gaps }) => gaps),
    unseen: [],
    within: new Set(tried.map(({ id }) => id)),
    bucket: (name, keyPrefix) => bucketIn(tried, name, keyPrefix),
  };
}

async function bucketIn(
  tried: readonly EnteredAccount[],
  name: string,
  keyPrefix: string | undefined,
): ReturnType<Sight['bucket']> {
  for (const { access } of tried) {
    if (access === undefined || !(await ownsBucket(access, name))) continue;
    const { value: bucket, gaps } = await collectLogBucket(access, name, keyPrefix);
    return bucket === undefined ? undefined : { bucket, gaps };
  }
  return undefined;
}

/** What a Snapshot holds of the same. */
export function sightIn(snapshot: Snapshot, management: string, accounts: readonly string[]): Sight {
  const of = new Set([management, ...accounts]);
  const everywhere = ({ resource }: Gap): boolean => resource === snapshot.organization.arn;
  const gaps = snapshot.gaps.filter(
    (gap) => hidesTrails(gap) && (everywhere(gap) || accountsIn(gap).some((id) => of.has(id))),
  );
  const untried = gaps.filter(({ code }) => code === 'NotCollected');
  const beyond = untried.some(everywhere);
  const unread = new Set(beyond ? of : gaps.flatMap(accountsIn).filter((id) => of.has(id)));
  return {
    trails: snapshot.trails.filter(
      ({ organizationTrail, accountId }) =>
        organizationTrail || (accountId !== management && of.has(accountId)),
    ),
    accounts: { read: of.size - unread.size, of: of.size },
    coverage: coverageOf(snapshot),
    gaps,
    unseen: beyond ? [...of] : untried.flatMap(accountsIn),
    within: of,
    bucket: async (name) => {
      const bucket = snapshot.logBuckets.find((one) => one.name === name);
      return bucket === undefined ? undefined : { bucket, gaps: snapshot.gaps };
    },
  };
}

const hidesTrails = ({ action }: Gap): boolean =>
  action === 'sts:AssumeRole' ||
  /^cloudtrail:(?:DescribeTrails|ListTrails|GetTrail|GetEventSel)/.test(action);

const accountsIn = ({ resource }: Gap): readonly string[] => resource.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];

/** Nobody can choose among trails of which some were not looked for. */
export function requireSeen(
  { unseen, accounts, trails }: Sight,
  asked: { readonly trail?: string; readonly bucket?: string },
): void {
  if (unseen.length === 0 || (asked.trail !== undefined && asked.bucket !== undefined)) return;
  throw new IndelibleError('CONFIG_INVALID', 'trails-unseen', {
    unseen: unseen.length,
    of: accounts.of,
    trails: trails.map(({ name, bucketName }) => `--trail ${name} --bucket ${bucketName}`).join('\n'),
  });
}
