import type { AwsError } from './aws-error.ts';
import type { WireResponse } from './emulation.ts';
import { jsonProtocol } from './protocols/json.ts';
import { queryProtocol } from './protocols/query.ts';
import type { ReceivedRequest } from './received-request.ts';
import { element } from './xml.ts';

/** How the caller reads an error: S3, the JSON services and the query services word the same refusal differently. */
export type Dialect = 's3' | 'json' | 'query';

export function dialectOf(request: ReceivedRequest): Dialect {
  if (request.headers['x-amz-target'] !== undefined) return 'json';
  const form = request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return form || /(^|&)Action=/.test(request.rawQuery) ? 'query' : 's3';
}

/** For what goes wrong before it is known which service is meant. */
export function writeError(dialect: Dialect, error: AwsError, requestId: string): WireResponse {
  const nowhere = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: new Uint8Array(),
  };
  switch (dialect) {
    case 'json':
      return json.writeError(error, requestId, nowhere);
    case 'query':
      return query.writeError(error, requestId, nowhere);
    case 's3':
      return {
        status: error.status,
        headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', {
          Code: error.code,
          Message: error.message,
          ...error.details,
          RequestId: requestId,
        })}`,
      };
  }
}

const json = jsonProtocol({ targets: [] });
const query = queryProtocol({ namespace: 'http://webservices.amazon.com/AWSFault/2005-15-09', version: '' });
