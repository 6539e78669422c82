import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileProblem } from '../../model/policy-file.ts';
import { fileProblem } from '../file-problem.ts';

const MAX_FILES = 2_000;
const MAX_DEPTH = 10;
const POLICY_FILE = /\.(?:json|ya?ml|template|tf)$/i;

export interface FileList {
  /** `named`: by the user; otherwise found in a folder, where most files hold no policy. */
  readonly files: readonly { readonly path: string; readonly named: boolean }[];
  readonly problems: readonly FileProblem[];
}

/** The files that paths stand for: themselves, and what is in folders. `-` stands for itself. */
export async function listFiles(paths: readonly string[]): Promise<FileList> {
  const found = new Map<string, boolean>();
  const problems: FileProblem[] = [];
  for (const path of paths) {
    const list = path === '-' ? { named: [path], problems: [] } : await listPath(path);
    for (const file of list.named ?? []) found.set(file, true);
    for (const file of list.inFolder ?? []) if (!found.has(file)) found.set(file, false);
    problems.push(...list.problems);
  }
  return { files: [...found].map(([path, named]) => ({ path, named })), problems };
}

interface Listed {
  readonly named?: readonly string[];
  readonly inFolder?: readonly string[];
  readonly problems: readonly FileProblem[];
}

async function listPath(path: string): Promise<Listed> {
  try {
    if (!(await stat(path)).isDirectory()) return { named: [path], problems: [] };
    const walk: Walk = { files: [], problems: [] };
    await listFolder(path, 0, walk);
    if (walk.files.length <= MAX_FILES) return { inFolder: walk.files, problems: walk.problems };
    const problem = {
      code: 'folder-too-large' as const,
      file: path,
      parameters: { limit: String(MAX_FILES) },
    };
    return { inFolder: walk.files.slice(0, MAX_FILES), problems: [...walk.problems, problem] };
  } catch (error) {
    return { problems: [unreadable(path, error)] };
  }
}

interface Walk {
  readonly files: string[];
  readonly problems: FileProblem[];
}

/** In order of names. Links are not followed: they may lead out of the folder, or round in it. */
async function listFolder(folder: string, depth: number, walk: Walk): Promise<void> {
  if (depth > MAX_DEPTH) {
    walk.problems.push({ code: 'folder-too-deep', file: folder, parameters: { limit: String(MAX_DEPTH) } });
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (walk.files.length > MAX_FILES) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      await listFolder(path, depth + 1, walk).catch((error) => {
        walk.problems.push(unreadable(path, error));
      });
    } else if (entry.isFile() && POLICY_FILE.test(entry.name)) walk.files.push(path);
  }
}

export function unreadable(path: string, error: unknown): FileProblem {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return {
    code: missing ? 'file-missing' : 'file-unreadable',
    file: path,
    parameters: { message: fileProblem(error) },
  };
}
