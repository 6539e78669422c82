import { AwsError } from '../aws-error.ts';
import type { Protocol, WireRequest, WireResponse } from '../emulation.ts';
import { element, openElement } from '../xml.ts';
import { parametersOf } from './query-parameters.ts';

interface QueryService {
  readonly namespace: string;
  readonly version: string;
  /** List parameters: an empty one travels as `Tags=`, which would read as an empty text. */
  readonly lists?: readonly string[];
}

/**
 * AWS Query: form parameters in, XML out.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryProtocol({ namespace, version, lists = [] }: QueryService): Protocol {
  return {
    read: (request) => {
      const { Action, Version, ...parameters } = formOf(request, lists);
      if (typeof Action !== 'string' || !Action) {
        throw new AwsError('MissingAction', 400, 'The request is missing an action or a required parameter.');
      }
      if (Version !== undefined && Version !== version) {
        throw new AwsError(
          'InvalidAction',
          400,
          `Could not find operation ${Action} for version ${String(Version)}`,
        );
      }
      return { operation: Action, input: parameters };
    },
    write: (operation, output, requestId) => {
      const result = output === undefined ? '' : element(`${operation}Result`, output);
      const metadata = element('ResponseMetadata', { RequestId: requestId });
      const name = `${operation}Response`;
      return xmlAnswer(200, `${openElement(name, namespace)}${result}${metadata}</${name}>`, requestId);
    },
    writeError: (error, requestId) => {
      const body = element('Error', {
        Type: error.status < 500 ? 'Sender' : 'Receiver',
        Code: error.code,
        Message: error.message,
        ...error.details,
      });
      const id = element('RequestId', requestId);
      return xmlAnswer(
        error.status,
        `${openElement('ErrorResponse', namespace)}${body}${id}</ErrorResponse>`,
        requestId,
      );
    },
  };
}

function formOf(request: WireRequest, lists: readonly string[]): Record<string, unknown> {
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new AwsError('InvalidAction', 400, `${request.method} is not supported`);
  }
  const form = new URLSearchParams(request.query);
  const body = Buffer.from(request.body).toString('utf8');
  for (const [name, value] of new URLSearchParams(body)) form.append(name, value);
  return parametersOf(form, lists);
}

export function xmlAnswer(status: number, xml: string, requestId: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: xml };
}
