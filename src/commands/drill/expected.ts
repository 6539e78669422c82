import type { Refusal } from '../../aws/refusal.ts';
import type { OneOrMany, PolicyStatement } from '../../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import type { Need } from '../../model/technique.ts';
import { pathTo } from '../../plan/target.ts';
import type { DrillAttempt } from './result.ts';

type Judgement = Pick<DrillAttempt, 'outcome' | 'refusedBy' | 'why'>;

const KINDS = { 'service control policy': 'scp', 'resource control policy': 'rcp' } as const;

/**
 * Whether a denial counts: only where a service or resource control policy refused, one that is attached along the
 * account's path, and not for the Region of the call alone. Anything else may be gone tomorrow: `unknown`.
 */
export function judge(
  refusal: Refusal,
  needs: readonly Need[],
  accountId: string,
  organization: Snapshot,
): Judgement {
  const { policyType: type, policyArn: arn } = refusal;
  if (type === undefined) return { outcome: 'unknown', why: 'refusal-unexplained' };
  const refusedBy = { type, ...(arn === undefined ? {} : { arn }) };
  if (type !== 'service control policy' && type !== 'resource control policy') {
    return { outcome: 'unknown', refusedBy, why: 'refused-by-other-policy' };
  }
  if (refusal.denial === 'implicit') return { outcome: 'refused', refusedBy };
  // AWS may leave the ARN out: then any attached policy that denies such a call may have been the one.
  const policies = attachedTo(organization, accountId).filter(
    (policy) => policy.kind === KINDS[type] && (arn === undefined || policy.arn === arn),
  );
  if (policies.length === 0) {
    const unreadable = organization.gaps.length > 0;
    return { outcome: 'unknown', refusedBy, why: unreadable ? 'policies-unreadable' : 'policy-not-attached' };
  }
  const denying = policies.flatMap((policy) => denyingStatements(policy, needs));
  if (denying.length === 0) return { outcome: 'unknown', refusedBy, why: 'denial-unexplained' };
  // A policy against the use of other Regions refuses the same attack in some Regions only.
  if (denying.every(dependsOnRegion)) return { outcome: 'unknown', refusedBy, why: 'denied-by-region' };
  return { outcome: 'refused', refusedBy };
}

function attachedTo(organization: Snapshot, accountId: string): readonly OrganizationPolicy[] {
  const path = pathTo(organization, accountId);
  return organization.policies.filter(({ targets }) => targets.some((target) => path.includes(target)));
}

function denyingStatements(
  { document }: OrganizationPolicy,
  needs: readonly Need[],
): readonly PolicyStatement[] {
  return list(document.Statement).filter(
    (statement) => statement.Effect === 'Deny' && needs.some((need) => reaches(statement, need)),
  );
}

function dependsOnRegion({ Condition = {} }: PolicyStatement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase() === 'aws:requestedregion'),
  );
}

function reaches(statement: PolicyStatement, { action, resource }: Need): boolean {
  const onAction =
    statement.NotAction === undefined
      ? list(statement.Action ?? []).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
      : !list(statement.NotAction).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  const onResource =
    statement.NotResource === undefined
      ? list(statement.Resource ?? '*').some((pattern) => matches(pattern, resource))
      : !list(statement.NotResource).some((pattern) => matches(pattern, resource));
  return onAction && onResource;
}

/** A policy variable may stand for anything: AWS has decided already, this only finds the statement. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/\$\{[^}]*\}/g, '*')
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}

const list = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value as T]);
