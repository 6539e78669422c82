import { gunzipSync } from 'node:zlib';
import { must } from './must.ts';
import type { Attempt, Recorded } from './result.ts';
import type { Stage } from './stage.ts';

interface LogRecord {
  readonly eventName: string;
  readonly eventTime: string;
  readonly errorCode?: string;
  readonly userIdentity: { readonly arn?: string };
}

const DELIVERY_MILLISECONDS = 10 * 60 * 1000;

/** Lets CloudTrail deliver, then looks for the attempts in the log files of the organization's trail. */
export async function findRecorded(
  stage: Stage,
  attempts: readonly Attempt[],
  since: Date,
): Promise<Recorded> {
  stage.sandbox.advance(DELIVERY_MILLISECONDS);
  const bucket = stage.cast.logArchive.bucket;
  const keys = await logFiles(stage, bucket, since);
  const records = (await Promise.all(keys.map((key) => recordsOf(stage, bucket, key)))).flat();
  const seen = countBy(records, (record) =>
    signature(record.eventName, record.userIdentity.arn, record.errorCode),
  );
  const groups = groupBy(attempts, (one) => signature(one.eventName, one.as, recordedCode(one)));
  const events = [...groups].map(([key, [first, ...rest]]) => {
    const errorCode = recordedCode(first);
    return {
      eventName: first.eventName,
      as: first.as,
      ...(errorCode === undefined ? {} : { errorCode }),
      times: Math.min(1 + rest.length, seen.get(key) ?? 0),
    };
  });
  return {
    bucket,
    logFiles: keys.length,
    attempts: attempts.length,
    found: events.reduce((sum, { times }) => sum + times, 0),
    events,
  };
}

/** CloudTrail writes every denial so, whichever code the API answers with. */
const recordedCode = ({ errorCode }: Attempt): string | undefined =>
  errorCode === 'AccessDeniedException' ? 'AccessDenied' : errorCode;

const signature = (eventName: string, as = '', errorCode = ''): string => `${eventName} ${as} ${errorCode}`;

/** Log files of the shop account delivered since. */
async function logFiles(
  { logArchive, cast }: Stage,
  bucket: string,
  since: Date,
): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = (await must(logArchive, 's3:ListObjectsV2', {
      Bucket: bucket,
      Prefix: `AWSLogs/${cast.organizationId}/${cast.shop.id}/CloudTrail/`,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    })) as { Contents?: { Key?: string; LastModified?: Date }[]; NextContinuationToken?: string };
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (Key !== undefined && LastModified !== undefined && LastModified >= since) keys.push(Key);
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

async function recordsOf({ logArchive }: Stage, bucket: string, key: string): Promise<readonly LogRecord[]> {
  const { Body } = (await must(logArchive, 's3:GetObject', { Bucket: bucket, Key: key })) as {
    Body: { transformToByteArray: () => Promise<Uint8Array> };
  };
  const text = gunzipSync(await Body.transformToByteArray()).toString('utf8');
  return (JSON.parse(text) as { readonly Records: readonly LogRecord[] }).Records;
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> =>
  new Map([...groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
