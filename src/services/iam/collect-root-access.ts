import { ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import type { Organization } from '../../model/snapshot.ts';
import { iamClient } from './operations.ts';

/**
 * Only the management account and IAM's delegated administrator may ask. Nobody has root sessions while IAM has no
 * trusted access. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
 */
export async function collectRootAccess(
  access: AwsAccess,
  organizationArn: string,
): Promise<Reading<Pick<Organization, 'rootAccess'>>> {
  const client = iamClient(access);
  const reader = new Reader();
  const rootAccess = await reader.read(organizationArn, 'iam:ListOrganizationsFeatures', () =>
    orAbsent('ServiceAccessNotEnabledException', false, async () => {
      const { EnabledFeatures = [] } = await client.send(new ListOrganizationsFeaturesCommand({}));
      return EnabledFeatures.includes('RootSessions');
    }),
  );
  return { value: rootAccess === undefined ? {} : { rootAccess }, gaps: reader.gaps };
}
