import { GetAccessPointPolicyCommand, paginateListAccessPoints } from '@aws-sdk/client-s3-control';
import { orAbsent } from '../../aws/absent.ts';
import { all, concurrently } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { AccessPoint } from '../../model/snapshot.ts';
import { s3ControlClient } from './collect-account-client.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

/** Those of the bucket's own account, as S3 lists nobody another's. All or none: without its policy one seems closed. */
export async function readAccessPoints(bucket: NamedBucket): Promise<readonly AccessPoint[] | undefined> {
  const { access, reader, name, arn, accountId } = bucket;
  if (accountId === undefined) return undefined;
  const client = s3ControlClient(access);
  const listed = await reader.read(arn, 's3:ListAccessPoints', () =>
    all(
      paginateListAccessPoints({ client }, { AccountId: accountId, Bucket: name }),
      (page) => page.AccessPointList,
    ),
  );
  const points = await concurrently(listed ?? [], (point) =>
    complete(bucket, accountId, { name: point.Name ?? '', arn: point.AccessPointArn ?? '' }),
  );
  const read = points.filter((point) => point !== undefined);
  if (listed === undefined || read.length < points.length) return undefined;
  return read.sort((one, other) => (one.arn < other.arn ? -1 : 1));
}

async function complete(
  { access, reader }: NamedBucket,
  accountId: string,
  { name, arn }: Pick<AccessPoint, 'name' | 'arn'>,
): Promise<AccessPoint | undefined> {
  const policy = await reader.read(arn, 's3:GetAccessPointPolicy', () =>
    orAbsent<PolicyDocument, 'none'>('NoSuchAccessPointPolicy', 'none', async () => {
      const command = new GetAccessPointPolicyCommand({ AccountId: accountId, Name: name });
      return JSON.parse((await s3ControlClient(access).send(command)).Policy ?? '');
    }),
  );
  if (policy === undefined) return undefined;
  return { name, arn, accountId, ...(policy === 'none' ? {} : { policy }) };
}
