import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { arrayModule, byName, type GeneratedFile } from './module.ts';

/** The rooms whose files are one entry each. */
const CATALOGUES = ['cautions', 'guards', 'inputs', 'reports', 'techniques'];

/** `index.ts` of every catalogue that exists. */
export function catalogueIndexes(root: string): Promise<readonly GeneratedFile[]> {
  const rooms = CATALOGUES.filter((room) => existsSync(join(root, 'src', room)));
  return Promise.all(rooms.map((room) => catalogueIndex(root, room)));
}

async function catalogueIndex(root: string, room: string): Promise<GeneratedFile> {
  const ids = entries(join(root, 'src', room));
  await Promise.all(ids.map((id) => verify(root, `src/${room}/${id}.ts`)));
  return { path: `src/${room}/index.ts`, text: arrayModule(room, ids, (id) => `./${id}.ts`) };
}

function entries(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => /^[^.]+\.ts$/.test(file) && file !== 'index.ts')
    .map((file) => basename(file, '.ts'))
    .sort(byName);
}

async function verify(root: string, path: string): Promise<void> {
  const entry = defaultExport(await load(root, path));
  const id = basename(path, '.ts');
  if (typeof entry !== 'object' || entry === null || !('id' in entry)) {
    throw new Error(`\`${path}\` has no default export with an id`);
  }
  if (entry.id !== id) throw new Error(`\`${path}\` states the id \`${entry.id}\`: it must be \`${id}\``);
}

async function load(root: string, path: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(join(root, path)).href);
  } catch (error) {
    throw new Error(`\`${path}\` cannot be loaded: ${error}`, { cause: error });
  }
}

function defaultExport(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
}
