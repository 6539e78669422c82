import type { AwsAccess } from '../aws/access.ts';
import { guards } from '../guards/index.ts';
import type { BucketUse } from '../model/bucket-use.ts';
import type { CautionResult } from '../model/caution.ts';
import type { Coverage } from '../model/coverage.ts';
import { IndelibleError } from '../model/error.ts';
import { type Layout, layoutsOf } from '../model/layout.ts';
import type { Plan } from '../model/plan.ts';
import type { Gap, Snapshot } from '../model/snapshot.ts';
import type { Localized } from '../model/technique.ts';
import { bucketUse } from '../plan/bucket-use.ts';
import { plan as compose, SCP_CHARACTERS } from '../plan/plan.ts';
import { type Stopped, stoppedBy } from '../plan/stopped.ts';
import { type PlanTarget, pathTo, resolveTarget } from '../plan/target.ts';
import { judgedCautions } from './cautions.ts';
import { isRedacted } from './collect/redact.ts';
import { findTrail } from './plan/find-trail.ts';
import type { Entering } from './plan/read-trails.ts';
import { lookInto, requireSeen, type Sight, sightIn } from './plan/sight.ts';
import { stoppedWarnings, type Warning, warningsOf } from './plan/warnings.ts';
import { readTree } from './read-tree.ts';
import { isOfTree, requireTree } from './require-tree.ts';

export interface PlanOptions {
  /** Root, organizational unit or account: id or name. */
  readonly target?: string;
  readonly trail?: string;
  readonly bucket?: string;
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
  /** The landing zones that stand there. */
  readonly layouts: readonly Layout[];
  /** Of the bucket, where it was seen. */
  readonly use?: BucketUse;
  readonly warnings: readonly Warning[];
  /** In how many accounts, of the target and the management account, the trails could be read. */
  readonly accounts: { readonly read: number; readonly of: number };
  /** Of the whole organization. */
  readonly coverage: Coverage;
  readonly gaps: readonly Gap[];
  /** Of the management account: known from a Snapshot only. */
  readonly cautions: readonly CautionResult[];
}

/** What would keep the trail and its bucket from everybody under the target. Reads only. */
export async function plan(access: AwsAccess, options: PlanOptions & Entering): Promise<PlanReport> {
  const { roleName, externalId } = options;
  const entering = {
    ...(roleName === undefined ? {} : { roleName }),
    ...(externalId === undefined ? {} : { externalId }),
  };
  const tree = await readTree(access);
  return planned(tree, options, (accounts) => lookInto(access, tree, accounts, entering));
}

/** The same, of an organization as a Snapshot holds it. */
export async function planFrom(snapshot: Snapshot, options: PlanOptions): Promise<PlanReport> {
  if (isRedacted(snapshot)) throw new IndelibleError('CONFIG_INVALID', 'plan-redacted');
  return planned(snapshot, options, async (accounts) =>
    sightIn(snapshot, snapshot.organization.managementAccountId, accounts),
  );
}

async function planned(
  snapshot: Snapshot,
  options: PlanOptions,
  look: (accounts: readonly string[]) => Promise<Sight>,
): Promise<PlanReport> {
  requireTree(snapshot);
  const target = targetOf(snapshot, options.target);
  const sight = await look(accountsUnder(snapshot, target));
  requireSeen(sight, options);
  const found = findTrail(sight.trails, options, target);
  const made = compose(snapshot, {
    target,
    trailNames: [found.trailName],
    bucketNames: [found.bucketName],
    guards,
    madeAt: snapshot.readAt,
  });
  const policy = policyIn(made);
  const layouts = layoutsOf({ ...snapshot, trails: sight.trails });
  const seen = await sight.bucket(found.bucketName, found.trail?.keyPrefix);
  const { use, stopped = [] } = seen === undefined ? {} : usedBy(snapshot, seen, made);
  return {
    plan: made,
    target,
    trailName: found.trailName,
    bucketName: found.bucketName,
    ...(policy === undefined ? {} : { policy }),
    guards: guards.map(({ id, title, costs }) => ({ id, title, costs })),
    layouts,
    ...(use === undefined ? {} : { use }),
    warnings: [
      ...warningsOf(found, sight, snapshot.organization.managementAccountId, layouts, seen?.bucket),
      ...stoppedWarnings(found.bucketName, stopped),
    ],
    accounts: sight.accounts,
    coverage: sight.coverage,
    gaps: [...snapshot.gaps.filter(isOfTree), ...sight.gaps],
    cautions: judgedCautions(snapshot),
  };
}

/** The tree alone tells nothing of what is delivered: that is known from a Snapshot. */
function usedBy(
  tree: Snapshot,
  { bucket, gaps }: NonNullable<Awaited<ReturnType<Sight['bucket']>>>,
  { changes }: Plan,
): { readonly use: BucketUse; readonly stopped: readonly Stopped[] } {
  const logBuckets = [...tree.logBuckets.filter(({ arn }) => arn !== bucket.arn), bucket];
  const use = bucketUse({ ...tree, logBuckets, gaps: [...tree.gaps, ...gaps] }, bucket);
  return { use, stopped: stoppedBy(changes, tree, bucket, use.writers) };
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

function accountsUnder(snapshot: Snapshot, target: PlanTarget): readonly string[] {
  const under = snapshot.accounts.filter(
    ({ id, status }) =>
      status === 'ACTIVE' &&
      id !== snapshot.organization.managementAccountId &&
      pathTo(snapshot, id).includes(target.id),
  );
  return under.map(({ id }) => id);
}

function policyIn({ changes }: Plan): PlanReport['policy'] {
  const change = changes.find(({ kind }) => kind === 'create-policy' || kind === 'update-policy');
  if (change === undefined || !('content' in change)) return undefined;
  return { name: change.name, content: change.content, quota: SCP_CHARACTERS };
}
