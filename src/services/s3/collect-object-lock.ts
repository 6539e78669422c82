import {
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  type ObjectLockConfiguration,
  type ObjectLockRetention,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import type { LogBucket, ObjectLock, Retention } from '../../model/snapshot.ts';
import { known, type NamedBucket } from './collect-named-bucket.ts';

type Locks = Pick<LogBucket, 'objectLock' | 'retention' | 'legalHold' | 'eventHold'>;

/** Of the bucket, and of its sample. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export async function readObjectLock(bucket: NamedBucket, sample: LogBucket['sample']): Promise<Locks> {
  const { client, reader, name, arn } = bucket;
  const objectLock = await reader.read(arn, 's3:GetBucketObjectLockConfiguration', () =>
    orAbsent('ObjectLockConfigurationNotFoundError', 'off' as const, async () => {
      const command = new GetObjectLockConfigurationCommand({ Bucket: name });
      return lockOf((await client.send(command)).ObjectLockConfiguration);
    }),
  );
  if (objectLock === undefined) return {};
  if (objectLock === 'off') return { objectLock, retention: 'none', legalHold: false, eventHold: false };
  return { objectLock, ...(sample === undefined ? {} : await locksOn(bucket, sample)) };
}

function lockOf(configuration: ObjectLockConfiguration | undefined): ObjectLock | 'off' {
  if (configuration?.ObjectLockEnabled !== 'Enabled') return 'off';
  const { Mode: mode, Days, Years } = configuration.Rule?.DefaultRetention ?? {};
  const days = Days ?? (Years === undefined ? undefined : Years * 365);
  return mode === undefined || days === undefined ? {} : { default: { mode, days } };
}

async function locksOn(
  { client, reader, name, arn }: NamedBucket,
  { key, versionId }: NonNullable<LogBucket['sample']>,
): Promise<Locks> {
  const version = { Bucket: name, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
  const [retained, legalHold] = await Promise.all([
    reader.read(`${arn}/${key}`, 's3:GetObjectRetention', () =>
      orAbsent(
        'NoSuchObjectLockConfiguration',
        {},
        async () => (await client.send(new GetObjectRetentionCommand(version))).Retention ?? {},
      ),
    ),
    reader.read(`${arn}/${key}`, 's3:GetObjectLegalHold', () =>
      orAbsent(
        'NoSuchObjectLockConfiguration',
        false,
        async () => (await client.send(new GetObjectLegalHoldCommand(version))).LegalHold?.Status === 'ON',
      ),
    ),
  ]);
  return { ...(retained === undefined ? {} : retentionOf(retained)), ...known({ legalHold }) };
}

function retentionOf({ Mode: mode, RetainUntilDate, EventHold }: ObjectLockRetention): Locks {
  const retention: Retention | 'none' =
    mode === undefined || RetainUntilDate === undefined
      ? 'none'
      : { mode, until: RetainUntilDate.toISOString().replace('.000Z', 'Z') };
  return { retention, eventHold: EventHold === 'ON' };
}
