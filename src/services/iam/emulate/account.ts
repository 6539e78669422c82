import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { upperId } from '../../../sandbox/ids.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import type { RoleState } from '../../../sandbox/world.ts';
import { keysOf } from './access-keys.ts';
import { invalidInput, notEmulated } from './errors.ts';
import { listing } from './input.ts';
import { accountOf, iamArn, need, onAnything } from './kinds.ts';
import { QUOTA } from './quotas.ts';
import { roleShape } from './shapes.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
function accountSummary(call: Call) {
  const { users, roles, managedPolicies, mfa } = accountOf(call);
  const versions = [...managedPolicies.values()].reduce((sum, policy) => sum + policy.versions.size, 0);
  return {
    SummaryMap: new Map<string, number>([
      ['Users', users.size],
      ['UsersQuota', QUOTA.users],
      ['Groups', 0],
      ['Roles', roles.size],
      ['RolesQuota', QUOTA.roles],
      ['Policies', managedPolicies.size],
      ['PoliciesQuota', QUOTA.policies],
      ['PolicyVersionsInUse', versions],
      ['VersionsPerPolicyQuota', QUOTA.policyVersions],
      ['PolicySizeQuota', QUOTA.managedPolicySize],
      ['UserPolicySizeQuota', QUOTA.userPolicySize],
      ['RolePolicySizeQuota', QUOTA.rolePolicySize],
      ['AssumeRolePolicySizeQuota', QUOTA.trustPolicySize],
      ['AttachedPoliciesPerUserQuota', QUOTA.attachedPolicies],
      ['AttachedPoliciesPerRoleQuota', QUOTA.attachedPolicies],
      ['AccessKeysPerUserQuota', QUOTA.accessKeysPerUser],
      ['AccountAccessKeysPresent', keysOf(call, undefined).length > 0 ? 1 : 0],
      ['AccountMFAEnabled', mfa === 'none' ? 0 : 1],
      ['MFADevices', [...users.values()].reduce((sum, user) => sum + user.mfaDevices.length, 0)],
    ]),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/using-service-linked-roles.html */
const SERVICE_LINKED: ReadonlyMap<string, string> = new Map([
  ['cloudtrail.amazonaws.com', 'AWSServiceRoleForCloudTrail'],
]);

const serviceOf = ({ input }: Call): string =>
  text(input, 'AWSServiceName', { max: 128, pattern: /^[\w+=,.@-]+$/ });

const serviceLinkedPath = (service: string): string => `/aws-service-role/${service}/`;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
function createServiceLinkedRole(call: Call) {
  const { roles } = accountOf(call);
  const service = serviceOf(call);
  const name = SERVICE_LINKED.get(service);
  if (name === undefined) throw notEmulated(`service-linked roles of ${service}`);
  if (optionalText(call.input, 'CustomSuffix') !== undefined) {
    throw invalidInput(`Custom suffix is not allowed for ${service}`);
  }
  if (roles.has(name.toLowerCase())) {
    throw invalidInput(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  const role: RoleState = {
    id: upperId('AROA'),
    arn: iamArn(call, `role${serviceLinkedPath(service)}${name}`),
    name,
    path: serviceLinkedPath(service),
    createdAt: call.now,
    tags: new Map(),
    inlinePolicies: new Map(),
    attachedPolicies: new Set(),
    boundaryArn: undefined,
    trustPolicy: { name, document: trustOf(service) },
    description: optionalText(call.input, 'Description', { max: 1000 }) ?? '',
    maxSessionSeconds: 3600,
  };
  roles.set(name.toLowerCase(), role);
  return { Role: roleShape(role) };
}

const trustOf = (service: string) =>
  ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  }) as const;

function onServiceLinkedRole(call: Call) {
  const service = serviceOf(call);
  const name = SERVICE_LINKED.get(service) ?? '*';
  return [
    need(call, iamArn(call, `role${serviceLinkedPath(service)}${name}`), { 'iam:AWSServiceName': service }),
  ];
}

export const accountOperations: Readonly<Record<string, Operation>> = {
  GetAccountSummary: { access: 'read', needs: onAnything, run: accountSummary },
  ListAccountAliases: {
    access: 'read',
    needs: onAnything,
    run: (call) => listing(call, 'AccountAliases', [], () => ''),
  },
  CreateServiceLinkedRole: { access: 'write', needs: onServiceLinkedRole, run: createServiceLinkedRole },
};
