import { lstat, rename, rm } from 'node:fs/promises';
import { fileError } from './file-problem.ts';

/**
 * Has a file written beside it and then put in its place: what stands there is whole, or what stood there before. What is
 * no file of its own (a device, a pipe, a link) is written to, and stays what it is.
 */
export async function replacing(file: string, write: (path: string) => Promise<void>): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  try {
    if (!(await isReplaceable(file))) return await write(file);
    await write(beside);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileError('file-unwritable', file, error);
  }
}

/** Whether there is nothing yet, or an ordinary file. */
export async function isReplaceable(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() ?? true;
}
