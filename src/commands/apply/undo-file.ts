import { access as find } from 'node:fs/promises';
import { type Change, inverse } from '../../model/change.ts';
import { type PlanFile, readPlanFile, sealed, writePlanFile } from '../plan-file.ts';

/**
 * Writes beside the plan what takes `open` back, and says where; nothing where nothing can be taken back.
 * An undo of the same plan, left by a run that was interrupted, is taken over; another plan's is never written over.
 */
export async function writeUndo(
  file: string,
  plan: PlanFile,
  open: readonly Change[],
): Promise<string | undefined> {
  const undone = open.map(inverse).filter((change) => change !== undefined);
  if (undone.length === 0) return undefined;
  const { path, earlier } = await place(file, plan.hash);
  const wanted = new Set([...undone, ...earlier].map((change) => JSON.stringify(change)));
  const { hash: undoes, ...rest } = plan;
  const changes = plan.undo.filter((change) => wanted.has(JSON.stringify(change)));
  await writePlanFile(path, sealed({ ...rest, madeAt: new Date().toISOString(), changes, undo: [], undoes }));
  return path;
}

interface Place {
  readonly path: string;
  /** What an undo of the same plan there says already. */
  readonly earlier: readonly Change[];
}

async function place(file: string, hash: string): Promise<Place> {
  const stem = file.replace(/\.json$/, '');
  for (let count = 1; ; count += 1) {
    const path = `${stem}.undo${count === 1 ? '' : `-${count}`}.json`;
    if (!(await isThere(path))) return { path, earlier: [] };
    const present = await readPlanFile(path).catch(() => undefined);
    if (present?.undoes === hash) return { path, earlier: present.changes };
  }
}

async function isThere(path: string): Promise<boolean> {
  return find(path).then(
    () => true,
    () => false,
  );
}
