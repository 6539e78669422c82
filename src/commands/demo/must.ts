import type { AwsAccess } from '../../aws/access.ts';
import { IndelibleError } from '../../model/error.ts';
import { execute } from '../execute.ts';

/** Calls what has to work for the story to go on, and answers its output. */
export async function must(
  access: AwsAccess,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const outcome = await execute(access, { operation, input });
  if (outcome.outcome === 'succeeded') return outcome.output;
  throw unexpected(`${operation}: ${outcome.message}`);
}

export const unexpected = (what: string): IndelibleError =>
  new IndelibleError('BUG', 'demo-unexpected', { what });
