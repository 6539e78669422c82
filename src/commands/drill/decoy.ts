import type { LogObject, Snapshot } from '../../model/snapshot.ts';
import type { Technique } from '../../model/technique.ts';
import { execute } from '../execute.ts';
import type { Drill } from './attack.ts';

/** Where a drill puts its own objects: among the log files, and telling what they are. */
const decoyKey = ({ accountId, attacker }: Drill, techniqueId: string): string =>
  `AWSLogs/${accountId}/CloudTrail/${attacker.region}/indelible-decoy-${attacker.run.id}-${techniqueId}.json.gz`;

/** Every log bucket as if it held a decoy: attacks on objects aim at that, whether or not a log file is there. */
export function withDecoys(snapshot: Snapshot, drill: Drill): Snapshot {
  return {
    ...snapshot,
    logBuckets: snapshot.logBuckets.map((bucket) => ({
      ...bucket,
      sample: {
        key: decoyKey(drill, 'any'),
        ...(bucket.versioning === 'Off' ? {} : { versionId: 'null' }),
      },
    })),
  };
}

/** A fresh object for one attack, written as the administrator; `undefined` when that is refused. */
export async function putDecoy(
  drill: Drill,
  technique: Technique,
  target: LogObject,
): Promise<LogObject | undefined> {
  const key = decoyKey(drill, technique.id);
  const put = await execute(drill.attacker, {
    operation: 's3:PutObject',
    input: { Bucket: target.bucketName, Key: key, Body: '{"Records":[]}' },
  });
  if (put.outcome !== 'succeeded') return undefined;
  const { VersionId: versionId } = put.output as { readonly VersionId?: string };
  const { versionId: _, ...unversioned } = target;
  return { ...unversioned, key, ...(versionId === undefined ? {} : { versionId }) };
}
