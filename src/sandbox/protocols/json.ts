import { AwsError } from '../aws-error.ts';
import type { Protocol, WireRequest, WireResponse } from '../emulation.ts';
import { isRecord } from '../input.ts';

interface JsonService {
  readonly targets: readonly string[];
  readonly version?: '1.0' | '1.1';
  /**
   * Of a service that spoke AWS Query before: what its errors were called then, where they had other codes.
   * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
   */
  readonly queryCodes?: Readonly<Record<string, string>>;
}

/**
 * AWS JSON 1.1 (by default) or 1.0: the operation stands in `X-Amz-Target`, times are seconds since 1970.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonProtocol({ targets, version = '1.1', queryCodes }: JsonService): Protocol {
  const answer = (status: number, output: unknown, requestId: string, headers = {}) =>
    jsonAnswer(status, output, { 'x-amzn-requestid': requestId, ...headers }, `x-amz-json-${version}`);
  return {
    read: (request) => ({ operation: operationOf(request, targets), input: jsonInput(request.body) }),
    write: (_operation, output, requestId) => answer(200, output ?? {}, requestId),
    writeError: (error, requestId) =>
      answer(error.status, { __type: error.code, Message: error.message, ...error.details }, requestId, {
        'x-amzn-errortype': error.code,
        ...(queryCodes === undefined ? {} : { 'x-amzn-query-error': queryError(error, queryCodes) }),
      }),
  };
}

const queryError = ({ code, status }: AwsError, codes: NonNullable<JsonService['queryCodes']>): string =>
  `${codes[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`;

function operationOf(request: WireRequest, targets: readonly string[]): string {
  const target = request.headers['x-amz-target'] ?? '';
  const dot = target.lastIndexOf('.');
  const operation = target.slice(dot + 1);
  if (dot > 0 && targets.includes(target.slice(0, dot)) && operation) return operation;
  throw new AwsError('UnknownOperationException', 400, 'The requested operation is not supported.');
}

export function jsonInput(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AwsError('SerializationException', 400, 'The request body is not well-formed JSON.');
  }
  if (!isRecord(input))
    throw new AwsError('SerializationException', 400, 'Start of structure or map found where not expected.');
  return input;
}

export function jsonAnswer(
  status: number,
  output: unknown,
  headers: Readonly<Record<string, string>>,
  type = 'json',
): WireResponse {
  return {
    status,
    headers: { 'content-type': `application/${type}`, ...headers },
    body: JSON.stringify(wireValue(output)),
  };
}

function wireValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map) return wireValue(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(wireValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wireValue(member)]));
}
