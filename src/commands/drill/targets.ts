import type { AwsAccess } from '../../aws/access.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Gap, LogBucket, Snapshot, Trail } from '../../model/snapshot.ts';
import { collectTrails } from '../../services/cloudtrail/collect.ts';
import { collectLogBucket } from '../../services/s3/collect.ts';

export interface Targets {
  readonly snapshot: Snapshot;
  readonly gaps: readonly Gap[];
}

/** The trails of the account and the log buckets that it owns: what its administrator could attack. */
export async function readTargets(
  reader: AwsAccess,
  organization: Snapshot,
  asked: { readonly trail?: string; readonly bucket?: string },
): Promise<Targets> {
  const { value: seen, gaps } = await collectTrails(reader);
  const trails = seen.filter(
    ({ name, arn }) => asked.trail === undefined || [name, arn].includes(asked.trail),
  );
  const buckets = await Promise.all(
    bucketsOf(trails, asked.bucket).map((bucket) => readBucket(reader, bucket)),
  );
  const logBuckets = buckets.flatMap((bucket) => bucket.found);
  const unread = [...gaps, ...buckets.flatMap((bucket) => bucket.gaps)];
  if (trails.every(({ organizationTrail }) => organizationTrail) && logBuckets.length === 0) {
    throw nothing(reader.caller.accountId, unread[0]);
  }
  return { snapshot: { ...organization, trails, logBuckets }, gaps: unread };
}

function nothing(account: string, gap: Gap | undefined): IndelibleError {
  if (gap === undefined) return new IndelibleError('CONFIG_INVALID', 'nothing-to-drill', { account });
  const { action, resource, message } = gap;
  return new IndelibleError('AWS_DENIED', 'targets-unreadable', { account, action, resource, message });
}

interface NamedBucket {
  readonly name: string;
  readonly keyPrefix?: string;
  /** Asked for by name, or of a trail of the account's own: a Gap in it counts. */
  readonly wanted: boolean;
}

function bucketsOf(trails: readonly Trail[], asked: string | undefined): readonly NamedBucket[] {
  const named = new Map<string, NamedBucket>();
  for (const { bucketName: name, keyPrefix, organizationTrail } of trails) {
    const wanted = !organizationTrail || named.get(name)?.wanted === true;
    named.set(name, { name, ...(keyPrefix === undefined ? {} : { keyPrefix }), wanted });
  }
  if (asked === undefined) return [...named.values()];
  return [{ ...named.get(asked), name: asked, wanted: true }];
}

async function readBucket(
  reader: AwsAccess,
  { name, keyPrefix, wanted }: NamedBucket,
): Promise<{ readonly found: readonly LogBucket[]; readonly gaps: readonly Gap[] }> {
  const { value, gaps } = await collectLogBucket(reader, name, keyPrefix);
  const owned = value?.accountId === reader.caller.accountId;
  return {
    found: value !== undefined && (owned || wanted) ? [value] : [],
    gaps: owned || wanted ? gaps : [],
  };
}
