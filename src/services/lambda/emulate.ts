import type { Emulation } from '../../sandbox/emulation.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { readingOperations } from './emulate/reading.ts';
import { routes } from './emulate/routes.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/welcome.html */
export default {
  service: 'lambda',
  protocol: restJsonProtocol(routes),
  accessDeniedCode: 'AccessDeniedException',
  operations: { ...notEmulatedOperations, ...readingOperations },
} satisfies Emulation;
