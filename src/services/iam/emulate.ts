import { AwsError } from '../../sandbox/aws-error.ts';
import type { Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { queryProtocol } from '../../sandbox/protocols/query.ts';
import { withResponseElements } from '../../sandbox/response-elements.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';
import { accessKeyOperations } from './emulate/access-keys.ts';
import { accountOperations } from './emulate/account.ts';
import { attachedOperations } from './emulate/attached.ts';
import { authorizationOperations } from './emulate/authorization-details.ts';
import { boundaryOperations } from './emulate/boundaries.ts';
import { credentialReportOperations } from './emulate/credential-report.ts';
import { inlineOperations } from './emulate/inline.ts';
import { instanceProfileOperations } from './emulate/instance-profiles.ts';
import { ROLE, USER } from './emulate/kinds.ts';
import { managedPolicyOperations } from './emulate/managed-policies.ts';
import { notEmulatedOperations } from './emulate/not-emulated.ts';
import { policyVersionOperations } from './emulate/policy-versions.ts';
import { providerOperations } from './emulate/providers.ts';
import { roleOperations } from './emulate/roles.ts';
import { rootAccessOperations } from './emulate/root-access.ts';
import { signInOperations } from './emulate/sign-in.ts';
import { taggingOperations } from './emulate/tagging.ts';
import { userOperations } from './emulate/users.ts';

const operations = withResponseElements({
  ...notEmulatedOperations,
  ...accountOperations,
  ...instanceProfileOperations,
  ...authorizationOperations,
  ...credentialReportOperations,
  ...signInOperations,
  ...userOperations,
  ...accessKeyOperations,
  ...roleOperations,
  ...rootAccessOperations,
  ...providerOperations,
  ...managedPolicyOperations,
  ...policyVersionOperations,
  ...inlineOperations(USER),
  ...inlineOperations(ROLE),
  ...attachedOperations(USER),
  ...attachedOperations(ROLE),
  ...boundaryOperations(USER),
  ...boundaryOperations(ROLE),
  ...taggingOperations(USER),
  ...taggingOperations(ROLE),
});

/**
 * Credentials of GetSessionToken call no IAM operation without MFA.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
function withoutSessionTokens(operation: Operation): Operation {
  const needs = (call: Call) => {
    const { caller, world } = call;
    const temporary = world.credentials.get(caller.accessKeyId ?? '')?.sessionToken !== undefined;
    if (temporary && caller.identity.type !== 'session') {
      throw new AwsError(
        'InvalidClientTokenId',
        403,
        'The security token included in the request is invalid',
      );
    }
    return operation.needs(call);
  };
  return { ...operation, needs };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html */
export default {
  service: 'iam',
  protocol: queryProtocol({
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    version: '2010-05-08',
    lists: ['Filter', 'Tags', 'TagKeys'],
  }),
  accessDeniedCode: 'AccessDenied',
  operations: withValidationCode(
    Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, withoutSessionTokens(operation)]),
    ),
    'ValidationError',
  ),
} satisfies Emulation;
