import type { LogObject, Snapshot } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { bypassing, erase } from './log-file.ts';
import { objectGoverned, objectImmutability } from './object-lock.ts';

/** The log file that readers get, whichever version it is. */
export const currentOf = ({ versionId: _, ...current }: LogObject): LogObject => current;

/** Deletes a log file for good, past a retention in governance mode where it is under one. */
export function erasing(object: LogObject, snapshot: Snapshot | undefined): Step {
  const deletion = erase(object);
  const governed = snapshot !== undefined && objectGoverned(object, snapshot) === true;
  return governed ? bypassing(deletion) : deletion;
}

/**
 * Each call that takes a log file from its readers: a deletion that names no version, which only hides it where the
 * bucket has versions, and that of the version itself, unless S3 refuses that.
 */
export function erasures(object: LogObject, snapshot: Snapshot): readonly Step[] {
  const hiding = erase(currentOf(object));
  if (object.versionId === undefined) return [hiding];
  const refusal = objectImmutability(object, snapshot);
  if (refusal !== undefined && 'kind' in refusal) return [hiding];
  return [hiding, erasing(object, snapshot)];
}
