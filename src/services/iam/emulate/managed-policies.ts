import { createHash } from 'node:crypto';
import { awsManagedPolicy, awsManagedPolicyNames } from '../../../sandbox/aws-managed-policies.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { upperId } from '../../../sandbox/ids.ts';
import { optionalBoolean, optionalText } from '../../../sandbox/input.ts';
import type { ManagedPolicyState, PrincipalState } from '../../../sandbox/world.ts';
import { permissionsPolicy, sizeOf } from './documents.ts';
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
  notEmulated,
  validationError,
} from './errors.ts';
import { listing, name, optionalWord, path, pathPrefix, policyArn, tags } from './input.ts';
import { accountOf, iamArn, need, onAnything, requestTagContext } from './kinds.ts';
import { QUOTA } from './quotas.ts';

/** A customer managed policy of the caller's account, or one of AWS's own. */
export function policyOf(call: Call, arn = policyArn(call)): ManagedPolicyState {
  const policy = accountOf(call).managedPolicies.get(arn) ?? awsManaged(arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** As `policyOf`, for a change: AWS's own policies cannot be changed. */
export function ownPolicyOf(call: Call): ManagedPolicyState {
  const arn = policyArn(call);
  const policy = accountOf(call).managedPolicies.get(arn);
  if (policy) return policy;
  if (awsManaged(arn))
    throw validationError('Cannot perform the operation on a policy that is managed by AWS');
  throw noSuchEntity(`Policy ${arn} was not found.`);
}

/** The day AdministratorAccess came out; AWS's policies have dates of their own. */
const LONG_AGO = new Date('2015-02-06T18:39:46Z');

function awsManaged(arn: string): ManagedPolicyState | undefined {
  const policy = awsManagedPolicy(arn);
  if (!policy) return undefined;
  const digest = createHash('sha256').update(arn).digest('hex').toUpperCase();
  return {
    id: `ANPA${digest.slice(0, 17)}`,
    arn,
    name: policy.name,
    path: '/',
    createdAt: LONG_AGO,
    description: '',
    versions: new Map([['v1', { policy, createdAt: LONG_AGO }]]),
    defaultVersionId: 'v1',
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
function policyShape(call: Call, policy: ManagedPolicyState) {
  const principals = principalsOf(call);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: principals.filter(({ attachedPolicies }) => attachedPolicies.has(policy.arn)).length,
    PermissionsBoundaryUsageCount: principals.filter(({ boundaryArn }) => boundaryArn === policy.arn).length,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.versions.get(policy.defaultVersionId)?.createdAt,
  };
}

const detailed = (call: Call, policy: ManagedPolicyState) => ({
  ...policyShape(call, policy),
  ...(policy.description === '' ? {} : { Description: policy.description }),
});

const principalsOf = (call: Call): readonly PrincipalState[] => {
  const { users, roles } = accountOf(call);
  return [...users.values(), ...roles.values()];
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
function createPolicy(call: Call) {
  const { managedPolicies } = accountOf(call);
  const policyName = name(call, 'PolicyName', 128);
  const policyPath = path(call) ?? '/';
  const document = permissionsPolicy(call, 'PolicyDocument');
  if (tags(call).size > 0) throw notEmulated('tags of managed policies');
  if (sizeOf(document) > QUOTA.managedPolicySize) throw limitExceeded('PolicySize', QUOTA.managedPolicySize);
  if ([...managedPolicies.values()].some((other) => other.name.toLowerCase() === policyName.toLowerCase())) {
    throw alreadyExists(`A policy called ${policyName} already exists. Duplicate names are not allowed.`);
  }
  if (managedPolicies.size >= QUOTA.policies) throw limitExceeded('PoliciesPerAccount', QUOTA.policies);
  const arn = iamArn(call, `policy${policyPath}${policyName}`);
  const policy: ManagedPolicyState = {
    id: upperId('ANPA'),
    arn,
    name: policyName,
    path: policyPath,
    createdAt: call.now,
    description: optionalText(call.input, 'Description', { max: 1000 }) ?? '',
    versions: new Map([['v1', { policy: { name: policyName, arn, document }, createdAt: call.now }]]),
    defaultVersionId: 'v1',
  };
  managedPolicies.set(arn, policy);
  return { Policy: detailed(call, policy) };
}

function deletePolicy(call: Call): void {
  const policy = ownPolicyOf(call);
  const { AttachmentCount, PermissionsBoundaryUsageCount } = policyShape(call, policy);
  if (AttachmentCount + PermissionsBoundaryUsageCount > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  accountOf(call).managedPolicies.delete(policy.arn);
}

const USAGES = ['PermissionsPolicy', 'PermissionsBoundary'] as const;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
function listPolicies(call: Call) {
  const scope = optionalWord(call, 'Scope', ['All', 'AWS', 'Local']) ?? 'All';
  const prefix = pathPrefix(call);
  const usage = optionalWord(call, 'PolicyUsageFilter', USAGES);
  const own = scope === 'AWS' ? [] : [...accountOf(call).managedPolicies.values()];
  const aws =
    scope === 'Local'
      ? []
      : awsManagedPolicyNames.flatMap((policy) => awsManaged(awsArn(call, policy)) ?? []);
  const found = [...own, ...aws]
    .filter((policy) => policy.path.startsWith(prefix))
    .map((policy) => policyShape(call, policy))
    .filter((policy) => optionalBoolean(call.input, 'OnlyAttached') !== true || policy.AttachmentCount > 0)
    .filter((policy) => usage !== 'PermissionsBoundary' || policy.PermissionsBoundaryUsageCount > 0);
  return listing(call, 'Policies', found, (policy) => policy.Arn);
}

const awsArn = ({ world }: Call, policy: string) => `arn:${world.partition}:iam::aws:policy/${policy}`;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
function listEntities(call: Call) {
  const { arn } = policyOf(call);
  const { users, roles } = accountOf(call);
  const usage = optionalWord(call, 'PolicyUsageFilter', USAGES);
  const uses = ({ attachedPolicies, boundaryArn }: PrincipalState): boolean => {
    switch (usage) {
      case 'PermissionsBoundary':
        return boundaryArn === arn;
      case 'PermissionsPolicy':
        return attachedPolicies.has(arn);
      default:
        return attachedPolicies.has(arn) || boundaryArn === arn;
    }
  };
  const wanted = optionalWord(call, 'EntityFilter', [
    'User',
    'Role',
    'Group',
    'LocalManagedPolicy',
    'AWSManagedPolicy',
  ]);
  const named = (kind: string, states: Iterable<PrincipalState>) =>
    wanted === undefined || wanted === kind ? [...states].filter(uses) : [];
  return {
    PolicyGroups: [],
    PolicyUsers: named('User', users.values()).map((user) => ({ UserName: user.name, UserId: user.id })),
    PolicyRoles: named('Role', roles.values()).map((role) => ({ RoleName: role.name, RoleId: role.id })),
    IsTruncated: false,
  };
}

export const onPolicy = (call: Call) => [need(call, policyArn(call))];

function onNewPolicy(call: Call) {
  const requested = tags(call);
  const create = need(
    call,
    iamArn(call, `policy${path(call) ?? '/'}${name(call, 'PolicyName', 128)}`),
    requestTagContext(requested),
  );
  return requested.size === 0 ? [create] : [create, { ...create, action: 'iam:TagPolicy' }];
}

export const managedPolicyOperations: Readonly<Record<string, Operation>> = {
  CreatePolicy: { access: 'write', needs: onNewPolicy, run: createPolicy },
  GetPolicy: { access: 'read', needs: onPolicy, run: (call) => ({ Policy: detailed(call, policyOf(call)) }) },
  ListPolicies: { access: 'read', needs: onAnything, run: listPolicies },
  ListEntitiesForPolicy: { access: 'read', needs: onPolicy, run: listEntities },
  DeletePolicy: { access: 'write', needs: onPolicy, run: deletePolicy },
};
