import {
  type DelegatedService,
  DescribeResourcePolicyCommand,
  type OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { organizationsClient } from './operations.ts';

type Delegation = Pick<
  Snapshot['organization'],
  'delegatedAdministrators' | 'delegationPolicy' | 'trustedAccess'
>;

/** Who acts for the management account; what could not be read is left out. */
export async function collectDelegation(access: AwsAccess, arn: string): Promise<Reading<Delegation>> {
  const client = organizationsClient(access);
  const reader = new Reader();
  const delegates = await reader.read(arn, 'organizations:ListDelegatedAdministrators', () =>
    all(paginateListDelegatedAdministrators({ client }, {}), (page) => page.DelegatedAdministrators),
  );
  const services = await concurrently(delegates ?? [], async ({ Id: accountId = '' }) => ({
    accountId,
    services: await reader.read(accountId, 'organizations:ListDelegatedServicesForAccount', () =>
      all(
        paginateListDelegatedServicesForAccount({ client }, { AccountId: accountId }),
        (page) => page.DelegatedServices,
      ),
    ),
  }));
  const complete = delegates !== undefined && services.every((one) => one.services !== undefined);
  const trusted = await reader.read(arn, 'organizations:ListAWSServiceAccessForOrganization', () =>
    all(paginateListAWSServiceAccessForOrganization({ client }, {}), (page) => page.EnabledServicePrincipals),
  );
  const policy = await reader.read(arn, 'organizations:DescribeResourcePolicy', () =>
    resourcePolicyOf(client),
  );
  const value = {
    ...(complete ? { delegatedAdministrators: services.flatMap(named) } : {}),
    ...(trusted === undefined
      ? {}
      : { trustedAccess: trusted.map(({ ServicePrincipal = '' }) => ServicePrincipal).sort() }),
    ...(policy === undefined ? {} : { delegationPolicy: policy }),
  };
  return { value, gaps: reader.gaps };
}

const named = ({
  accountId,
  services = [],
}: {
  readonly accountId: string;
  readonly services?: readonly DelegatedService[] | undefined;
}) => services.map(({ ServicePrincipal: servicePrincipal = '' }) => ({ servicePrincipal, accountId }));

const resourcePolicyOf = (client: OrganizationsClient): Promise<PolicyDocument | 'none'> =>
  orAbsent('ResourcePolicyNotFoundException', 'none', async () => {
    const { ResourcePolicy } = await client.send(new DescribeResourcePolicyCommand({}));
    return ResourcePolicy?.Content === undefined ? 'none' : JSON.parse(ResourcePolicy.Content);
  });
