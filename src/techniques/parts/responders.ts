import { many } from '../../model/policy.ts';
import { type Account, isOfRoles, type Role, type Snapshot } from '../../model/snapshot.ts';
import type { Missing } from '../../model/technique.ts';

/** Of paths in which only AWS edits. */
const OF_AWS = /:role\/(?:aws-service-role|aws-reserved)\//;

/** Roles of the account as which people come in, and not services alone. */
export const entranceRoles = ({ id }: Account, { roles = [] }: Snapshot): readonly Role[] =>
  (byAccount(roles).get(id) ?? []).filter(({ arn, trust }) => !OF_AWS.test(arn) && letsPeopleIn(trust));

const grouped = new WeakMap<readonly Role[], ReadonlyMap<string, readonly Role[]>>();

function byAccount(roles: readonly Role[]): ReadonlyMap<string, readonly Role[]> {
  const made = grouped.get(roles) ?? Map.groupBy(roles, ({ accountId }) => accountId);
  grouped.set(roles, made);
  return made;
}

const letsPeopleIn = ({ Statement }: Role['trust']): boolean =>
  many(Statement).some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' &&
      (Principal === undefined ||
        Principal === '*' ||
        Principal.AWS !== undefined ||
        Principal.Federated !== undefined),
  );

/** Why the roles of the account are not all known. */
export function rolesUnread({ id, arn }: Account, { roles, gaps }: Snapshot): Missing | undefined {
  if (roles === undefined) return { resource: arn, action: 'iam:GetAccountAuthorizationDetails' };
  const gap = gaps.find((one) => isOfRoles(one) && one.resource.includes(id));
  return gap === undefined ? undefined : { resource: gap.resource, action: gap.action };
}
