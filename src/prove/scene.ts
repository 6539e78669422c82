import { POLICY_TYPES } from '../model/change.ts';
import { afterEffect, type Effect } from '../model/effect.ts';
import type { Policy, PolicyDocument } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import type {
  AccessPoint,
  Account,
  Gap,
  KmsKey,
  LogBucket,
  Organization,
  OrganizationPolicy,
  Role,
  Snapshot,
} from '../model/snapshot.ts';
import type { AttackTarget, Missing, Technique } from '../model/technique.ts';
import { Layer, type ReadonlyLayer } from './layer.ts';

/** A root, organizational unit or account with what is attached to it. */
export interface Level {
  readonly target: string;
  readonly policies: readonly Policy[];
}

/** A Snapshot as requests meet it, with what earlier steps of an attack have changed. */
export interface Scene {
  /** Made when first asked for: few techniques look at more than their target. */
  readonly snapshot: () => Snapshot;
  readonly partition: string;
  readonly readAt: string;
  readonly organization: Organization;
  readonly accounts: ReadonlyLayer<string, Account>;
  readonly buckets: ReadonlyLayer<string, LogBucket>;
  /** By ARN, of every log bucket. */
  readonly accessPoints: ReadonlyLayer<string, AccessPoint>;
  readonly keys: ReadonlyLayer<string, KmsKey>;
  readonly roles: ReadonlyLayer<string, Role>;
  readonly resources: ReadonlyLayer<string, Resource>;
  readonly units: ReadonlyMap<string, string>;
  /** Accounts that may have left or not, with the parent that they had: see `together`. */
  readonly leaving: ReadonlyMap<string, string>;
  readonly attached: Readonly<Record<'scp' | 'rcp', ReadonlyLayer<string, readonly Policy[]>>>;
  /** Every resource control policy that was attached somewhere when the Snapshot was read. */
  readonly attachedRcps: readonly Policy[];
  readonly gaps: ReadonlyMap<string, Gap>;
  readonly levels: Known;
  /** What was asked before, by the question's text; of all Scenes that come of one. */
  readonly answers: Map<string, unknown>;
  /** Numbers of the questions' texts; of all Scenes that come of one. */
  readonly questions: Map<string, number>;
  /** Scenes that effects lead to, by the effects' text. */
  readonly next: Map<string, Scene>;
  readonly ways: WeakMap<AttackTarget, Map<Technique, Ways>>;
}

/** The log bucket that the ARN of a bucket or an object names. */
export const bucketAt = ({ buckets }: Scene, arn: string): LogBucket | undefined =>
  buckets.get(arn.split(':')[5]?.split('/')[0] ?? '');

/** Any read about this resource that failed. */
export const gapOf = ({ gaps }: Scene, arn: string): Gap | undefined =>
  gaps.size === 0 ? undefined : [...gaps.values()].find(({ resource }) => resource === arn);

type Ways = ReturnType<Technique['ways']>;

/** The ways of a technique here, made once: a Step is known again by its identity. */
export function waysOf(scene: Scene, technique: Technique, target: AttackTarget): Ways {
  const known = scene.ways.get(target) ?? new Map<Technique, Ways>();
  scene.ways.set(target, known);
  const made = known.get(technique) ?? technique.ways(target, scene.snapshot());
  known.set(technique, made);
  return made;
}

/** Levels that were worked out, with those of a Scene before for all accounts but one. */
class Known {
  readonly #own = new Map<string, readonly Level[]>();
  readonly #before: Known | undefined;
  readonly #except: string;

  constructor(before?: Known, except = '') {
    this.#before = before;
    this.#except = except;
  }

