import type { Exemption } from '../model/exemption.ts';
import type { Actor } from '../model/finding.ts';
import type { Role } from '../model/snapshot.ts';
import { type AttackTarget, type Missing, OUTSIDER_ACCOUNT, type Technique } from '../model/technique.ts';
import { textTest, tokensOf } from '../policy/pattern.ts';
import { activeMembers, type ClassOf } from './classes.ts';
import { type Groups, grouped, letIn, membersOf } from './groups.ts';
import { lettingIn } from './let-in.ts';
import { delegatesFor } from './outcome.ts';
import type { Roster } from './roster.ts';
import { levelsOf, type Scene } from './scene.ts';
import { isExemption, ownerOf, shapeOf } from './target.ts';
import { hiding } from './unlisted.ts';

/** A technique by an actor at a target, for all accounts for which the answer is the same. */
export interface Attempt {
  readonly technique: Technique;
  readonly target: AttackTarget | undefined;
  readonly actor: Actor;
  readonly accounts: readonly string[];
  /** Why nobody has to be asked. */
  readonly settled?: 'not-registered' | 'owner-unread' | 'delegation-unread';
  /** Without a target: what may hide some. */
  readonly hidden?: Missing;
}

/** Everything that has to be decided, alike things once. */
export function attemptsOf(
  scene: Scene,
  techniques: readonly Technique[],
  classOf: ClassOf,
  roster: Roster,
): readonly Attempt[] {
  const members = activeMembers(scene.snapshot()).map(({ id }) => id);
  const classes = grouped(members, classOf);
  const keyOf = keysOf(scene, classOf);
  return techniques.flatMap((technique) => {
    const targets = technique.targets(scene.snapshot());
    const hidden = hiddenFrom(scene, technique);
    if (targets.length === 0) {
      return hidden.length > 0
        ? hidden
        : [{ technique, target: undefined, actor: nobody(scene), accounts: [] }];
    }
    const exempting = targets.filter(isExemption);
    if (exempting.length > 0)
      return exempting.flatMap((target) => onExemption(scene, technique, target, classes, roster));
    const { managementAccountId } = scene.organization;
    const isOwned = (target: AttackTarget) => ownerOf(target, managementAccountId) !== undefined;
    const owned = targets.filter(isOwned);
    return [
      ...hidden,
      ...targets.filter((target) => !isOwned(target)).map((target) => unowned(technique, target)),
      ...ownAttempts(scene, technique, owned, keyOf),
      ...sharedTargets(scene, owned, keyOf).flatMap((target) =>
        foreignAttempts(scene, technique, target, classes, roster),
      ),
    ];
  });
}

/** Where a read failed there may be more to attack than is known; in which account, the Gap may say. */
function hiddenFrom(scene: Scene, technique: Technique): readonly Attempt[] {
  const gaps = hiding(technique, scene.snapshot());
  const [first] = gaps;
  if (first === undefined) return [];
  const { managementAccountId } = scene.organization;
  const named = gaps.flatMap(({ resource }) => resource.match(/\b\d{12}\b/g) ?? []);
  const members = [...new Set(named)].filter((id) => id !== managementAccountId).sort();
  const accounts = members.length === 0 ? [managementAccountId] : members;
  return [
    {
      technique,
      target: undefined,
      actor: { kind: 'admin', accountId: accounts[0] ?? '' },
      accounts,
      hidden: { resource: first.resource, action: first.action },
    },
  ];
}

/** A bucket of which nobody could say whose it is. */
const unowned = (technique: Technique, target: AttackTarget): Attempt => ({
  technique,
  target,
  actor: { kind: 'admin', accountId: '' },
  accounts: [],
  settled: 'owner-unread',
});

const nobody = ({ organization }: Scene): Actor => ({
  kind: 'admin',
  accountId: organization.managementAccountId,
});

/** By those who own the targets. */
function ownAttempts(
  scene: Scene,
  technique: Technique,
  targets: readonly AttackTarget[],
  keyOf: TargetKey,
): readonly Attempt[] {
  const kinds = ownerKinds(technique);
  if (kinds.length === 0) return [];
  const { managementAccountId } = scene.organization;
  const groups = new Map<
    string,
    { readonly target: AttackTarget; readonly owner: string; readonly accounts: Set<string> }
  >();
  for (const target of targets) {
    const owner = ownerOf(target, managementAccountId);
    if (owner === undefined) continue;
    if (scene.accounts.get(owner)?.status !== 'ACTIVE' && scene.accounts.has(owner)) continue;
    const key = keyOf(target, owner);
    const present = groups.get(key);
    if (present === undefined) groups.set(key, { target, owner, accounts: new Set([owner]) });
    else present.accounts.add(owner);
  }
  return [...groups.values()].flatMap(({ target, owner, accounts }): readonly Attempt[] => {
    const all = [...accounts].sort();
    if (owner === managementAccountId)
      return [{ technique, target, actor: { kind: 'management' as const, accountId: owner }, accounts: all }];
    return kinds.map((kind) => ({ technique, target, actor: { kind, accountId: owner }, accounts: all }));
  });
}

