import type { Policy } from '../model/policy.ts';
import { evaluate } from '../policy/index.ts';
import type { Decision, EvaluateInput, RequestPrincipal } from '../policy/types.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { type Asker, roleOf, userOf } from './caller.ts';
import type { AuthorizationNeed, Caller } from './emulation.ts';
import { globalContext } from './global-context.ts';
import { levelsAbove } from './organization-tree.ts';
import type { PrincipalState, World } from './world.ts';

export { type Asker, anonymous, callerOf, serviceCaller } from './caller.ts';
export { denialOf } from './denial.ts';

/** Decides one permission with every policy of the World that AWS would look at. */
export function authorize(world: World, who: Asker, need: AuthorizationNeed): Decision {
  const resourceAccount = need.resourceAccount ?? who.caller.accountId ?? '';
  return evaluate({
    request: {
      principal: requestPrincipal(world, who.caller),
      action: need.action,
      resource: need.resource,
      resourceAccount,
      context: { ...need.context, ...globalContext(world, who, resourceAccount) },
    },
    ...principalPolicies(world, who.caller),
    resourcePolicies: need.resourcePolicies ?? [],
    grants: need.grants ?? [],
    scps: serviceControlPolicies(world, who.caller),
    rcps: resourceControlPolicies(world, resourceAccount),
  });
}

function requestPrincipal(world: World, caller: Caller): RequestPrincipal {
  switch (caller.identity.type) {
    case 'anonymous':
      return { anonymous: true };
    case 'session':
      return { arn: caller.arn, role: roleOf(world, caller.identity)?.arn ?? caller.identity.roleArn };
    default:
      return caller.arn;
  }
}

function principalPolicies(
  world: World,
  { identity }: Caller,
): Pick<EvaluateInput, 'identityPolicies' | 'permissionBoundaries' | 'sessionPolicy'> {
  if (identity.type === 'user') return policiesOf(world, identity.accountId, userOf(world, identity));
  if (identity.type === 'session') {
    return {
      ...policiesOf(world, identity.accountId, roleOf(world, identity)),
      sessionPolicy: identity.sessionPolicy,
    };
  }
  return {};
}

function policiesOf(world: World, accountId: string, principal: PrincipalState | undefined) {
  if (!principal) return { identityPolicies: [] };
  const attached = [...principal.attachedPolicies].flatMap(
    (arn) => managedPolicy(world, accountId, arn) ?? [],
  );
  return {
    identityPolicies: [...principal.inlinePolicies.values(), ...attached],
    // A boundary whose policy is gone allows nothing.
    permissionBoundaries: principal.boundaryArn
      ? [managedPolicy(world, accountId, principal.boundaryArn) ?? []].flat()
      : undefined,
  };
}

function managedPolicy(world: World, accountId: string, arn: string): Policy | undefined {
  const own = world.accounts.get(accountId)?.managedPolicies.get(arn);
  return own ? own.versions.get(own.defaultVersionId)?.policy : awsManagedPolicy(arn);
}

/**
 * Service control policies bind the principals of member accounts, root included; never the management account,
 * service principals, service-linked roles or principals from outside.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
function serviceControlPolicies(world: World, caller: Caller): readonly (readonly Policy[])[] | undefined {
  if (caller.identity.type === 'session' && caller.identity.roleArn.includes(':role/aws-service-role/'))
    return undefined;
  return caller.accountId === undefined
    ? undefined
    : organizationPolicies(world, caller.accountId, 'SERVICE_CONTROL_POLICY');
}

/**
 * Resource control policies bind the resources of member accounts, whoever asks; `policy/` leaves out the services
 * without them and service-linked roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function resourceControlPolicies(
  world: World,
  resourceAccount: string,
): readonly (readonly Policy[])[] | undefined {
  return organizationPolicies(world, resourceAccount, 'RESOURCE_CONTROL_POLICY');
}

function organizationPolicies(
  world: World,
  accountId: string,
  type: string,
): readonly (readonly Policy[])[] | undefined {
  const { organization } = world;
  if (!organization.policyTypes.has(type) || accountId === organization.managementAccountId) return undefined;
  return levelsAbove(world, accountId)?.map((target) =>
    (organization.attachments.get(target) ?? []).flatMap((id) => {
      const attached = organization.policies.get(id);
      return attached?.type === type ? [attached.policy] : [];
    }),
  );
}
