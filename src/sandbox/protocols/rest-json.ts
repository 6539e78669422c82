import { AwsError } from '../aws-error.ts';
import type { Protocol, WireRequest } from '../emulation.ts';
import { jsonAnswer, jsonInput } from './json.ts';

/** Operation to its method and path, such as `GET /detector/{DetectorId}`. */
export type Routes = Readonly<Record<string, string>>;

/**
 * AWS REST-JSON: method and path name the operation, its input is in path, query and body.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJsonProtocol(routes: Routes): Protocol {
  return {
    read: (request) => {
      const { operation, labels } = routed(request, routes);
      // INVARIANT: what stands in the path is authorized; nothing else of the request may take its place.
      return { operation, input: { ...Object.fromEntries(request.query), ...bodyOf(request), ...labels } };
    },
    write: (_operation, output, requestId) =>
      jsonAnswer(200, output ?? {}, { 'x-amzn-requestid': requestId }),
    writeError: (error, requestId) =>
      jsonAnswer(
        error.code === 'AccessDeniedException' ? 403 : error.status,
        { message: error.message, ...error.details },
        { 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
      ),
  };
}

/** A body of another type is a payload, such as what a function is invoked with. */
const bodyOf = ({ headers, body }: WireRequest): Readonly<Record<string, unknown>> =>
  headers['content-type']?.startsWith('application/json') ? jsonInput(body) : {};

interface Routed {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

function routed({ method, path }: WireRequest, routes: Routes): Routed {
  const segments = segmentsOf(path);
  for (const [operation, route] of Object.entries(routes)) {
    const [verb, pattern = ''] = route.split(' ');
    const labels = verb === method ? labelsIn(segmentsOf(pattern), segments) : undefined;
    if (labels !== undefined) return { operation, labels };
  }
  throw new AwsError('UnknownOperationException', 404, 'The requested operation is not supported.');
}

const segmentsOf = (path: string): readonly string[] => path.replace(/\/$/, '').split('/');

function labelsIn(pattern: readonly string[], segments: readonly string[]): Routed['labels'] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const labels: [string, string][] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    if (label === undefined && segment !== part) return undefined;
    if (label !== undefined) labels.push([label, decodeURIComponent(segment)]);
  }
  return Object.fromEntries(labels);
}
