import type { Context, Policy } from '../../../model/policy.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import type { World } from '../../../sandbox/world.ts';
import { accessDenied, refused } from './errors.ts';

/**
 * The permission of a call, on its real resource. No resource account: Organizations decides by the caller's own
 * policies, also for a delegated administrator, whose organization's ARNs bear the management account.
 */
export function need(call: Call, resource = '*', context: Context = {}): AuthorizationNeed {
  return { action: `organizations:${call.operation}`, resource, context };
}

export const onAnything = (call: Call): readonly AuthorizationNeed[] => [need(call)];

/** `arn:…:organizations::MANAGEMENT:` and what follows. */
export const organizationArn = ({ partition, organization }: World, rest: string): string =>
  `arn:${partition}:organizations::${organization.managementAccountId}:${rest}`;

/** The ARN of a root, organizational unit, account or policy; of one that does not exist, what it would be. */
export function arnOf(world: World, id: string): string {
  const { organization } = world;
  if (id === organization.root.id) return organization.root.arn;
  const known = organization.units.get(id) ?? organization.policies.get(id) ?? world.accounts.get(id);
  return known?.arn ?? organizationArn(world, `${kindOf(id)}/${organization.id}/${pathOf(id)}`);
}

function kindOf(id: string): string {
  const prefixes = { 'r-': 'root', 'ou-': 'ou', 'p-': 'policy', 'rp-': 'resourcepolicy', 'rt-': 'transfer' };
  return Object.entries(prefixes).find(([prefix]) => id.startsWith(prefix))?.[1] ?? 'account';
}

const pathOf = (id: string): string => (id.startsWith('p-') ? `service_control_policy/${id}` : id);

/** What conditions may ask of a policy: its type and its tags. */
export function policyContext(world: World, policyId: string): Context {
  const policy = world.organization.policies.get(policyId);
  if (!policy) return {};
  return { 'organizations:PolicyType': policy.type, ...tagContext('ResourceTag', policy.tags) };
}

export function tagContext(kind: 'RequestTag' | 'ResourceTag', tags: ReadonlyMap<string, string>): Context {
  const pairs = [...tags].map(([key, value]) => [`aws:${kind}/${key}`, value] as const);
  const keys = kind === 'RequestTag' && tags.size > 0 ? { 'aws:TagKeys': [...tags.keys()] } : {};
  return { ...Object.fromEntries(pairs), ...keys };
}

type Run = (call: Call) => unknown;

/** Only the management account may. */
export const byManagement =
  (run: Run): Run =>
  (call) => {
    mustBeMember(call);
    if (call.caller.accountId !== call.world.organization.managementAccountId) throw accessDenied();
    return run(call);
  };

/**
 * Policy administration: the management account may, and a member that the organization's resource policy lets in.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 */
export const delegable = (needs: Operation['needs'], run: Run): Pick<Operation, 'needs' | 'run'> => ({
  needs,
  run: (call) => {
    mustBeMember(call);
    const { managementAccountId, resourcePolicy } = call.world.organization;
    if (call.caller.accountId !== managementAccountId) {
      if (resourcePolicy === undefined) throw accessDenied();
      for (const own of needs(call)) mustBeLetIn(call, own, resourcePolicy.policy);
    }
    return run(call);
  },
});

function mustBeLetIn(call: Call, own: AuthorizationNeed, policy: Policy): void {
  const { managementAccountId: resourceAccount } = call.world.organization;
  const delegated = { ...own, resourceAccount, resourcePolicies: [policy] };
  const decision = call.authorize(delegated);
  if (decision.decision !== 'allowed') throw call.denial(delegated, decision);
}

/** The management account, or a member that is a delegated administrator of some service. */
export const byAdministrators =
  (run: Run): Run =>
  (call) => {
    mustBeMember(call);
    const { organization } = call.world;
    const account = call.caller.accountId;
    const delegated = [...organization.delegatedAdministrators.values()].some((accounts) =>
      accounts.has(account ?? ''),
    );
    if (account !== organization.managementAccountId && !delegated) throw accessDenied();
    return run(call);
  };

export const byMembers =
  (run: Run): Run =>
  (call) => {
    mustBeMember(call);
    return run(call);
  };

function mustBeMember({ world, caller }: Call): void {
  if (world.accounts.get(caller.accountId ?? '')?.parentId === undefined) {
    throw refused('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
}
