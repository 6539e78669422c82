import type { Exemption } from '../model/exemption.ts';
import {
  type LogBucket,
  logFilesUnder,
  type Organization,
  type OrganizationPolicy,
} from '../model/snapshot.ts';
import type { AttackTarget } from '../model/technique.ts';
import type { Scene } from './scene.ts';

/** What a Finding calls the target: its ARN; of a log file, of all of them. */
export function nameOf(target: AttackTarget): string {
  if ('bucketArn' in target) return `${logFilesUnder(target)}*`;
  return target.arn;
}

/** Its ARN; of a log file, that of the bucket. */
export const arnOf = (target: AttackTarget): string =>
  'bucketArn' in target ? target.bucketArn : target.arn;

/** The account that owns the target; `undefined` where none does, or none is known. */
export function ownerOf(target: AttackTarget, managementAccountId: string): string | undefined {
  if (isExemption(target)) return undefined;
  if (isOfOrganization(target)) return managementAccountId;
  if ('email' in target) return target.id;
  return target.accountId;
}

/** The organization itself, or a policy of it. */
export const isOfOrganization = (target: AttackTarget): target is Organization | OrganizationPolicy =>
  'rootId' in target || 'targets' in target;

export const isExemption = (target: AttackTarget): target is Exemption =>
  'value' in target && 'policy' in target;

/**
 * What tells a target from another one of the same kind, its account's id left out: targets with the same shape in
 * accounts that no policy tells apart get the same verdicts.
 */
export function shapeOf(scene: Scene, target: AttackTarget, accountId: string): string {
  const known = shapes.get(scene) ?? new WeakMap<AttackTarget, string>();
  shapes.set(scene, known);
  const made = known.get(target) ?? newShapeOf(scene, target, accountId);
  known.set(target, made);
  return made;
}

/** Many techniques aim at the same trails, buckets and accounts. */
const shapes = new WeakMap<Scene, WeakMap<AttackTarget, string>>();

function newShapeOf({ buckets, gaps }: Scene, target: AttackTarget, accountId: string): string {
  if ('email' in target) return target.status;
  const arn = arnOf(target);
  const unread = [...gaps.keys()].filter((gap) => gap.includes(arn));
  const whole =
    'bucketArn' in target ? { ...target, key: '', bucket: buckets.get(target.bucketName) } : target;
  return JSON.stringify([whole, unread], withoutSample).replaceAll(accountId, '{account}');
}

/** Whether there is a version, and not which. */
function withoutSample(name: string, value: unknown): unknown {
  if (name === 'sample') return shapeOfSample(value as LogBucket['sample']);
  return name === 'versionId' ? value !== undefined : value;
}

const shapeOfSample = (sample: LogBucket['sample']): boolean => sample?.versionId !== undefined;
