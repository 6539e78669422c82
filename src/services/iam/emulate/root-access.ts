import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { onAnything } from './kinds.ts';

const IAM = 'iam.amazonaws.com';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
function listOrganizationsFeatures({ world, caller }: Call) {
  const { organization, accounts } = world;
  const accountId = caller.accountId ?? '';
  if (accounts.get(accountId)?.parentId === undefined) {
    throw refused('OrganizationNotFoundException', 'No organization is associated with your account.');
  }
  const delegates = organization.delegatedAdministrators.get(IAM);
  if (accountId !== organization.managementAccountId && !delegates?.has(accountId)) {
    throw refused(
      'AccountNotManagementOrDelegatedAdministratorException',
      'The account is not the management account or a delegated administrator account for centralized root access.',
    );
  }
  if (!organization.trustedServices.has(IAM)) {
    throw refused('ServiceAccessNotEnabledException', 'Trusted access is not enabled for IAM.');
  }
  return {
    OrganizationId: organization.id,
    EnabledFeatures: organization.rootAccess ? ['RootSessions'] : [],
  };
}

const refused = (code: string, message: string): AwsError => new AwsError(code, 400, message);

export const rootAccessOperations: Readonly<Record<string, Operation>> = {
  ListOrganizationsFeatures: { access: 'read', needs: onAnything, run: listOrganizationsFeatures },
};
