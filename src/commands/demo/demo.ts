import { techniques } from '../../techniques/index.ts';
import { listedCautions } from '../cautions.ts';
import { type DrillTechnique, isDrillable } from '../drill/reading.ts';
import { newRun } from '../open.ts';
import { type ArticleTarget, corrected, withObjects } from './article-policy.ts';
import { attempt, type Scene, strike } from './attempt.ts';
import { coverage } from './coverage.ts';
import { unexpected } from './must.ts';
import {
  attachPolicy,
  createPolicy,
  detachPolicy,
  enablePolicies,
  type MadePolicy,
  tryAsPrinted,
  updatePolicy,
} from './policy.ts';
import { proved, readScene } from './proved.ts';
import { findRecorded } from './recorded.ts';
import type { Act, Attempt, Cast, DemoResult, ManagementAccount, Summary } from './result.ts';
import { type Stage, setStage } from './stage.ts';

/** The article's attacks, in the order in which they are told. */
const ATTACKS = [
  'cloudtrail-stop-logging',
  'cloudtrail-single-region',
  'cloudtrail-delete-trail',
  's3-delete-object',
  's3-delete-object-version',
  'delivery-break-delete-bucket',
];

/** Told while it happens, for a reader who watches. */
export interface DemoListener {
  readonly onStage?: (cast: Cast) => void;
  readonly onAct?: (act: Act, cast: Cast) => void;
}

/** Tells the article's story on a sandbox of its own. */
export async function demo(listener: DemoListener = {}): Promise<DemoResult> {
  const stage = await setStage(newRun());
  try {
    const since = stage.sandbox.world.clock.now();
    listener.onStage?.(stage.cast);
    const target: ArticleTarget = {
      partition: stage.snapshot.partition,
      trailName: stage.cast.shop.trail,
      bucketName: stage.cast.shop.bucket,
    };
    const tell = (act: Act): Act => {
      listener.onAct?.(act, stage.cast);
      return act;
    };
    const before = await readScene(stage);
    const first = tell({ name: 'no-policy', attempts: await attack(stage, { emptyBucket: true }) });
    const { act, policy } = await articleAct(stage, target);
    const second = tell(act);
    const third = tell(await objectsAct(stage, target, policy));
    const acts = [first, second, third];
    const after = await readScene(stage);
    const managementAccount = await managementScene(stage, target);
    const recorded = await findRecorded(
      stage,
      acts.flatMap(({ attempts }) => attempts),
      since,
    );
    return {
      schema: 'indelible/demo@1',
      acts,
      recorded,
      managementAccount,
      proved: proved(stage, before, after, ATTACKS),
      summary: summarize(stage, acts, target),
    };
  } finally {
    await stage.sandbox.close();
  }
}

async function attack(stage: Stage, scene: Scene): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  // One after the other: each puts back what it harmed before the next one starts.
  for (const attacker of stage.attackers) {
    for (const id of ATTACKS) attempts.push(await attempt(stage, scene, techniqueOf(id), attacker));
  }
  return attempts;
}

async function articleAct(stage: Stage, target: ArticleTarget): Promise<{ act: Act; policy: MadePolicy }> {
  const { id, name } = unitOf(stage);
  await enablePolicies(stage);
  const printed = await tryAsPrinted(stage, target);
  const content = corrected(target);
  const policy = await createPolicy(stage, 'the-article', content);
  await attachPolicy(stage, policy, id);
  const attempts = await attack(stage, { emptyBucket: false, attachedTo: name });
  const { arn } = policy;
  return {
    policy,
    act: {
      name: 'article',
      policy: { name: policy.name, arn, content, attachedTo: [name], asPrinted: printed },
      attempts,
    },
  };
}

async function objectsAct(stage: Stage, target: ArticleTarget, policy: MadePolicy): Promise<Act> {
  const unit = unitOf(stage);
  const { shop } = stage.cast;
  const content = withObjects(target);
  await updatePolicy(stage, policy, content);
  const onUnit = await attack(stage, { emptyBucket: false, attachedTo: unit.name });
  await attachPolicy(stage, policy, shop.id);
  await detachPolicy(stage, policy, unit.id);
  const onAccount = await attack(stage, { emptyBucket: false, attachedTo: shop.name });
  return {
    name: 'with-objects',
    policy: { name: policy.name, arn: policy.arn, content, attachedTo: [unit.name, shop.name] },
    attempts: [...onUnit, ...onAccount],
  };
}

/** The same policy for the organization's own trail, above every account: it does not bind the management account. */
async function managementScene(stage: Stage, { partition }: ArticleTarget): Promise<ManagementAccount> {
  const { management, cast, snapshot } = stage;
  const content = withObjects({
    partition,
    trailName: cast.management.trail,
    bucketName: cast.management.bucket,
  });
  const policy = await createPolicy(stage, 'the-organization-trail', content);
  await attachPolicy(stage, policy, snapshot.organization.rootId);
  const trail = snapshot.trails.find(({ name }) => name === cast.management.trail);
  if (trail === undefined) throw unexpected(cast.management.trail);
  const scene = { emptyBucket: false, attachedTo: 'root' };
  const stop = techniqueOf('cloudtrail-stop-logging');
  const attempts = [await strike(management, scene, stop, management, trail)];
  return {
    id: management.caller.accountId,
    bound: attempts.every(({ outcome }) => outcome === 'refused'),
    attempts,
    cautions: listedCautions().map(({ id }) => id),
  };
}

function summarize(
  stage: Stage,
  [noPolicy, article, withObjectsAct]: readonly Act[],
  target: ArticleTarget,
): Summary {
  const cell = (act: Act | undefined, technique: string) =>
    act?.attempts.some((one) => one.technique === technique && one.outcome === 'succeeded')
      ? 'HARM'
      : 'refused';
  const world = {
    ...target,
    region: 'us-east-1',
    account: stage.cast.shop.id,
    managementAccount: stage.cast.management.id,
    organizationId: stage.cast.organizationId,
  };
  const { blocked, of } = coverage(JSON.parse(withObjects(target)), world);
  return {
    attacks: ATTACKS.map((technique) => ({
      technique,
      noPolicy: cell(noPolicy, technique),
      article: cell(article, technique),
      withObjects: cell(withObjectsAct, technique),
    })),
    known: { blocked, of, article: coverage(JSON.parse(corrected(target)), world).blocked },
  };
}

function unitOf({ snapshot, cast }: Stage): { readonly id: string; readonly name: string } {
  const unit = snapshot.organizationalUnits.find(({ name }) => name === cast.shop.unit);
  if (unit === undefined) throw unexpected(cast.shop.unit);
  return unit;
}

function techniqueOf(id: string): DrillTechnique {
  const technique = techniques.filter(isDrillable).find((one) => one.id === id);
  if (technique === undefined) throw unexpected(id);
  return technique;
}
