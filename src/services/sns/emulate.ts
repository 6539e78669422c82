import type { Emulation } from '../../sandbox/emulation.ts';
import { queryProtocol } from '../../sandbox/protocols/query.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';

/** https://docs.aws.amazon.com/sns/latest/api/welcome.html */
export default {
  service: 'sns',
  protocol: queryProtocol({ namespace: 'http://sns.amazonaws.com/doc/2010-03-31/', version: '2010-03-31' }),
  accessDeniedCode: 'AuthorizationError',
  operations: withValidationCode({ ...notEmulatedOperations, ...readingOperations }, 'InvalidParameter'),
} satisfies Emulation;
