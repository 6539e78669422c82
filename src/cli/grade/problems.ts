import type { PolicyFileProblem } from '../../commands/grade/read-policies.ts';
import type { Parameters } from '../../text/parameters.ts';
import type { Terminal } from '../terminal.ts';

/** More of one file would bury the first, which often brought on the others. */
const MOST = 20;

/** What could not be read, and where, on standard error. */
export function noteProblems(
  { text, fail }: Terminal,
  problems: readonly PolicyFileProblem[],
  title?: string,
): void {
  const { grade: words } = text;
  const said: Readonly<Record<PolicyFileProblem['code'], (parameters: Parameters) => string>> =
    words.problems;
  if (title !== undefined) fail(title);
  for (const { code, file, line, column, path, parameters } of problems.slice(0, MOST)) {
    const at = path === undefined || path === '' ? '' : `${path}: `;
    fail(`  ${words.where(file, line, column)}: ${at}${said[code](parameters)}`);
  }
  if (problems.length > MOST) fail(`  ${words.more(problems.length - MOST)}`);
}
