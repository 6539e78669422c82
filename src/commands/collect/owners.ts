import type { AwsAccess } from '../../aws/access.ts';
import { concurrently, Reader } from '../../aws/reading.ts';
import type { Account, Gap, Trail } from '../../model/snapshot.ts';
import { collectOwnTrails } from '../../services/cloudtrail/collect.ts';
import { ownsBucket } from '../../services/s3/collect.ts';
import type { AccountPart } from './account.ts';

interface Entered {
  readonly account: Account;
  readonly session: AwsAccess;
}

interface Visit extends Entered {
  readonly trails: readonly Trail[];
}

/** A name under which landing zones keep the account of the logs: it is asked first. */
const LIKELY = /log|audit|archive|security/i;
const AT_ONCE = 8;

/** The accounts that have trails of their own, and those that own what any of the trails writes to. */
export async function ownersOf(
  access: AwsAccess,
  { trails }: AccountPart,
  entered: readonly Entered[],
): Promise<{ readonly ids: ReadonlySet<string>; readonly gaps: readonly Gap[] }> {
  const reader = new Reader();
  const visited = await concurrently(
    entered,
    async ({ account, session }): Promise<Visit> => {
      const own = await collectOwnTrails(session);
      reader.gaps.push(...own.gaps);
      return { account, session, trails: own.value };
    },
    AT_ONCE,
  );
  const visits = [...visited].sort((one, other) => rank(one.account) - rank(other.account));
  const owners = new Set<string>([access.caller.accountId]);
  for (const { account, trails: own } of visits) if (own.length > 0) owners.add(account.id);
  for (const trail of [...trails, ...visits.flatMap((visit) => visit.trails)])
    for (const arn of [trail.kmsKeyArn, trail.logGroupArn, trail.snsTopicArn])
      if (arn !== undefined) owners.add(arn.split(':')[4] ?? '');
  for (const [bucket, asked] of bucketsOf(trails, visits)) {
    if (await ownsBucket(access, bucket, reader)) continue;
    for (const { account, session } of asked) {
      if (!(await ownsBucket(session, bucket, reader))) continue;
      owners.add(account.id);
      break;
    }
  }
  return { ids: owners, gaps: reader.gaps };
}

const rank = ({ name }: Account): number => (LIKELY.test(name) ? 0 : 1);

/**
 * Each bucket with who may own it, likeliest first. Of a trail that is a member's own, that is the member, or an account
 * that keeps logs: to ask every account for every such bucket would be more calls than all the rest.
 */
function bucketsOf(
  organizations: readonly Trail[],
  visits: readonly Visit[],
): ReadonlyMap<string, readonly Visit[]> {
  const found = new Map(organizations.map(({ bucketName }) => [bucketName, visits] as const));
  for (const visit of visits) {
    for (const { bucketName } of visit.trails) {
      const others = visits.filter((one) => one !== visit && rank(one.account) === 0);
      if (!found.has(bucketName)) found.set(bucketName, [visit, ...others]);
    }
  }
  return found;
}
