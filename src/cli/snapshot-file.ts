import { readSnapshot } from '../commands/read-snapshot.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Terminal } from './terminal.ts';

const DAY = 86_400_000;

/** Reads a Snapshot, and says how old it is where that is more than a day. */
export async function snapshotIn({ text, note }: Terminal, file: string): Promise<Snapshot> {
  note(text.line.readingFile(file));
  const snapshot = await readSnapshot(file);
  const days = Math.floor((Date.now() - Date.parse(snapshot.readAt)) / DAY);
  if (days >= 1) note(text.line.old(days, snapshot.readAt));
  return snapshot;
}
