import { IndelibleError } from '../model/error.ts';
import type { ErrorText, Parameters } from '../text/parameters.ts';
import type { Terminal, Text } from './terminal.ts';

/** design: 1 could not work, 2 wrong usage or configuration. */
const STATUS: Readonly<Record<IndelibleError['code'], number>> = {
  CONFIG_INVALID: 2,
  POLICY_UNREADABLE: 2,
  AWS_DENIED: 1,
  AWS_FAILED: 1,
  LOG_UNVERIFIED: 1,
  BUG: 1,
};

/** Says what went wrong in the reader's language; answers the exit status. */
export function report(terminal: Terminal, error: unknown): number {
  show(terminal, describe(terminal.text, error));
  if (terminal.debug && error instanceof Error) terminal.fail(String(error.stack ?? error));
  if (terminal.debug && error instanceof Error && error.cause !== undefined) {
    terminal.fail(String((error.cause as Error).stack ?? error.cause));
  }
  return error instanceof IndelibleError ? STATUS[error.code] : 1;
}

export function describe(text: Text, error: unknown): ErrorText {
  if (!(error instanceof IndelibleError)) {
    return text.errors.unexpected({ message: error instanceof Error ? error.message : String(error) });
  }
  const texts: Readonly<Record<string, (parameters: Parameters) => ErrorText>> = text.errors;
  const known = Object.hasOwn(texts, error.reason) ? texts[error.reason] : undefined;
  return known?.(error.parameters) ?? text.errors.unexpected({ message: error.message });
}

export function show(terminal: Terminal, { message, hint, list = [] }: ErrorText): void {
  terminal.fail(`${terminal.text.line.error}: ${message}`);
  for (const item of list) terminal.fail(`  ${item}`);
  if (hint !== undefined) terminal.fail(hint);
}
