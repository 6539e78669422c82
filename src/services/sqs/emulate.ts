import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
export default {
  service: 'sqs',
  protocol: jsonProtocol({
    targets: ['AmazonSQS'],
    version: '1.0',
    queryCodes: { QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue' },
  }),
  accessDeniedCode: 'AccessDenied',
  operations: withValidationCode({ ...notEmulatedOperations, ...readingOperations }, 'InvalidParameterValue'),
} satisfies Emulation;
