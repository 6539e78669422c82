import { AwsError } from './aws-error.ts';
import type { Call, Operation } from './emulation.ts';

/** The readers of `input.ts` refuse with `ValidationException`; a service with another code for it says so here. */
export function withValidationCode(
  operations: Readonly<Record<string, Operation>>,
  code: string,
): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const { needs, run } = operation;
      return [
        name,
        {
          ...operation,
          needs: (call: Call) => coded(code, () => needs(call)),
          ...(run === undefined ? {} : { run: (call: Call) => coded(code, () => run(call)) }),
        },
      ];
    }),
  );
}

function coded<Result>(code: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    throw new AwsError(code, error.status, error.message, error.details);
  }
}
