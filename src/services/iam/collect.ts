import {
  type AttachedPolicy,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  paginateGetAccountAuthorizationDetails,
  type RoleDetail,
} from '@aws-sdk/client-iam';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Role } from '../../model/snapshot.ts';
import { decoded, defaultDocuments } from './decoded.ts';
import { iamClient } from './operations.ts';

export { collectInstanceProfiles } from './collect-instance-profiles.ts';
export { collectProviders } from './collect-providers.ts';
export { collectRootAccess } from './collect-root-access.ts';
export { collectSignIn } from './collect-sign-in.ts';

/**
 * The account's roles but for service-linked ones, which only their service can act as. One list tells everything about
 * a role, but for AWS's own policies that no principal has attached, which may still be a boundary.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export async function collectRoles(access: AwsAccess): Promise<Reading<readonly Role[]>> {
  const { partition, caller } = access;
  const { accountId } = caller;
  const client = iamClient(access);
  const reader = new Reader();
  const listed = await reader.read(
    `arn:${partition}:iam::${accountId}:role/*`,
    'iam:GetAccountAuthorizationDetails',
    () => detailsOf(client),
  );
  if (listed === undefined) return { value: [], gaps: reader.gaps };
  const documents = new Map<string, Document>(listed.documents);
  const account = { client, reader, documents, accountId };
  const roles = await concurrently(listed.roles, (role) => roleOf(account, role));
  return { value: [...roles].sort(byArn), gaps: reader.gaps };
}

type ListedRole = RoleDetail & { readonly trust: PolicyDocument };

async function detailsOf(client: IAMClient) {
  const pages = await all(
    paginateGetAccountAuthorizationDetails(
      { client },
      { Filter: ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'] },
    ),
    (page) => [page],
  );
  const roles = pages
    .flatMap(({ RoleDetailList = [] }) => RoleDetailList)
    .filter(isNotServiceLinked)
    .map((role): ListedRole => ({ ...role, trust: decoded(role.AssumeRolePolicyDocument) }));
  return { roles, documents: defaultDocuments(pages.flatMap(({ Policies = [] }) => Policies)) };
}

type Document = PolicyDocument | Promise<PolicyDocument | undefined>;

interface Account {
  readonly client: IAMClient;
  readonly reader: Reader;
  readonly accountId: string;
  /** Of managed policies by ARN: many roles may have the same. */
  readonly documents: Map<string, Document>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
const isNotServiceLinked = ({ Path = '' }: RoleDetail): boolean => !Path.startsWith('/aws-service-role/');

async function roleOf(account: Account, role: ListedRole): Promise<Role> {
  const { Arn: arn = '', trust, RolePolicyList = [], AttachedManagedPolicies = [], Tags = [] } = role;
  const inline = RolePolicyList.map(({ PolicyDocument: text }) => decoded(text));
  const attached = arnsOf(AttachedManagedPolicies);
  const managed = allOf(await concurrently(attached, (policyArn) => managedPolicy(account, policyArn)));
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = boundaryArn === undefined ? undefined : await managedPolicy(account, boundaryArn);
  return {
    arn,
    accountId: account.accountId,
    trust,
    // A part of them would let the role do less than it can.
    ...(managed === undefined ? {} : { policies: [...inline, ...managed] }),
    managedPolicies: attached.filter((policyArn) => !policyArn.includes(':iam::aws:')),
    ...(boundary === undefined ? {} : { boundary }),
    tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
  };
}

const arnsOf = (attached: readonly AttachedPolicy[]): readonly string[] =>
  attached.flatMap(({ PolicyArn }) => PolicyArn ?? []).sort();

async function managedPolicy(account: Account, arn: string): Promise<PolicyDocument | undefined> {
  const read = account.documents.get(arn) ?? readManagedPolicy(account, arn);
  account.documents.set(arn, read);
  return read;
}

async function readManagedPolicy(
  { client, reader }: Account,
  PolicyArn: string,
): Promise<PolicyDocument | undefined> {
  const versionId = await reader.read(
    PolicyArn,
    'iam:GetPolicy',
    async () => (await client.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId ?? '',
  );
  if (versionId === undefined) return undefined;
  return reader.read(PolicyArn, 'iam:GetPolicyVersion', async () => {
    const command = new GetPolicyVersionCommand({ PolicyArn, VersionId: versionId });
    return decoded((await client.send(command)).PolicyVersion?.Document);
  });
}

const allOf = <T>(items: readonly (T | undefined)[]): readonly T[] | undefined => {
  const present = items.filter((item) => item !== undefined);
  return present.length === items.length ? present : undefined;
};
