import type { AwsAccess } from '../aws/access.ts';
import { guards } from '../guards/index.ts';
import { IndelibleError } from '../model/error.ts';
import type { Plan } from '../model/plan.ts';
import type { Gap, Snapshot } from '../model/snapshot.ts';
import type { Localized } from '../model/technique.ts';
import { plan as compose, SCP_CHARACTERS } from '../plan/plan.ts';
import { type PlanTarget, pathTo, resolveTarget } from '../plan/target.ts';
import { findTrail } from './plan/find-trail.ts';
import { readTrails } from './plan/read-trails.ts';
import { type Warning, warningsOf } from './plan/warnings.ts';
import { readTree } from './read-tree.ts';

export interface PlanOptions {
  /** Root, organizational unit or account: id or name. */
  readonly target?: string;
  readonly trail?: string;
  readonly bucket?: string;
  readonly roleName?: string;
}

export interface PlanReport {
  /** Without changes: what it would put in place is there already. */
  readonly plan: Plan;
  readonly target: PlanTarget;
  readonly trailName: string;
  readonly bucketName: string;
  /** The policy as it will be; absent when it stays as it is. */
  readonly policy?: { readonly name: string; readonly content: string; readonly quota: number };
  readonly guards: readonly { readonly id: string; readonly title: Localized; readonly costs: Localized }[];
  readonly warnings: readonly Warning[];
  /** In how many accounts, of the target and the management account, the trails could be read. */
  readonly accounts: { readonly read: number; readonly of: number };
  readonly gaps: readonly Gap[];
}

/** What would keep the trail and its bucket from everybody under the target. Reads only. */
export async function plan(access: AwsAccess, options: PlanOptions): Promise<PlanReport> {
  const snapshot = await readTree(access);
  requireReadable(snapshot);
  const target = targetOf(snapshot, options.target);
  const accounts = accountsUnder(snapshot, target);
  const management = snapshot.organization.managementAccountId;
  const entered = await readTrails(access, [{ id: management }, ...accounts], options.roleName);
  const trails = entered.flatMap((account) =>
    account.trails.filter((trail) => account.id !== management || trail.organizationTrail),
  );
  const found = findTrail(trails, options, target);
  const made = compose(snapshot, {
    target,
    trailNames: [found.trailName],
    bucketNames: [found.bucketName],
    guards,
    madeAt: snapshot.readAt,
  });
  const policy = policyIn(made);
  return {
    plan: made,
    target,
    trailName: found.trailName,
    bucketName: found.bucketName,
    ...(policy === undefined ? {} : { policy }),
    guards: guards.map(({ id, title, costs }) => ({ id, title, costs })),
    warnings: await warningsOf(found, entered, management),
    accounts: { read: entered.filter((account) => account.gaps.length === 0).length, of: entered.length },
    gaps: [...snapshot.gaps, ...entered.flatMap(({ gaps }) => gaps)],
  };
}

/** Without the policies and where they are attached, a plan could repeat or undo what is there. */
function requireReadable(snapshot: Snapshot): void {
  const gap = snapshot.gaps.find(({ action }) => !action.startsWith('organizations:ListAccounts'));
  if (gap !== undefined) {
    throw new IndelibleError('AWS_DENIED', 'organization-unreadable', {
      action: gap.action,
      message: gap.message,
    });
  }
}

function targetOf(snapshot: Snapshot, named: string | undefined): PlanTarget {
  if (named !== undefined) return resolveTarget(snapshot, named);
  const { rootId, managementAccountId } = snapshot.organization;
  throw new IndelibleError('CONFIG_INVALID', 'target-missing', {
    targets: [
      `${rootId} Root`,
      ...snapshot.organizationalUnits.map(({ id, name }) => `${id} ${name}`),
      ...snapshot.accounts
        .filter(({ id }) => id !== managementAccountId)
        .map(({ id, name }) => `${id} ${name}`),
    ].join('\n'),
  });
}

function accountsUnder(snapshot: Snapshot, target: PlanTarget) {
  return snapshot.accounts.filter(
    ({ id, status }) =>
      status === 'ACTIVE' &&
      id !== snapshot.organization.managementAccountId &&
      pathTo(snapshot, id).includes(target.id),
  );
}

function policyIn({ changes }: Plan): PlanReport['policy'] {
  const change = changes.find(({ kind }) => kind === 'create-policy' || kind === 'update-policy');
  if (change === undefined || !('content' in change)) return undefined;
  return { name: change.name, content: change.content, quota: SCP_CHARACTERS };
}
