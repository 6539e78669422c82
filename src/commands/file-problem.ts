/** What is wrong with a file, without the code and the path that Node's message repeats. */
export function fileProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z0-9]+: (.*?), \w+(?: '.*)?$/s, '$1');
}