/** What targets of one owner's class share that are alike; owned by the management account, by that. */
type TargetKey = (target: AttackTarget, owner: string) => string;

function keysOf(scene: Scene, classOf: ClassOf): TargetKey {
  const { managementAccountId } = scene.organization;
  const known = new Map<AttackTarget, string>();
  return (target, owner) => {
    const present = known.get(target);
    if (present !== undefined) return present;
    const of = owner === managementAccountId ? 'management' : classOf(owner);
    const made = `${of} ${shapeOf(scene, target, owner)}`;
    known.set(target, made);
    return made;
  };
}

function ownerKinds({ by }: Technique): readonly ('admin' | 'root')[] {
  if (by.includes('owner')) return ['admin', 'root'];
  return by.includes('owner-root') ? ['root'] : [];
}

/** One of each shape: for strangers, alike targets are alike. */
function sharedTargets(
  scene: Scene,
  targets: readonly AttackTarget[],
  keyOf: TargetKey,
): readonly AttackTarget[] {
  const { managementAccountId } = scene.organization;
  const shapes = new Map<string, AttackTarget>();
  for (const target of targets) {
    const owner = ownerOf(target, managementAccountId) ?? '';
    const key = keyOf(target, owner);
    if (!shapes.has(key)) shapes.set(key, target);
  }
  return [...shapes.values()];
}

/** By others than the owner. */
function foreignAttempts(
  scene: Scene,
  technique: Technique,
  target: AttackTarget,
  classes: Groups,
  roster: Roster,
  owner = ownerOf(target, scene.organization.managementAccountId),
): readonly Attempt[] {
  const { managementAccountId } = scene.organization;
  const attempt = (actor: Actor, accounts: readonly string[]): Attempt => ({
    technique,
    target,
    actor,
    accounts,
  });
  const leading = leadingTo(scene, technique, target, roster, owner);
  const { by } = technique;
  const delegates = by.includes('delegated') ? delegatesFor(scene, technique) : [];
  // Delegated administrators make attempts of their own.
  const apart = owner === undefined ? delegates : [owner, ...delegates];
  const others = letIn(leading, classes, apart, !isExemption(target));
  return [
    // Also where only the owner's principals can do it: a role of the owner may let others in.
    ...(by.includes('member') || !by.includes('management')
      ? (by.includes('member') ? others : entering(leading, others)).map((ids) =>
          attempt({ kind: 'admin', accountId: ids[0] ?? '' }, ids),
        )
      : []),
    ...(by.includes('delegated')
      ? delegatedAttempts(scene, technique, target, delegates, others, leading)
      : []),
    ...(by.includes('management') && owner !== managementAccountId
      ? [attempt({ kind: 'management', accountId: managementAccountId }, [managementAccountId])]
      : []),
    ...(by.includes('management') && !ownerKinds(technique).length && owner === managementAccountId
      ? [attempt({ kind: 'management', accountId: managementAccountId }, [managementAccountId])]
      : []),
    ...outsidersOf(scene, target, leading)
      .filter((id) => by.includes('outside') || (leading !== 'any' && leading.has(id)))
      .map((id) => attempt({ kind: 'outside', accountId: id }, [id])),
  ];
}

/** Accounts from which a policy of the target, or a role, leads to it, directly or through others. */
function leadingTo(
  scene: Scene,
  technique: Technique,
  target: AttackTarget,
  roster: Roster,
  owner: string | undefined,
): ReadonlySet<string> | 'any' {
  const letIn = lettingIn(scene, target);
  if (letIn === 'any') return 'any';
  const leading = roster.leadingTo([
    ...(owner === undefined ? [] : [owner]),
    ...letIn,
    ...delegatesFor(scene, technique),
  ]);
  if (leading === 'any') return 'any';
  const without = new Set(leading);
  if (owner !== undefined) without.delete(owner);
  return without;
}

/** Without the rest, whom nothing lets in. */
const entering = (leading: ReadonlySet<string> | 'any', others: Groups): Groups =>
  leading === 'any' ? others : others.filter(([first = '']) => leading.has(first));

