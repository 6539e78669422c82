import type { LogBucket } from '../../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, type Step } from '../../model/technique.ts';
import { partitionOf } from './partition.ts';

/** An access point that another account than the bucket's may have, or make. */
export interface LentAccessPoint {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly by: Required<Pick<Step, 'as'>>;
}

const NAMED = /arn:[^:"]*:s3:[^:"]*:([^:"]*):accesspoint\/([^"/]+)/g;

/**
 * Those that a bucket's policy means which delegates access control to access points: any account makes one for a
 * bucket of another, under any name. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html
 */
export function lentAccessPoints(bucket: LogBucket, name: string): readonly LentAccessPoint[] {
  const text = JSON.stringify(bucket.policy ?? {});
  if (!/s3:dataaccesspoint/i.test(text)) return [];
  const named = [...text.matchAll(NAMED)].map(([, accountId = '', pattern = '']) =>
    pointIn(bucket, /^\d{12}$/.test(accountId) ? accountId : OUTSIDER_ACCOUNT, pattern.replace(/[*?]/g, 'x')),
  );
  const accounts = [...(text.match(/\b\d{12}\b/g) ?? []), OUTSIDER_ACCOUNT];
  const all = [...named, ...accounts.map((accountId) => pointIn(bucket, accountId, name))];
  return [...new Map(all.map((one) => [one.arn, one])).values()].filter(
    ({ accountId }) => accountId !== bucket.accountId,
  );
}

const pointIn = ({ arn, region }: LogBucket, accountId: string, name: string): LentAccessPoint => ({
  name,
  arn: `arn:${partitionOf(arn)}:s3:${region}:${accountId}:accesspoint/${name}`,
  accountId,
  by: { as: accountId === OUTSIDER_ACCOUNT ? { kind: 'outsider' } : { kind: 'account', accountId } },
});
