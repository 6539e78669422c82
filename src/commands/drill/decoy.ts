import type { LogObject, Snapshot } from '../../model/snapshot.ts';
import { execute } from '../execute.ts';
import type { Drill } from './attack.ts';
import type { DrillTechnique } from './reading.ts';
import type { DecoyLeft } from './result.ts';

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
  technique: DrillTechnique,
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

/** Takes the decoy out again, with every version and delete marker; answers what stands in the way of that. */
export async function removeDecoy(
  { attacker }: Drill,
  { bucketName: bucket, key }: LogObject,
): Promise<DecoyLeft | undefined> {
  const listed = await execute(attacker, {
    operation: 's3:ListObjectVersions',
    input: { Bucket: bucket, Prefix: key },
  });
  if (listed.outcome !== 'succeeded') return { bucket, key, message: listed.message };
  for (const versionId of versionsOf(listed.output, key)) {
    const deleted = await execute(attacker, {
      operation: 's3:DeleteObject',
      input: { Bucket: bucket, Key: key, VersionId: versionId },
    });
    if (deleted.outcome !== 'succeeded') return { bucket, key, message: deleted.message };
  }
  return undefined;
}

interface Listed {
  readonly Key?: string;
  readonly VersionId?: string;
}

function versionsOf(output: unknown, key: string): readonly string[] {
  const { Versions = [], DeleteMarkers = [] } = output as {
    readonly Versions?: readonly Listed[];
    readonly DeleteMarkers?: readonly Listed[];
  };
  // `null` is the one version of an object that was put without versioning.
  return [...Versions, ...DeleteMarkers]
    .filter((version) => version.Key === key)
    .map(({ VersionId = 'null' }) => VersionId);
}
