import type { Protocol } from '../emulation.ts';
import { element, openElement } from '../xml.ts';
import { queryProtocol, xmlAnswer } from './query.ts';

/**
 * EC2 Query: as AWS Query, but for what it answers.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */
export function ec2QueryProtocol(service: {
  readonly namespace: string;
  readonly version: string;
}): Protocol {
  return {
    ...queryProtocol(service),
    write: (operation, output, requestId) => {
      const name = `${operation}Response`;
      const members = Object.entries({ requestId, ...(output ?? {}) });
      const body = members.map(([member, value]) => element(member, value, 'item')).join('');
      return xmlAnswer(200, `${openElement(name, service.namespace)}${body}</${name}>`, requestId);
    },
    writeError: ({ code, message, status }, requestId) => {
      const said = code === 'UnauthorizedOperation' ? `${UNAUTHORIZED} ${message}` : message;
      const errors = { Error: { Code: code, Message: said } };
      return xmlAnswer(status, element('Response', { Errors: errors, RequestID: requestId }), requestId);
    },
  };
}

const UNAUTHORIZED = 'You are not authorized to perform this operation.';
