import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Source, source } from './source.ts';

/** Every TypeScript file of the project's own folders. */
export function readTree(root: string): readonly Source[] {
  return ['src', 'test', 'bench', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => source(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8'))),
  );
}
