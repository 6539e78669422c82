import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list } from '../../../sandbox/input.ts';
import type { ManagedPolicyState, PrincipalState, RoleState } from '../../../sandbox/world.ts';
import { encoded } from './documents.ts';
import { validationError } from './errors.ts';
import { listing } from './input.ts';
import { accountOf, onAnything } from './kinds.ts';
import { policyOf } from './managed-policies.ts';
import { details, roleShape, userShape } from './shapes.ts';

const MEMBERS = { User: 'UserDetailList', Role: 'RoleDetailList', Group: 'GroupDetailList' } as const;
const FILTERS = [...Object.keys(MEMBERS), 'LocalManagedPolicy', 'AWSManagedPolicy'];

interface Entry {
  readonly filter: string;
  readonly member: string;
  readonly key: string;
  readonly shape: unknown;
}

/** There are no groups here. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
function authorizationDetails(call: Call) {
  const wanted = list(call.input, 'Filter').map(String);
  if (wanted.some((filter) => !FILTERS.includes(filter))) {
    throw validationError(
      `Value at 'filter' failed to satisfy constraint: Member must satisfy enum value set: [${FILTERS.join(', ')}]`,
    );
  }
  const entries = entriesOf(call).filter(({ filter }) => wanted.length === 0 || wanted.includes(filter));
  const { Items, ...rest } = listing(call, 'Items', entries, ({ key }) => key);
  const page = Items as readonly Entry[];
  const of = (member: string) => page.filter((one) => one.member === member).map(({ shape }) => shape);
  return {
    ...Object.fromEntries([...Object.values(MEMBERS), 'Policies'].map((member) => [member, of(member)])),
    ...rest,
  };
}

function entriesOf(call: Call): readonly Entry[] {
  const { users, roles, managedPolicies } = accountOf(call);
  const principals: readonly PrincipalState[] = [...users.values(), ...roles.values()];
  const attached = new Set(principals.flatMap(({ attachedPolicies }) => [...attachedPolicies]));
  const ofAws = [...attached].filter((arn) => !managedPolicies.has(arn)).map((arn) => policyOf(call, arn));
  return [
    ...[...users.values()].map((user) => ({
      filter: 'User',
      member: MEMBERS.User,
      key: user.arn,
      shape: { ...userShape(user), ...details(user), GroupList: [], ...policiesOf(user, 'UserPolicyList') },
    })),
    ...[...roles.values()].map((role) => ({
      filter: 'Role',
      member: MEMBERS.Role,
      key: role.arn,
      shape: roleDetail(role),
    })),
    ...[...managedPolicies.values()].map((policy) => policyEntry('LocalManagedPolicy', policy)),
    ...ofAws.map((policy) => policyEntry('AWSManagedPolicy', policy)),
  ];
}

const roleDetail = (role: RoleState) => ({
  ...roleShape(role),
  ...details(role),
  ...policiesOf(role, 'RolePolicyList'),
});

const policiesOf = (principal: PrincipalState, inline: 'UserPolicyList' | 'RolePolicyList') => ({
  [inline]: [...principal.inlinePolicies].map(([PolicyName, { document }]) => ({
    PolicyName,
    PolicyDocument: encoded(document),
  })),
  AttachedManagedPolicies: [...principal.attachedPolicies].map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  })),
});

const policyEntry = (filter: string, policy: ManagedPolicyState): Entry => ({
  filter,
  member: 'Policies',
  key: policy.arn,
  shape: {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    PolicyVersionList: [...policy.versions].map(([VersionId, { policy: version, createdAt }]) => ({
      VersionId,
      Document: encoded(version.document),
      IsDefaultVersion: VersionId === policy.defaultVersionId,
      CreateDate: createdAt,
    })),
  },
});

export const authorizationOperations: Readonly<Record<string, Operation>> = {
  GetAccountAuthorizationDetails: { access: 'read', needs: onAnything, run: authorizationDetails },
};
