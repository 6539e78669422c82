import { type LogObject, logFilesUnder } from '../../model/snapshot.ts';
import type { Need, Step } from '../../model/technique.ts';

/** A permission on a log file of the bucket: any will do. */
export const onLogFile = (action: string, object: LogObject): Need => ({
  action,
  resource: `${object.bucketArn}/${object.key}`,
  anyUnder: logFilesUnder(object),
});

/** What deletes a log file for good: its version, where it has one. */
const eraseAction = ({ versionId }: LogObject): string =>
  versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';

/** Deletes a log file for good. */
export const erase = (object: LogObject): Step => ({
  operation: 's3:DeleteObject',
  event: 'DeleteObject',
  needs: [onLogFile(eraseAction(object), object)],
  input: {
    Bucket: object.bucketName,
    Key: object.key,
    ...(object.versionId === undefined ? {} : { VersionId: object.versionId }),
  },
});

/** The same deletion, past a retention in governance mode. */
export function bypassing(deletion: Step): Step {
  const needs = deletion.needs.map((need) => ({ ...need, action: 's3:BypassGovernanceRetention' }));
  return {
    ...deletion,
    needs: [...needs, ...deletion.needs],
    input: { ...deletion.input, BypassGovernanceRetention: true },
  };
}

/** Writes a forged log file in the place of one: over it, or as its newest version. */
export const forge = (object: LogObject): Step => ({
  operation: 's3:PutObject',
  event: 'PutObject',
  needs: [onLogFile('s3:PutObject', object)],
  input: { Bucket: object.bucketName, Key: object.key, Body: '{"Records":[]}' },
});