function delegatedAttempts(
  scene: Scene,
  technique: Technique,
  target: AttackTarget,
  delegates: readonly string[],
  others: Groups,
  leading: ReadonlySet<string> | 'any',
): readonly Attempt[] {
  const attempt = (kind: Actor['kind'], accounts: readonly string[]): readonly Attempt[] =>
    accounts[0] === undefined
      ? []
      : [{ technique, target, actor: { kind, accountId: accounts[0] }, accounts }];
  if (scene.organization.delegatedAdministrators === undefined) {
    return attempt('admin', membersOf(others)).map((one) => ({ ...one, settled: 'delegation-unread' }));
  }
  const enter = entering(leading, others);
  return [
    ...delegates.flatMap((id) => attempt('delegated', [id])),
    // A role of the delegated administrator's may let them in.
    ...enter.flatMap((ids) => attempt('admin', ids)),
    ...(technique.refusesOthers === undefined
      ? []
      : others
          .filter((ids) => !enter.includes(ids))
          .flatMap((ids) => attempt('admin', ids))
          .map((one) => ({ ...one, settled: 'not-registered' as const }))),
  ];
}

/** Somebody whom nobody knows, and every account that a policy of the resource names without its being a member. */
function outsidersOf(
  scene: Scene,
  target: AttackTarget,
  leading: ReadonlySet<string> | 'any',
): readonly string[] {
  const { organization, accounts, buckets, roles } = scene;
  const name = 'bucketName' in target ? target.bucketName : 'name' in target ? target.name : '';
  const bucket = buckets.get(name);
  const role = isExemption(target) ? roles.get(target.principal?.arn ?? '') : undefined;
  const named =
    JSON.stringify([bucket?.policy, bucket?.accessPoints, bucket?.acl, role?.trust]).match(/\b\d{12}\b/g) ??
    [];
  const foreign = [...named, ...(leading === 'any' ? [] : leading)].filter(
    (id) => !accounts.has(id) && id !== organization.managementAccountId,
  );
  return [...new Set([OUTSIDER_ACCOUNT, ...foreign])].sort();
}

/** In the accounts that the exempting policy binds: elsewhere the exemption is worth nothing. */
function onExemption(
  scene: Scene,
  technique: Technique,
  target: Exemption,
  classes: Groups,
  roster: Roster,
): readonly Attempt[] {
  const inside = classes.filter(([first = '']) => binds(scene, target, first));
  return [
    ...inside.flatMap((ids) =>
      // Root becomes nobody else: it makes an administrator, who does.
      technique.by.includes('owner')
        ? [{ technique, target, actor: { kind: 'admin' as const, accountId: ids[0] ?? '' }, accounts: ids }]
        : [],
    ),
    ...(technique.by.length === 1 ? [] : exemptRoles(scene, target, classes)).flatMap((role) =>
      fromElsewhere(scene, technique, target, role, classes, roster),
    ),
  ];
}

/** Those that exist, of accounts that are alike one. */
function exemptRoles(scene: Scene, exemption: Exemption, classes: Groups): readonly Role[] {
  const first = new Set(classes.flatMap(([id]) => (id === undefined ? [] : [id])));
  return (scene.snapshot().roles ?? []).filter(
    (role) =>
      first.has(role.accountId) && matches(exemption, role) && binds(scene, exemption, role.accountId),
  );
}

const matches = ({ kind, value }: Exemption, { arn, accountId }: Role): boolean =>
  kind === 'principal' && textTest(tokensOf(value.replaceAll('${aws:PrincipalAccount}', accountId)))(arn);

function binds(scene: Scene, { kind, value, policy }: Exemption, accountId: string): boolean {
  const isIt = ({ arn }: { readonly arn?: string }) => arn === policy.arn;
  // A resource control policy spares its exempt principals wherever they come from.
  const attached =
    scene.attachedRcps.some(isIt) ||
    (levelsOf(scene, accountId, 'scp') ?? []).some(({ policies }) => policies.some(isIt));
  return attached && (kind === 'tag' || concerns(value, accountId));
}

/** An exempt role that exists may let in somebody of another account. */
function fromElsewhere(
  scene: Scene,
  technique: Technique,
  exemption: Exemption,
  role: Role,
  classes: Groups,
  roster: Roster,
): readonly Attempt[] {
  const target = { ...exemption, principal: { arn: role.arn, accountId: role.accountId } };
  return foreignAttempts(scene, technique, target, classes, roster, role.accountId);
}

const concerns = (pattern: string, accountId: string): boolean => {
  const account = pattern.split(':')[4];
  return (
    account === undefined ||
    account === '' ||
    account.includes('${') ||
    textTest(tokensOf(account))(accountId)
  );
};