  get(kind: 'scp' | 'rcp', accountId: string): readonly Level[] | undefined {
    const own = this.#own.get(kind + accountId);
    if (own !== undefined || accountId === this.#except) return own;
    return this.#before?.get(kind, accountId);
  }

  set(kind: 'scp' | 'rcp', accountId: string, levels: readonly Level[]): void {
    this.#own.set(kind + accountId, levels);
  }
}

export function sceneOf(snapshot: Snapshot): Scene {
  const rcps = attachments(snapshot, 'rcp');
  return {
    snapshot: () => snapshot,
    attachedRcps: [...new Set([...rcps.values()].flat())],
    partition: snapshot.partition,
    readAt: snapshot.readAt,
    organization: snapshot.organization,
    accounts: new Map(snapshot.accounts.map((account) => [account.id, account])),
    buckets: new Map(snapshot.logBuckets.map((bucket) => [bucket.name, bucket])),
    accessPoints: new Map(
      snapshot.logBuckets.flatMap(({ accessPoints = [] }) =>
        accessPoints.map((one) => [one.arn, one] as const),
      ),
    ),
    keys: new Map((snapshot.keys ?? []).map((key) => [key.arn, key])),
    roles: new Map((snapshot.roles ?? []).map((role) => [role.arn, role])),
    resources: new Map((snapshot.resources ?? []).map((resource) => [resource.arn, resource])),
    // Of an account whose place in the tree nobody read, it is not known whether it is in the tree.
    leaving: new Map(
      snapshot.accounts.flatMap(({ id, parentId }) =>
        parentId === '' ? [[id, snapshot.organization.rootId] as const] : [],
      ),
    ),
    units: new Map(snapshot.organizationalUnits.map(({ id, parentId }) => [id, parentId])),
    attached: { scp: attachments(snapshot, 'scp'), rcp: rcps },
    gaps: new Map(snapshot.gaps.map((gap) => [`${gap.action} ${gap.resource}`, gap])),
    answers: new Map(),
    questions: new Map(),
    levels: new Known(),
    next: new Map(),
    ways: new WeakMap(),
  };
}

/** The Scene after the effects; the same ones lead to the same Scene. */
export function changed(scene: Scene, effects: readonly Effect[]): Scene {
  const lasting = effects.filter(({ kind }) => kind !== 'gain-principal' && kind !== 'gain-tag');
  if (lasting.length === 0) return scene;
  const key = JSON.stringify(lasting);
  const made = scene.next.get(key) ?? lasting.reduce(after, scene);
  scene.next.set(key, made);
  return made;
}

function after(scene: Scene, effect: Effect): Scene {
  switch (effect.kind) {
    case 'set':
      return withFields(scene, effect);
    case 'leave-organization':
      return withParent(scene, effect, effect.accountId, '');
    case 'move-account':
      return withParent(scene, effect, effect.accountId, effect.parentId);
    case 'detach-policy':
      return withoutPolicy(scene, effect);
    default:
      return sceneOf(afterEffect(scene.snapshot(), effect));
  }
}

function layered(scene: Scene, effect: Effect, over: Partial<Scene>): Scene {
  let made: Snapshot | undefined;
  const snapshot = () => {
    made ??= afterEffect(scene.snapshot(), effect);
    return made;
  };
  return { ...scene, ...over, next: new Map(), ways: new WeakMap(), snapshot };
}

function withoutPolicy(scene: Scene, effect: Extract<Effect, { readonly kind: 'detach-policy' }>): Scene {
  const { name, targetId } = effect;
  const without = (kind: 'scp' | 'rcp') => {
    const left = (scene.attached[kind].get(targetId) ?? []).filter((policy) => policy.name !== name);
    return new Layer(scene.attached[kind], new Map([[targetId, left]]));
  };
  return layered(scene, effect, {
    levels: new Known(),
    attached: { scp: without('scp'), rcp: without('rcp') },
  });
}

function withParent(scene: Scene, effect: Effect, accountId: string, parentId: string): Scene {
  const account = scene.accounts.get(accountId);
  if (account === undefined) return scene;
  const over = new Map([[accountId, { ...account, parentId }]]);
  const relaxed = effect.kind === 'leave-organization' && effect.relaxed === true && account.parentId !== '';
  return layered(scene, effect, {
    levels: new Known(scene.levels, accountId),
    accounts: new Layer(scene.accounts, over),
    ...(relaxed ? { leaving: new Map([...scene.leaving, [accountId, account.parentId]]) } : {}),
  });
}

function withFields(scene: Scene, effect: Extract<Effect, { readonly kind: 'set' }>): Scene {
  const { arn, fields } = effect;
  const role = scene.roles.get(arn);
  if (role !== undefined) {
    return layered(scene, effect, {
      roles: new Layer(scene.roles, new Map([[arn, { ...role, ...fields }]])),
    });
  }
  const key = scene.keys.get(arn);
  if (key !== undefined) {
    return layered(scene, effect, { keys: new Layer(scene.keys, new Map([[arn, { ...key, ...fields }]])) });
  }
  const resource = scene.resources.get(arn);
  if (resource !== undefined) {
    return layered(scene, effect, {
      resources: new Layer(scene.resources, new Map([[arn, { ...resource, ...fields }]])),
    });
  }
  const bucket = scene.buckets.get(arn.split(':')[5] ?? '');
  if (bucket === undefined) return layered(scene, effect, {});
  // A field that is gone is one without a value.
  const after: LogBucket = { ...bucket, ...fields };
  const points = (after.accessPoints ?? []).map((point) => [point.arn, point] as const);
  return layered(scene, effect, {
    buckets: new Layer(scene.buckets, new Map([[bucket.name, after]])),
    ...('accessPoints' in fields ? { accessPoints: new Layer(scene.accessPoints, new Map(points)) } : {}),
  });
}

const policies = new WeakMap<OrganizationPolicy, Policy>();

function policyOf(policy: OrganizationPolicy): Policy {
  const made = policies.get(policy) ?? { name: policy.name, arn: policy.arn, document: policy.document };
  policies.set(policy, made);
  return made;
}

function attachments(snapshot: Snapshot, kind: 'scp' | 'rcp'): ReadonlyMap<string, readonly Policy[]> {
  const found = new Map<string, Policy[]>();
  for (const policy of snapshot.policies) {
    if (policy.kind !== kind) continue;
    for (const target of policy.targets) {
      const present = found.get(target);
      if (present === undefined) found.set(target, [policyOf(policy)]);
      else present.push(policyOf(policy));
    }
  }
  // The order of a file, or of a collection, decides nothing.
  for (const present of found.values()) if (present.length > 1) present.sort(byNameAndArn);
  return found;
}

const byNameAndArn = (one: Policy, other: Policy): number => {
  const [a, b] = [`${one.name} ${one.arn}`, `${other.name} ${other.arn}`];
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * What binds an account, root first, the account last; `undefined`: nothing does. The management account is exempt,
 * and accounts outside the organization are.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function levelsOf(scene: Scene, accountId: string, kind: 'scp' | 'rcp'): readonly Level[] | undefined {
  const present = scene.levels.get(kind, accountId);
  if (present !== undefined) return present;
  const { organization } = scene;
  if (
    accountId === organization.managementAccountId ||
    !organization.policyTypes.includes(POLICY_TYPES[kind])
  ) {
    return undefined;
  }
  const parentId = scene.accounts.get(accountId)?.parentId ?? '';
  if (parentId === '') return undefined;
  const made = [...pathTo(scene, parentId), accountId].map((target) => ({
    target,
    policies: scene.attached[kind].get(target) ?? [],
  }));
  scene.levels.set(kind, accountId, made);
  return made;
}

/** The root and the units down to this one. */
export function pathTo({ units, organization }: Scene, parentId: string): readonly string[] {
  const path: string[] = [];
  // A file may hold a ring of units.
  for (let at: string | undefined = parentId; at !== undefined && !path.includes(at); at = units.get(at)) {
    path.unshift(at);
  }
  return path[0] === organization.rootId ? path : [organization.rootId, ...path];
}

/** Such as `o-a1b2/r-ab12/ou-ab12-1111/`; `undefined` outside the organization. */
export function organizationPathOf(scene: Scene, accountId: string): string | undefined {
  return pathUnder(scene, scene.accounts.get(accountId)?.parentId ?? '');
}

/** The same of an account that may have left. */
export const formerPathOf = (scene: Scene, accountId: string): string | undefined =>
  pathUnder(scene, scene.leaving.get(accountId) ?? '');

function pathUnder(scene: Scene, parentId: string): string | undefined {
  if (parentId === '') return undefined;
  return `${[scene.organization.id, ...pathTo(scene, parentId)].join('/')}/`;
}

/** Reads without which nobody knows all service or resource control policies, or where they are attached. */
const READS = [
  'organizations:ListRoots',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListPolicies',
  'organizations:DescribePolicy',
  'organizations:ListTargetsForPolicy',
];

/** The first of these reads that failed. */
export function policiesUnread({ gaps }: Scene): Missing | undefined {
  for (const { action, resource } of gaps.values()) if (READS.includes(action)) return { resource, action };
  return undefined;
}

const named = new WeakMap<PolicyDocument, Policy>();

/** A resource's own policy under the resource's name. */
export function resourcePolicy(name: string, document: PolicyDocument): Policy {
  const made = named.get(document) ?? { name, document };
  named.set(document, made);
  return made;
}
