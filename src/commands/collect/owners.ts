import type { AwsAccess } from '../../aws/access.ts';
import { Reader } from '../../aws/reading.ts';
import type { Account, Gap } from '../../model/snapshot.ts';
import { ownsBucket } from '../../services/s3/collect.ts';
import type { AccountPart } from './account.ts';

/** A name under which landing zones keep the account of the logs: it is asked first. */
const LIKELY = /log|audit|archive|security/i;

/** The accounts that own what the organization's trails write to. */
export async function ownersOf(
  access: AwsAccess,
  { trails }: AccountPart,
  accounts: readonly Account[],
  enter: (account: Account) => Promise<AwsAccess | Gap>,
): Promise<{ readonly ids: ReadonlySet<string>; readonly gaps: readonly Gap[] }> {
  const reader = new Reader();
  const owners = new Set<string>([access.caller.accountId]);
  for (const { kmsKeyArn = '', logGroupArn = '', snsTopicArn = '' } of trails)
    for (const arn of [kmsKeyArn, logGroupArn, snsTopicArn]) owners.add(arn.split(':')[4] ?? '');
  const likely = [...accounts].sort((one, other) => rank(one) - rank(other));
  for (const bucket of new Set(trails.map(({ bucketName }) => bucketName))) {
    if (await ownsBucket(access, bucket, reader)) continue;
    for (const account of likely) {
      if (account.id === access.caller.accountId) continue;
      const session = await enter(account);
      if ('code' in session) reader.gaps.push(session);
      if ('code' in session || !(await ownsBucket(session, bucket, reader))) continue;
      owners.add(account.id);
      break;
    }
  }
  return { ids: owners, gaps: reader.gaps };
}

const rank = ({ name }: Account): number => (LIKELY.test(name) ? 0 : 1);
