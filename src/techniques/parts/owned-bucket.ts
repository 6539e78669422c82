import type { LogBucket, LogObject, Snapshot } from '../../model/snapshot.ts';
import type { Missing, Need } from '../../model/technique.ts';
import { bucketOf } from './object-lock.ts';
import { partitionOf } from './partition.ts';

/** A bucket of which it is known whose it is. */
export type OwnedBucket = LogBucket & { readonly accountId: string };

/** The bucket of a log file, where its owner is known. */
export function ownedBucketOf(object: LogObject, snapshot: Snapshot): OwnedBucket | undefined {
  const bucket = bucketOf(object, snapshot);
  return bucket?.accountId === undefined ? undefined : { ...bucket, accountId: bucket.accountId };
}

/** Whether it is known whose bucket a log file is in. */
export const ownerKnown = ({ bucketArn, accountId }: LogObject): true | Missing =>
  accountId === undefined ? { resource: bucketArn, action: 's3:ListBucket' } : true;

/** Handing the service some role of the owner's account. */
export function passRole({ arn, accountId }: OwnedBucket, service: string): Need {
  const roles = `arn:${partitionOf(arn)}:iam::${accountId}:role/`;
  return {
    action: 'iam:PassRole',
    resource: `${roles}indelible`,
    anyUnder: roles,
    context: { 'iam:PassedToService': service },
  };
}
