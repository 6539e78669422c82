import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a file only passes on is loaded for whoever wants it, who names its own file. */
const IMPORT = /^import (?!type )[^;]*?from '(\.[^']+\.ts)';/gms;

/** The file itself and whatever it uses, directly or not; types alone are not used. */
export function usedBy(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT))
    usedBy(resolve(dirname(file), path), found);
  return found;
}
