import type { AwsAccess } from '../../aws/access.ts';
import type { LogBucket } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { readTrail } from '../../services/cloudtrail/collect.ts';
import { collectLogBucket } from '../../services/s3/collect.ts';
import { type DrillTarget, type DrillTechnique, readTarget } from '../drill/reading.ts';
import { execute } from '../execute.ts';
import { type Copies, copyObjects, emptyBucket, restoreObjects } from './bucket-contents.ts';
import { unexpected } from './must.ts';
import type { Attempt } from './result.ts';
import type { Stage } from './stage.ts';

/** Circumstances of an act. */
export interface Scene {
  /** Whether the bucket is emptied before it is deleted: only where nothing protects its objects. */
  readonly emptyBucket: boolean;
  readonly attachedTo?: string;
}

/** One attacker tries one technique; what it harmed is put back where that can be done. */
export async function attempt(
  stage: Stage,
  scene: Scene,
  technique: DrillTechnique,
  attacker: AwsAccess,
): Promise<Attempt> {
  return strike(stage.keeper, scene, technique, attacker, await aim(stage, technique));
}

/** The same at a target that is known. */
export async function strike(
  keeper: AwsAccess,
  scene: Scene,
  technique: DrillTechnique,
  attacker: AwsAccess,
  target: DrillTarget,
): Promise<Attempt> {
  const copies = isBucket(target) && scene.emptyBucket ? await copyObjects(keeper, target.name) : undefined;
  if (copies !== undefined && isBucket(target)) await emptyBucket(attacker, target.name);
  const step = firstStep(technique, target);
  const told = tell(technique, step, attacker, scene);
  const outcome = await execute(attacker, step);
  if (outcome.outcome === 'refused') {
    return {
      ...told,
      outcome: 'refused',
      refusedBy: {
        type: outcome.policyType ?? 'unknown',
        ...(outcome.policyArn === undefined ? {} : { arn: outcome.policyArn }),
      },
      errorCode: outcome.code,
    };
  }
  if (outcome.outcome === 'failed')
    throw unexpected(`${step.operation}: ${outcome.code}: ${outcome.message}`);
  const harmed = technique.harmed(target, await readTarget(keeper, target));
  const putBack = await restore(keeper, technique, target, outcome.output, copies);
  return { ...told, outcome: 'succeeded', ...(harmed ? { harm: technique.harm.en, putBack } : {}) };
}

function tell(technique: DrillTechnique, step: Step, attacker: AwsAccess, scene: Scene) {
  const need = step.needs[0];
  if (need === undefined) throw unexpected(`${step.operation} needs no permission`);
  return {
    technique: technique.id,
    as: attacker.caller.arn,
    action: need.action,
    resource: need.resource,
    eventName: step.event,
    ...(scene.attachedTo === undefined ? {} : { attachedTo: scene.attachedTo }),
  };
}

/** Reads the target as it is now; an object is a decoy, made to be lost. */
async function aim(stage: Stage, technique: DrillTechnique): Promise<DrillTarget> {
  const { keeper, snapshot, cast } = stage;
  const known = snapshot.trails.find(({ name }) => name === cast.shop.trail);
  const trail = known && (await readTrail(keeper, known.arn));
  const { value: bucket } = await collectLogBucket(keeper, cast.shop.bucket);
  if (trail === undefined || bucket === undefined) throw unexpected(technique.id);
  const sample = technique.goal === 'erase' ? { sample: await placeDecoy(stage) } : {};
  const [target] = technique.targets({
    ...snapshot,
    trails: [trail],
    logBuckets: [{ ...bucket, ...sample }],
  });
  if (target === undefined) throw unexpected(technique.id);
  return target;
}

let decoys = 0;

async function placeDecoy({ keeper, cast }: Stage): Promise<NonNullable<LogBucket['sample']>> {
  decoys += 1;
  const key = `AWSLogs/${cast.shop.id}/CloudTrail/us-east-1/indelible-decoy-${decoys}.json.gz`;
  const step = { operation: 's3:PutObject', input: { Bucket: cast.shop.bucket, Key: key, Body: 'decoy' } };
  const outcome = await execute(keeper, step);
  if (outcome.outcome !== 'succeeded') throw unexpected(`${step.operation}: ${outcome.message}`);
  const { VersionId: versionId } = outcome.output as { readonly VersionId?: string };
  return versionId === undefined ? { key } : { key, versionId };
}

async function restore(
  keeper: AwsAccess,
  technique: DrillTechnique,
  target: DrillTarget,
  output: unknown,
  copies: Copies | undefined,
): Promise<boolean> {
  if (technique.undo === undefined) return false;
  for (const step of technique.undo(target, [output])) {
    const outcome = await execute(keeper, step);
    if (outcome.outcome !== 'succeeded') throw unexpected(`${step.operation}: ${outcome.message}`);
  }
  if (copies !== undefined && isBucket(target)) await restoreObjects(keeper, target.name, copies);
  return true;
}

function firstStep(technique: DrillTechnique, target: DrillTarget): Step {
  const step = technique.ways(target)[0]?.[0];
  if (step === undefined) throw unexpected(technique.id);
  return step;
}

const isBucket = (target: DrillTarget): target is LogBucket => 'versioning' in target;
