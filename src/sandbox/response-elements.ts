import type { Operation } from './emulation.ts';
import { isRecord } from './input.ts';

/**
 * What CloudTrail records of an answer: names begin in lower case (`aWSServiceName`), secret keys are left out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function responseElements(output: unknown): unknown {
  if (output === undefined) return null;
  if (output instanceof Date) return output.toISOString();
  if (Array.isArray(output)) return output.map(responseElements);
  if (!isRecord(output)) return output;
  return Object.fromEntries(
    Object.entries(output)
      .filter(([name, value]) => name !== 'SecretAccessKey' && value !== undefined)
      .map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), responseElements(value)]),
  );
}

/** Calls that change something are recorded with their answer; reads are not. */
export function withResponseElements(
  operations: Readonly<Record<string, Operation>>,
): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      operation.access === 'read' || operation.record
        ? operation
        : {
            ...operation,
            record: (_, output) => ({ responseElements: responseElements(output) }),
          },
    ]),
  );
}
