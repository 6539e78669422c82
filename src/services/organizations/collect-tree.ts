import {
  type Organization as DescribedOrganization,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListPolicies,
  paginateListRoots,
  paginateListTargetsForPolicy,
  type Root,
} from '@aws-sdk/client-organizations';
import type { AwsAccess } from '../../aws/access.ts';
import { awsProblem } from '../../aws/problem.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import { classify } from '../../aws/refusal.ts';
import type { PolicyTypeName } from '../../model/change.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Account, OrganizationalUnit, OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { organizationsClient } from './operations.ts';

export type TreeReading = Pick<Snapshot, 'organization' | 'organizationalUnits' | 'accounts' | 'policies'>;

const KINDS = { SERVICE_CONTROL_POLICY: 'scp', RESOURCE_CONTROL_POLICY: 'rcp' } as const;

/** The tree, its accounts and its policies. Only a caller outside any organization, or denied even to see it, fails. */
export async function collectTree(access: AwsAccess): Promise<Reading<TreeReading>> {
  const client = organizationsClient(access);
  const reader = new Reader();
  const described = await describe(access, client);
  const root = await reader.read(described.Arn ?? '', 'organizations:ListRoots', async () =>
    (await all(paginateListRoots({ client }, {}), (page) => page.Roots)).at(0),
  );
  const tree =
    root?.Id === undefined ? { units: [], accounts: [] } : await treeUnder(client, reader, root.Id);
  const policies = await Promise.all(
    (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).map((type) =>
      policiesOf(client, reader, described.Arn ?? '', type),
    ),
  );
  return {
    value: {
      organization: {
        id: described.Id ?? '',
        arn: described.Arn ?? '',
        managementAccountId: described.MasterAccountId ?? '',
        rootId: root?.Id ?? '',
        policyTypes: enabledTypes(root),
      },
      organizationalUnits: tree.units,
      accounts: tree.accounts,
      policies: policies.flat(),
    },
    gaps: reader.gaps,
  };
}

/** Any account of an organization may ask; `undefined` where there is none, or it cannot be seen. */
export async function organizationIdOf(access: AwsAccess): Promise<string | undefined> {
  try {
    const client = organizationsClient(access);
    return (await client.send(new DescribeOrganizationCommand({}))).Organization?.Id;
  } catch {
    return undefined;
  }
}

/** Switching a policy type on goes on in the background. https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html */
export async function isEnabled(access: AwsAccess, policyType: PolicyTypeName): Promise<boolean> {
  const client = organizationsClient(access);
  const roots = await all(paginateListRoots({ client }, {}), (page) => page.Roots);
  return enabledTypes(roots[0]).includes(policyType);
}

async function describe(access: AwsAccess, client: OrganizationsClient): Promise<DescribedOrganization> {
  try {
    return (await client.send(new DescribeOrganizationCommand({}))).Organization ?? {};
  } catch (error) {
    if (classify(error).code === 'AWSOrganizationsNotInUseException') {
      throw new IndelibleError('CONFIG_INVALID', 'no-organization', { account: access.caller.accountId });
    }
    throw awsProblem(error, 'organizations:DescribeOrganization', access.endpoint);
  }
}

function enabledTypes(root: Root | undefined): readonly string[] {
  return (root?.PolicyTypes ?? []).flatMap(({ Type, Status }) =>
    Type !== undefined && Status === 'ENABLED' ? [Type] : [],
  );
}

interface Tree {
  readonly units: readonly OrganizationalUnit[];
  readonly accounts: readonly Account[];
}

async function treeUnder(client: OrganizationsClient, reader: Reader, parentId: string): Promise<Tree> {
  const [units, accounts] = await Promise.all([
    reader.read(parentId, 'organizations:ListOrganizationalUnitsForParent', () => unitsOf(client, parentId)),
    reader.read(parentId, 'organizations:ListAccountsForParent', () => accountsOf(client, parentId)),
  ]);
  const below = await concurrently(units ?? [], ({ id }) => treeUnder(client, reader, id), 2);
  return {
    units: [...(units ?? []), ...below.flatMap((tree) => tree.units)],
    accounts: [...(accounts ?? []), ...below.flatMap((tree) => tree.accounts)],
  };
}

async function unitsOf(
  client: OrganizationsClient,
  parentId: string,
): Promise<readonly OrganizationalUnit[]> {
  const units = await all(
    paginateListOrganizationalUnitsForParent({ client }, { ParentId: parentId }),
    (page) => page.OrganizationalUnits,
  );
  return units.map(({ Id = '', Arn = '', Name = '' }) => ({ id: Id, arn: Arn, name: Name, parentId }));
}

async function accountsOf(client: OrganizationsClient, parentId: string): Promise<readonly Account[]> {
  const accounts = await all(
    paginateListAccountsForParent({ client }, { ParentId: parentId }),
    (page) => page.Accounts,
  );
  return accounts.map(({ Id = '', Arn = '', Name = '', Email = '', Status = '' }) => ({
    id: Id,
    arn: Arn,
    name: Name,
    email: Email,
    status: Status,
    parentId,
  }));
}

async function policiesOf(
  client: OrganizationsClient,
  reader: Reader,
  organizationArn: string,
  type: keyof typeof KINDS,
): Promise<readonly OrganizationPolicy[]> {
  const summaries = await reader.read(organizationArn, 'organizations:ListPolicies', () =>
    all(paginateListPolicies({ client }, { Filter: type }), (page) => page.Policies),
  );
  const policies = await concurrently(summaries ?? [], (summary) =>
    policyOf(client, reader, summary, KINDS[type]),
  );
  return policies.filter((policy) => policy !== undefined);
}

async function policyOf(
  client: OrganizationsClient,
  reader: Reader,
  { Id = '', Arn = '', Name = '', Description = '', AwsManaged = false }: PolicySummary,
  kind: 'scp' | 'rcp',
): Promise<OrganizationPolicy | undefined> {
  const described = await reader.read(Arn, 'organizations:DescribePolicy', async () => {
    const { Content = '' } = (await client.send(new DescribePolicyCommand({ PolicyId: Id }))).Policy ?? {};
    return { content: Content, document: JSON.parse(Content) };
  });
  const targets = await reader.read(Arn, 'organizations:ListTargetsForPolicy', () =>
    all(paginateListTargetsForPolicy({ client }, { PolicyId: Id }), (page) => page.Targets),
  );
  if (described === undefined || targets === undefined) return undefined;
  return {
    id: Id,
    arn: Arn,
    name: Name,
    description: Description,
    kind,
    awsManaged: AwsManaged,
    ...described,
    targets: targets.map(({ TargetId = '' }) => TargetId),
  };
}
