import type { Emulation } from '../../sandbox/emulation.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withResponseElements } from '../../sandbox/response-elements.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { accountOperations } from './emulate/accounts.ts';
import { attachmentOperations } from './emulate/attachments.ts';
import { handshakeOperations } from './emulate/handshakes.ts';
import { newAccountOperations } from './emulate/new-accounts.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { organizationOperations } from './emulate/organization.ts';
import { policyOperations } from './emulate/policies.ts';
import { resourcePolicyOperations } from './emulate/resource-policy.ts';
import { tagOperations } from './emulate/tags.ts';
import { treeOperations } from './emulate/tree.ts';
import { trustedServiceOperations } from './emulate/trusted-services.ts';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
export default {
  service: 'organizations',
  protocol: jsonProtocol({ targets: ['AWSOrganizationsV20161128'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(
    withResponseElements({
      ...notEmulatedOperations,
      ...organizationOperations,
      ...treeOperations,
      ...accountOperations,
      ...newAccountOperations,
      ...policyOperations,
      ...attachmentOperations,
      ...resourcePolicyOperations,
      ...tagOperations,
      ...trustedServiceOperations,
      ...handshakeOperations,
    }),
    'InvalidInputException',
  ),
} satisfies Emulation;
