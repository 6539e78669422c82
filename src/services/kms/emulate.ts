import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withResponseElements } from '../../sandbox/response-elements.ts';
import { aliasOperations } from './emulate/aliases.ts';
import { grantOperations } from './emulate/grants.ts';
import { keyOperations } from './emulate/keys.ts';
import { listingOperations } from './emulate/listings.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { policyOperations } from './emulate/policies.ts';
import { tagOperations } from './emulate/tags.ts';

/** https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html */
export default {
  service: 'kms',
  protocol: jsonProtocol({ targets: ['TrentService'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withResponseElements({
    ...notEmulatedOperations,
    ...keyOperations,
    ...policyOperations,
    ...aliasOperations,
    ...grantOperations,
    ...listingOperations,
    ...tagOperations,
  }),
} satisfies Emulation;
