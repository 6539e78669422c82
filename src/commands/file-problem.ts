import { IndelibleError } from '../model/error.ts';

/** What is wrong with a file, without the code and the path that Node's message repeats. */
export function fileProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z0-9]+: (.*?), \w+(?: '.*)?$/s, '$1');
}

/** `CONFIG_INVALID`: the file cannot be read or written. */
export const fileError = (
  reason: 'file-unreadable' | 'file-unwritable',
  file: string,
  error: unknown,
): IndelibleError => new IndelibleError('CONFIG_INVALID', reason, { file, message: fileProblem(error) });
