import { type Exemption, exemptionsOf } from '../../model/exemption.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import { isOfRoles, type Role, type Snapshot } from '../../model/snapshot.ts';
import { type Missing, OUTSIDER_ACCOUNT, type Step } from '../../model/technique.ts';

/** The role or user that was chosen for an exemption. */
export interface ExemptPrincipal {
  readonly kind: 'role' | 'user';
  readonly arn: string;
  readonly accountId: string;
  readonly partition: string;
  readonly name: string;
  /** With the slash at either end. */
  readonly path: string;
  /** In a path where only AWS creates and edits. */
  readonly ofAws: boolean;
}

export const principalExemptions = (snapshot: Snapshot): readonly Exemption[] =>
  exemptionsOf(snapshot).filter(({ kind }) => kind === 'principal');

const ARN = /^arn:([^:]+):iam::([^:]*):(role|user)(\/(?:.*\/)?)([^/]+)$/;

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-service-linked-role.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
const OF_AWS = /^\/(?:aws-service-role|aws-reserved)\//;

/** `undefined` while no principal is chosen, and for what is neither a role nor a user. */
export function exemptPrincipal({ principal }: Exemption): ExemptPrincipal | undefined {
  if (principal === undefined) return undefined;
  const { arn, accountId } = principal;
  const [, partition = '', , kind, path = '', name = ''] = ARN.exec(arn) ?? [];
  if (kind !== 'role' && kind !== 'user') return undefined;
  return { kind, arn, accountId, partition, name, path, ofAws: OF_AWS.test(path) };
}

/** A principal that the account's administrator may create and edit. */
export function editable(exemption: Exemption): ExemptPrincipal | undefined {
  const principal = exemptPrincipal(exemption);
  return principal?.ofAws === true ? undefined : principal;
}

/** A role of the account's own, likewise. */
export function editableRole(exemption: Exemption): ExemptPrincipal | undefined {
  const principal = editable(exemption);
  return principal?.kind === 'role' ? principal : undefined;
}

/** The exempted role as it was read; `undefined`: there is none. */
export function roleRead(exemption: Exemption, snapshot: Snapshot): Role | Missing | undefined {
  const arn = exemption.principal?.arn ?? exemption.value;
  if (snapshot.roles === undefined) return { resource: arn, action: 'iam:GetAccountAuthorizationDetails' };
  return byArn(snapshot.roles).get(arn) ?? unread(exemption, snapshot);
}

const known = new WeakMap<readonly Role[], ReadonlyMap<string, Role>>();

/** An organization has as many roles as accounts, and as many questions about them. */
function byArn(roles: readonly Role[]): ReadonlyMap<string, Role> {
  const made = known.get(roles) ?? new Map(roles.map((role) => [role.arn, role]));
  known.set(roles, made);
  return made;
}

/** A role that is not in the Snapshot may be one that could not be read. */
function unread({ principal }: Exemption, { gaps }: Snapshot): Missing | undefined {
  if (principal === undefined) return undefined;
  const gap = gaps.find((one) => isOfRoles(one) && one.resource.includes(principal.accountId));
  return gap === undefined ? undefined : { resource: gap.resource, action: gap.action };
}

/** Whether the exempted role exists. Before one is chosen, a pattern is taken to match some role. */
export function exists(exemption: Exemption, snapshot: Snapshot): boolean | Missing {
  if (exemption.principal === undefined && /[*?]/.test(exemption.value)) return true;
  const role = roleRead(exemption, snapshot);
  if (role === undefined) return false;
  return 'trust' in role ? true : role;
}

/** What has to be there to take over the exempted role itself, one that an administrator may edit. */
export const editableRoleExists = (exemption: Exemption, snapshot: Snapshot): boolean | Missing =>
  exemption.principal !== undefined && editableRole(exemption) === undefined
    ? false
    : exists(exemption, snapshot);

/** A trust policy that lets an account in, the role's own or one outside. */
export const trusting = (partition: string, accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
});

/** The call by which the attacker becomes the exempted role. */
export const assume = ({ arn }: ExemptPrincipal): Step => ({
  operation: 'sts:AssumeRole',
  event: 'AssumeRole',
  needs: [{ action: 'sts:AssumeRole', resource: arn }],
  input: { RoleArn: arn, RoleSessionName: 'indelible' },
  effect: [{ kind: 'gain-principal', arn }],
});

/**
 * A role that trusts an account outside is assumed from there: no service control policy binds that caller.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export const fromOutside = (step: Step): Step => ({ ...step, as: { kind: 'outsider' } });

/** Lets an account into an existing role. */
export function trust({ arn, name, partition }: ExemptPrincipal, accountId: string): Step {
  const document = trusting(partition, accountId);
  return {
    operation: 'iam:UpdateAssumeRolePolicy',
    event: 'UpdateAssumeRolePolicy',
    needs: [{ action: 'iam:UpdateAssumeRolePolicy', resource: arn }],
    input: { RoleName: name, PolicyDocument: JSON.stringify(document) },
    effect: [{ kind: 'set', arn, fields: { trust: document } }],
  };
}

/** The account of a role and the one outside, each with the call that makes the attacker the role from there. */
export const entrances = (
  role: ExemptPrincipal,
): readonly { readonly accountId: string; readonly enter: Step }[] => [
  { accountId: role.accountId, enter: assume(role) },
  { accountId: OUTSIDER_ACCOUNT, enter: fromOutside(assume(role)) },
];
