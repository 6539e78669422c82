import { readFile } from 'node:fs/promises';
import { IndelibleError } from '../model/error.ts';
import { readWorldFile } from '../sandbox/read-world-file.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { emulations } from '../services/emulations.ts';
import { fileProblem } from './file-problem.ts';

export interface SandboxOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly world?: string;
}

/** Starts the sandbox with every service that there is; the caller closes it. */
export async function sandbox({ port, world }: SandboxOptions): Promise<Sandbox> {
  const file = world === undefined ? undefined : readWorldFile(await textOf(world));
  try {
    return await startSandbox({ emulations, port, ...(file === undefined ? {} : { world: file }) });
  } catch (error) {
    if ((error as { readonly syscall?: unknown }).syscall !== 'listen') throw error;
    const { message } = error as Error;
    throw new IndelibleError('CONFIG_INVALID', 'port-taken', { port, message }, { cause: error });
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new IndelibleError(
      'CONFIG_INVALID',
      'file-unreadable',
      { file: path, message: fileProblem(error) },
      { cause: error },
    );
  }
}
