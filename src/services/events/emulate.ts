import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html */
export default {
  service: 'events',
  protocol: jsonProtocol({ targets: ['AWSEvents'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: { ...notEmulatedOperations, ...readingOperations },
} satisfies Emulation;
