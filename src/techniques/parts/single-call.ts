import type { Step } from '../../model/technique.ts';

/** A call that needs the permission of its own name on one resource, and is recorded under that name. */
export function singleCall(
  operation: `${string}:${string}`,
  resource: string,
  input: Step['input'],
  rest: Partial<Step> = {},
): Step {
  const event = operation.slice(operation.indexOf(':') + 1);
  return { operation, event, needs: [{ action: operation, resource }], input, ...rest };
}
