import { readFileSync } from 'node:fs';

/** The lines that tests noted, in an order of their own: tests end in any. None when nobody noted anything. */
export function readNotes(path: string): readonly string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line !== '').sort();
  } catch {
    return [];
  }
}
