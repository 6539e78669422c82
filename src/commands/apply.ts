import type { AwsAccess } from '../aws/access.ts';
import { awsProblem, problemOf } from '../aws/problem.ts';
import type { Failure, Refusal } from '../aws/refusal.ts';
import { after, type Change } from '../model/change.ts';
import { IndelibleError } from '../model/error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { operationOf, stepOf } from './apply/change-step.ts';
import { openChanges } from './apply/open-changes.ts';
import { notReadBack } from './apply/read-back.ts';
import { writeUndo } from './apply/undo-file.ts';
import { untilEnabled } from './apply/until-enabled.ts';
import { execute } from './execute.ts';
import type { PlanFile } from './plan-file.ts';
import { readTree } from './read-tree.ts';

export interface ApplyReport {
  readonly file: string;
  readonly plan: PlanFile;
  readonly done: readonly Change[];
  /** Of the organization: all there is, for a read that fails ends it before the first change. */
  readonly read: Readonly<Record<'accounts' | 'organizationalUnits' | 'policies', number>>;
  /** Where it stopped, and why; absent when it went through. */
  readonly stopped?: { readonly at: Change; readonly error: IndelibleError };
  /** What takes `done` back: absent when there is nothing to take back, and when this was an undo itself. */
  readonly undoFile?: string;
}

/** Makes the changes of the plan that `file` held, in order, and reads them back. */
export async function apply(
  access: AwsAccess,
  file: string,
  plan: PlanFile,
  onChange: (change: Change) => void,
): Promise<ApplyReport> {
  const snapshot = await readTree(access);
  requireSame(plan, snapshot);
  const open = openChanges(snapshot, plan.changes);
  const read = {
    accounts: snapshot.accounts.length,
    organizationalUnits: snapshot.organizationalUnits.length,
    policies: snapshot.policies.length,
  };
  if (open.length === 0) return { file, plan, done: [], read };
  // Before the first change, so that even a killed process leaves behind what takes its changes back.
  const undoFile = plan.undoes === undefined ? await writeUndo(file, plan, open) : undefined;
  const { done, stopped } = await make(access, snapshot, open, onChange);
  const wrong = stopped ?? (await readBack(access, open));
  return {
    file,
    plan,
    done,
    read,
    ...(wrong === undefined ? {} : { stopped: wrong }),
    ...(undoFile === undefined ? {} : { undoFile }),
  };
}

function requireSame(plan: PlanFile, snapshot: Snapshot): void {
  if (plan.organizationId !== snapshot.organization.id) {
    throw new IndelibleError('CONFIG_INVALID', 'other-organization', {
      planned: plan.organizationId,
      actual: snapshot.organization.id,
    });
  }
  const gap = snapshot.gaps[0];
  if (gap !== undefined) {
    throw new IndelibleError('AWS_DENIED', 'organization-unreadable', {
      action: gap.action,
      message: gap.message,
    });
  }
}

interface Made {
  readonly done: readonly Change[];
  readonly stopped?: { readonly at: Change; readonly error: IndelibleError };
}

async function make(
  access: AwsAccess,
  snapshot: Snapshot,
  changes: readonly Change[],
  onChange: (change: Change) => void,
): Promise<Made> {
  const done: Change[] = [];
  let world = snapshot;
  for (const at of changes) {
    const outcome = await execute(access, stepOf(world, at));
    if (outcome.outcome !== 'succeeded') return { done, stopped: { at, error: stoppedBy(at, outcome) } };
    if (at.kind === 'enable-policy-type') await untilEnabled(access, at.policyType);
    world = withCreatedId(after(world, at), outcome.output);
    done.push(at);
    onChange(at);
  }
  return { done };
}

const stoppedBy = (at: Change, outcome: Refusal | Failure): IndelibleError =>
  problemOf(outcome, `organizations:${operationOf(at.kind)}`);

/** Later changes name the policy; AWS wants the id that it gave it. */
function withCreatedId(world: Snapshot, output: unknown): Snapshot {
  const created = (
    output as {
      readonly Policy?: { readonly PolicySummary?: { readonly Id?: string; readonly Arn?: string } };
    }
  ).Policy?.PolicySummary;
  if (created?.Id === undefined) return world;
  const { Id: id, Arn: arn = '' } = created;
  return {
    ...world,
    policies: world.policies.map((policy) => (policy.id === '' ? { ...policy, id, arn } : policy)),
  };
}

/** Never throws: whatever happens now, the changes are made, and whoever made them must hear of their undo. */
async function readBack(access: AwsAccess, changes: readonly Change[]): Promise<Made['stopped']> {
  const last = changes.at(-1);
  try {
    const at = notReadBack(await readTree(access), changes);
    if (at === undefined) return undefined;
    return { at, error: new IndelibleError('AWS_FAILED', 'not-read-back', { change: at.kind }) };
  } catch (error) {
    return (
      last && { at: last, error: awsProblem(error, 'organizations:DescribeOrganization', access.endpoint) }
    );
  }
}
