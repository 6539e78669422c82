import type { Emulation } from '../../sandbox/emulation.ts';
import { queryProtocol } from '../../sandbox/protocols/query.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html */
export default {
  service: 'cloudformation',
  protocol: queryProtocol({
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    version: '2010-05-15',
    lists: ['StackStatusFilter'],
  }),
  accessDeniedCode: 'AccessDenied',
  operations: withValidationCode({ ...notEmulatedOperations, ...readingOperations }, 'ValidationError'),
} satisfies Emulation;
