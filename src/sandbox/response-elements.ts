import type { Operation } from './emulation.ts';
import { isRecord } from './input.ts';

const SECRET = new Set([
  'SecretAccessKey',
  'SessionToken',
  'Password',
  'OldPassword',
  'NewPassword',
  'TokenCode',
  'AuthenticationCode1',
  'AuthenticationCode2',
  'SAMLAssertion',
  'WebIdentityToken',
]);
/** Deeper than any AWS shape. */
const DEEPEST = 32;

/**
 * What CloudTrail records of an answer or an input: names begin in lower case (`aWSServiceName`), secrets are left out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const responseElements = (output: unknown): unknown => recorded(output, 0);

function recorded(value: unknown, depth: number): unknown {
  // What a client nests without end must not overflow the stack and so go unrecorded.
  if (value === undefined || depth > DEEPEST) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => recorded(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !SECRET.has(name) && member !== undefined)
      .map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), recorded(member, depth + 1)]),
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
