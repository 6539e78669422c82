import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html */
export default {
  service: 'logs',
  protocol: jsonProtocol({ targets: ['Logs_20140328'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(
    { ...notEmulatedOperations, ...readingOperations },
    'InvalidParameterException',
  ),
} satisfies Emulation;
