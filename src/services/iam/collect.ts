import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  type Role as ListedRole,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import type { AwsAccess } from '../../aws/access.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Role } from '../../model/snapshot.ts';
import { decoded } from './decoded.ts';
import { iamClient } from './operations.ts';

export { collectInstanceProfiles } from './collect-instance-profiles.ts';
export { collectProviders } from './collect-providers.ts';
export { collectRootAccess } from './collect-root-access.ts';
export { collectSignIn } from './collect-sign-in.ts';

/** The account's roles but for service-linked ones, which only their service can act as. */
export async function collectRoles(access: AwsAccess): Promise<Reading<readonly Role[]>> {
  const { partition, caller } = access;
  const client = iamClient(access);
  const reader = new Reader();
  const listed = await reader.read(`arn:${partition}:iam::${caller.accountId}:role/*`, 'iam:ListRoles', () =>
    all(paginateListRoles({ client }, {}), (page) => page.Roles?.map(withTrust)),
  );
  const account = { client, reader, documents: new Map(), accountId: caller.accountId };
  const roles = await concurrently((listed ?? []).filter(isNotServiceLinked), (role) =>
    complete(account, role),
  );
  return { value: [...roles].sort((one, other) => (one.arn < other.arn ? -1 : 1)), gaps: reader.gaps };
}

interface Account {
  readonly client: IAMClient;
  readonly reader: Reader;
  readonly accountId: string;
  /** Of managed policies by ARN: many roles may have the same. */
  readonly documents: Map<string, Promise<PolicyDocument | undefined>>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
const isNotServiceLinked = ({ Path = '' }: ListedRole): boolean => !Path.startsWith('/aws-service-role/');

const withTrust = (listed: ListedRole) => ({ ...listed, trust: decoded(listed.AssumeRolePolicyDocument) });

async function complete(account: Account, listed: ReturnType<typeof withTrust>): Promise<Role> {
  const { RoleName: name = '', Arn: arn = '', trust } = listed;
  const [detailed, inline, attached] = await Promise.all([
    detailsOf(account, arn, name),
    inlinePolicies(account, arn, name),
    attachedPolicies(account, arn, name),
  ]);
  return {
    arn,
    accountId: account.accountId,
    trust,
    // A part of them would let the role do less than it can.
    ...(inline === undefined || attached.policies === undefined
      ? {}
      : { policies: [...inline, ...attached.policies] }),
    ...attached.named,
    ...detailed,
  };
}

/** Boundary and tags: ListRoles leaves them out. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
async function detailsOf(
  account: Account,
  arn: string,
  RoleName: string,
): Promise<Pick<Role, 'boundary' | 'tags'>> {
  const role = await account.reader.read(
    arn,
    'iam:GetRole',
    async () => (await account.client.send(new GetRoleCommand({ RoleName }))).Role ?? {},
  );
  if (role === undefined) return {};
  const { PermissionsBoundary: bounds, Tags = [] } = role as Partial<ListedRole>;
  const boundaryArn = bounds?.PermissionsBoundaryArn;
  const boundary = boundaryArn === undefined ? undefined : await managedPolicy(account, boundaryArn);
  return {
    ...(boundary === undefined ? {} : { boundary }),
    tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
  };
}

async function inlinePolicies(
  { client, reader }: Account,
  arn: string,
  RoleName: string,
): Promise<readonly PolicyDocument[] | undefined> {
  const names = await reader.read(arn, 'iam:ListRolePolicies', () =>
    all(paginateListRolePolicies({ client }, { RoleName }), (page) => page.PolicyNames),
  );
  if (names === undefined) return undefined;
  const documents = await concurrently(names, (PolicyName) =>
    reader.read(arn, 'iam:GetRolePolicy', async () => {
      const { PolicyDocument: text } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return decoded(text);
    }),
  );
  return allOf(documents);
}

interface Attached {
  readonly policies: readonly PolicyDocument[] | undefined;
  readonly named: Pick<Role, 'managedPolicies'>;
}

async function attachedPolicies(account: Account, arn: string, RoleName: string): Promise<Attached> {
  const { client, reader } = account;
  const attached = await reader.read(arn, 'iam:ListAttachedRolePolicies', () =>
    all(paginateListAttachedRolePolicies({ client }, { RoleName }), (page) => page.AttachedPolicies),
  );
  if (attached === undefined) return { policies: undefined, named: {} };
  const arns = attached.flatMap(({ PolicyArn }) => PolicyArn ?? []).sort();
  const documents = await concurrently(arns, (policyArn) => managedPolicy(account, policyArn));
  return {
    policies: allOf(documents),
    named: { managedPolicies: arns.filter((policyArn) => !policyArn.includes(':iam::aws:')) },
  };
}

function managedPolicy(account: Account, arn: string): Promise<PolicyDocument | undefined> {
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
