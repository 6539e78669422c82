import { type Change, inverse } from '../model/change.ts';
import { IndelibleError } from '../model/error.ts';
import type { Guard, Plan } from '../model/plan.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../model/snapshot.ts';
import type { PlanTarget } from './target.ts';

/**
 * Quotas of service control policies, https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html:
 * 10,240 characters (spaces count) and 10 a target since May 2026; 5,120 and 5 before.
 */
export const SCP_CHARACTERS = 10_240;
export const SCPS_PER_TARGET = 10;

const SCP = 'SERVICE_CONTROL_POLICY';

export interface PlanRequest {
  readonly target: PlanTarget;
  readonly trailNames: readonly string[];
  readonly bucketNames: readonly string[];
  readonly guards: readonly Guard[];
  /** ISO 8601, UTC. */
  readonly madeAt: string;
}

/** The changes that put the guards on the target. No changes: they are there already. */
export function plan(snapshot: Snapshot, request: PlanRequest): Plan {
  const content = JSON.stringify(compose(snapshot.partition, request));
  if (content.length > SCP_CHARACTERS) {
    throw new IndelibleError('CONFIG_INVALID', 'policy-too-large', {
      size: content.length,
      quota: SCP_CHARACTERS,
    });
  }
  const changes = changesTo(snapshot, request, content);
  return {
    schema: 'indelible/plan@1',
    madeAt: request.madeAt,
    organizationId: snapshot.organization.id,
    managementAccountId: snapshot.organization.managementAccountId,
    target: { id: request.target.id, name: request.target.name },
    guards: request.guards.map(({ id }) => id),
    changes,
    undo: changes
      .map(inverse)
      .filter((change) => change !== undefined)
      .reverse(),
  };
}

function compose(partition: string, { trailNames, bucketNames, guards }: PlanRequest): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: guards.flatMap((guard) => guard.statements({ partition, trailNames, bucketNames })),
  };
}

function changesTo(snapshot: Snapshot, request: PlanRequest, content: string): readonly Change[] {
  const { target, trailNames } = request;
  const name = nameFor(snapshot, request);
  const present = snapshot.policies.find((policy) => policy.kind === 'scp' && policy.name === name);
  const enabled = snapshot.organization.policyTypes.includes(SCP);
  const attached = enabled && present?.targets.includes(target.id) === true;
  if (!attached) requireRoom(snapshot, target);
  return [
    ...(enabled ? [] : [{ kind: 'enable-policy-type', policyType: SCP } as const]),
    ...policyChange(name, content, trailNames, present),
    ...(attached ? [] : [{ kind: 'attach-policy', name, targetId: target.id } as const]),
  ];
}

/**
 * Names have 128 characters at most. A policy that protects another bucket, of a trail of the same name in another
 * account or of this one before it moved, is left as it is.
 */
function nameFor({ policies, partition }: Snapshot, { trailNames, bucketNames }: PlanRequest): string {
  const name = `indelible-${trailNames.join('-')}`.slice(0, 128);
  const present = policies.find((policy) => policy.name === name);
  const same = bucketNames.every((bucket) => present?.content.includes(`arn:${partition}:s3:::${bucket}/*`));
  return present === undefined || same ? name : `${name.slice(0, 64)}-${bucketNames.join('-')}`.slice(0, 128);
}

function policyChange(
  name: string,
  content: string,
  trailNames: readonly string[],
  present: OrganizationPolicy | undefined,
): readonly Change[] {
  if (present === undefined) {
    const description = `Keeps the audit trail ${trailNames.join(', ')} from being silenced or erased`.slice(
      0,
      512,
    );
    return [{ kind: 'create-policy', policyType: SCP, name, description, content }];
  }
  if (sameDocument(present, content)) return [];
  return [{ kind: 'update-policy', name, content, before: present.content }];
}

/** AWS may give a policy back with other white space than it was sent with. */
export function sameDocument(policy: OrganizationPolicy, content: string): boolean {
  return JSON.stringify(policy.document) === JSON.stringify(JSON.parse(content));
}

function requireRoom(snapshot: Snapshot, target: PlanTarget): void {
  const attached = snapshot.policies.filter(
    ({ kind, targets }) => kind === 'scp' && targets.includes(target.id),
  );
  if (attached.length >= SCPS_PER_TARGET) {
    throw new IndelibleError('CONFIG_INVALID', 'target-full', {
      target: target.id,
      attached: attached.length,
      quota: SCPS_PER_TARGET,
    });
  }
}
