import type { Emulation } from '../../sandbox/emulation.ts';
import { queryProtocol } from '../../sandbox/protocols/query.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { assumeRoleOperation } from './emulate/assume-role.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { selfOperations } from './emulate/self.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export default {
  service: 'sts',
  protocol: queryProtocol({
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    version: '2011-06-15',
    lists: ['Tags', 'TransitiveTagKeys', 'PolicyArns', 'ProvidedContexts'],
  }),
  accessDeniedCode: 'AccessDenied',
  operations: withValidationCode(
    { ...notEmulatedOperations, ...selfOperations, AssumeRole: assumeRoleOperation },
    'ValidationError',
  ),
} satisfies Emulation;
