import type { Refusal } from '../../aws/refusal.ts';
import { IndelibleError } from '../../model/error.ts';
import { many, type PolicyDocument, type PolicyStatement } from '../../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import type { Need } from '../../model/technique.ts';
import { pathTo } from '../../plan/target.ts';
import { evaluate } from '../../policy/index.ts';
import type { DrillAttempt } from './result.ts';

type Judgement = Pick<DrillAttempt, 'outcome' | 'refusedBy' | 'why'>;

/** The call that was denied. */
export interface Attempted {
  readonly needs: readonly Need[];
  readonly region: string;
  readonly accountId: string;
  readonly principal: { readonly arn: string; readonly role: string };
}

const KINDS = { 'service control policy': 'scp', 'resource control policy': 'rcp' } as const;

/**
 * Whether a denial counts: only where a service or resource control policy refused, one that is attached along the
 * account's path, and not for where or when the call came from alone. Anything else may be gone tomorrow: `unknown`.
 */
export function judge(refusal: Refusal, attempted: Attempted, organization: Snapshot): Judgement {
  const { policyType: type, policyArn: arn } = refusal;
  if (type === undefined) return { outcome: 'unknown', why: 'refusal-unexplained' };
  const refusedBy = { type, ...(arn === undefined ? {} : { arn }) };
  if (type !== 'service control policy' && type !== 'resource control policy') {
    return { outcome: 'unknown', refusedBy, why: 'refused-by-other-policy' };
  }
  // AWS may leave the ARN out: then any attached policy that denies such a call may have been the one.
  const policies = attachedTo(organization, attempted.accountId).filter(
    (policy) => policy.kind === KINDS[type] && (arn === undefined || policy.arn === arn),
  );
  if (refusal.denial === 'implicit') {
    const allowing = policies.flatMap((policy) => statementsOf(policy, 'Allow'));
    const why = circumstanceIn(allowing.filter(dependsOnCircumstance));
    return why === undefined ? { outcome: 'refused', refusedBy } : { outcome: 'unknown', refusedBy, why };
  }
  if (policies.length === 0) {
    const unreadable = organization.gaps.length > 0;
    return { outcome: 'unknown', refusedBy, why: unreadable ? 'policies-unreadable' : 'policy-not-attached' };
  }
  const denying = policies.flatMap((policy) =>
    statementsOf(policy, 'Deny').filter((statement) => denies(policy, statement, attempted)),
  );
  if (denying.length === 0) return { outcome: 'unknown', refusedBy, why: 'denial-unexplained' };
  // A policy against the use of other Regions refuses the same attack in some Regions only.
  const why = denying.every(dependsOnCircumstance) ? circumstanceIn(denying) : undefined;
  return why === undefined ? { outcome: 'refused', refusedBy } : { outcome: 'unknown', refusedBy, why };
}

function attachedTo(organization: Snapshot, accountId: string): readonly OrganizationPolicy[] {
  const path = pathTo(organization, accountId);
  return organization.policies.filter(({ targets }) => targets.some((target) => path.includes(target)));
}

const statementsOf = (
  { document: { Statement } }: OrganizationPolicy,
  effect: PolicyStatement['Effect'],
): readonly PolicyStatement[] => many(Statement).filter(({ Effect }) => Effect === effect);

const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};

/**
 * Whether this very statement denies the attacker: a policy may hold others that name somebody else. Of the context
 * only the principal and the Region are known.
 */
function denies(policy: OrganizationPolicy, statement: PolicyStatement, attempted: Attempted): boolean {
  try {
    return isDenied(policy, statement, attempted);
  } catch (error) {
    // AWS keeps a statement that we cannot read: it explains nothing, and the drill goes on.
    if (error instanceof IndelibleError && error.code === 'POLICY_UNREADABLE') return false;
    throw error;
  }
}

function isDenied(policy: OrganizationPolicy, statement: PolicyStatement, attempted: Attempted): boolean {
  const { Version } = policy.document;
  const alone: PolicyDocument = { ...(Version === undefined ? {} : { Version }), Statement: statement };
  const levels = policy.kind === 'scp' ? { scps: [[FULL_ACCESS, alone]] } : { rcps: [[alone]] };
  return attempted.needs.some(
    ({ action, resource }) =>
      evaluate({
        request: {
          principal: attempted.principal,
          action,
          resource,
          resourceAccount: attempted.accountId,
          context: { 'aws:RequestedRegion': attempted.region },
        },
        identityPolicies: [FULL_ACCESS],
        ...levels,
      }).decision === 'explicit-deny',
  );
}

const REGION = 'aws:requestedregion';

/** What differs from call to call of one and the same principal, and what an attacker may therefore choose. */
const CIRCUMSTANCES = new Set([
  REGION,
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:referer',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:vpcsourceip',
]);

const keysOf = ({ Condition = {} }: PolicyStatement): readonly string[] =>
  Object.values(Condition).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase()));

const dependsOnCircumstance = (statement: PolicyStatement): boolean =>
  keysOf(statement).some((key) => CIRCUMSTANCES.has(key));

function circumstanceIn(statements: readonly PolicyStatement[]): DrillAttempt['why'] {
  if (statements.length === 0) return undefined;
  const regions = statements.every((statement) => keysOf(statement).includes(REGION));
  return regions ? 'denied-by-region' : 'denied-by-circumstance';
}
