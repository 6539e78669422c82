import {
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  type ObjectLockConfiguration,
  type ObjectLockRetention,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import { concurrently } from '../../aws/reading.ts';
import type { LogBucket, ObjectLock, Retention } from '../../model/snapshot.ts';
import { known, type NamedBucket } from './collect-named-bucket.ts';
import { readSamples } from './collect-sample.ts';

type Sample = NonNullable<LogBucket['sample']>;
type Held = Pick<LogBucket, 'retention' | 'legalHold' | 'eventHold'>;
type Locks = Pick<LogBucket, 'sample' | 'objectLock'> & Held;

/**
 * Of the bucket, and the weakest of its log files that were sampled: the default locks what is stored while it is set.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export async function readObjectLock(bucket: NamedBucket, keyPrefix?: string): Promise<Locks> {
  const { client, reader, name, arn } = bucket;
  const objectLock = await reader.read(arn, 's3:GetBucketObjectLockConfiguration', () =>
    orAbsent('ObjectLockConfigurationNotFoundError', 'off' as const, async () => {
      const command = new GetObjectLockConfigurationCommand({ Bucket: name });
      return lockOf((await client.send(command)).ObjectLockConfiguration);
    }),
  );
  const locked = objectLock !== undefined && objectLock !== 'off';
  const samples = (await readSamples(bucket, keyPrefix, locked)) ?? [];
  const [sample] = samples;
  if (objectLock === 'off') {
    return { ...known({ sample }), objectLock, retention: 'none', legalHold: false, eventHold: false };
  }
  if (!locked || sample === undefined) return known({ sample, objectLock });
  return { objectLock, ...weakest(bucket, await concurrently(samples, (one) => locksOn(bucket, one))) };
}

interface Locked extends Held {
  readonly sample: Sample;
}

/** What can be deleted soonest counts for all; a hold, only where all agree on it. */
function weakest({ reader, arn }: NamedBucket, all: readonly Locked[]): Held & Partial<Locked> {
  const now = Date.now();
  const sorted = [...all].sort((one, other) => strengthOf(one, now) - strengthOf(other, now));
  const [first] = sorted;
  if (first === undefined) return {};
  const free = strengthOf(first, now) === 0;
  const unread = sorted.some(({ retention }) => retention === undefined);
  const agreed = <Name extends 'legalHold' | 'eventHold'>(name: Name, action: string): Held => {
    const { [name]: held } = first;
    if (held === undefined || all.some((one) => one[name] === undefined)) return {};
    if (all.every((one) => one[name] === held)) return { [name]: held };
    const message = `${all.length} log files were looked at, and they differ`;
    reader.gaps.push({ resource: arn, action, code: 'LogFilesDiffer', message });
    return {};
  };
  return {
    sample: first.sample,
    ...(unread && !free ? {} : known({ retention: first.retention })),
    ...agreed('legalHold', 's3:GetObjectLegalHold'),
    ...agreed('eventHold', 's3:GetObjectRetention'),
  };
}

/** By mode and then by the day on which it ends: nothing, or one that has ended, is 0. */
function strengthOf({ retention }: Held, now: number): number {
  if (retention === undefined) return Number.POSITIVE_INFINITY;
  const until = retention === 'none' ? 0 : Date.parse(retention.until);
  if (retention === 'none' || until <= now) return 0;
  return retention.mode === 'GOVERNANCE' ? until : until + LONGEST;
}

/** More than any day that AWS takes. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
const LONGEST = 8.64e15;

function lockOf(configuration: ObjectLockConfiguration | undefined): ObjectLock | 'off' {
  if (configuration?.ObjectLockEnabled !== 'Enabled') return 'off';
  const { Mode: mode, Days, Years } = configuration.Rule?.DefaultRetention ?? {};
  const days = Days ?? (Years === undefined ? undefined : Years * 365);
  return mode === undefined || days === undefined ? {} : { default: { mode, days } };
}

async function locksOn({ client, reader, name, arn }: NamedBucket, sample: Sample): Promise<Locked> {
  const { key, versionId } = sample;
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
  return { sample, ...(retained === undefined ? {} : retentionOf(retained)), ...known({ legalHold }) };
}

function retentionOf({ Mode: mode, RetainUntilDate, EventHold }: ObjectLockRetention): Held {
  const retention: Retention | 'none' =
    mode === undefined || RetainUntilDate === undefined
      ? 'none'
      : { mode, until: RetainUntilDate.toISOString().replace('.000Z', 'Z') };
  return { retention, eventHold: EventHold === 'ON' };
}
