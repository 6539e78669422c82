import { afterEffect } from '../../src/model/effect.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { Role, Snapshot } from '../../src/model/snapshot.ts';
import {
  contextsFor,
  namesIn,
  principalOf,
  STRANGER,
  startingAs,
  statementsIn,
  tagsIn,
} from './candidates.ts';
import { allowed, type Principal, type Request } from './decide.ts';
import { type Goal, goalsOf } from './goals.ts';

/** A sequence of allowed calls. */
export type Attack = readonly Request[];

/** What an attacker has reached: an organization as it is now, and whom it can act as. */
interface Reached {
  readonly snapshot: Snapshot;
  readonly held: ReadonlyMap<string, Holding>;
}

interface Holding {
  readonly principal: Principal;
  /** How the attacker came to be it. */
  readonly path: Attack;
}

/**
 * Looks for an attack by the administrators of an account, by trying. What it finds is one; where it finds none, there
 * may be one all the same.
 */
export function findAttack(
  snapshot: Snapshot,
  technique: string,
  target: string,
  { accountId, asRoot }: Attacker,
): Attack | undefined {
  return searchFor(snapshot, accountId, asRoot).attack(goalsOf(snapshot, technique, target, accountId));
}

const searches = new WeakMap<Snapshot, Map<string, Search>>();

/** What an attacker reaches does not depend on the goal. */
function searchFor(snapshot: Snapshot, accountId: string, asRoot: boolean): Search {
  const known = searches.get(snapshot) ?? new Map<string, Search>();
  searches.set(snapshot, known);
  const key = `${accountId} ${asRoot}`;
  const search = known.get(key) ?? new Search(snapshot, accountId, asRoot);
  known.set(key, search);
  return search;
}

/** The administrators of an account, or its root user, who can do what they can. */
export interface Attacker {
  readonly accountId: string;
  readonly asRoot: boolean;
}

const MOST_CHANGES = 3;
/** States of the organization that are looked at after as many changes. */
const MOST_STATES = 60;

class Search {
  readonly #snapshot: Snapshot;
  readonly #accountId: string;
  readonly #asRoot: boolean;
  readonly #statements: readonly PolicyStatement[];
  readonly #layers: (readonly Reached[])[] = [];
  readonly #contexts = new Map<string, ReturnType<typeof contextsFor>>();

  constructor(snapshot: Snapshot, accountId: string, asRoot: boolean) {
    this.#snapshot = snapshot;
    this.#accountId = accountId;
    this.#asRoot = asRoot;
    this.#statements = statementsIn(snapshot);
  }

  attack(goals: readonly Goal[]): Attack | undefined {
    for (let depth = 0; ; depth += 1) {
      const layer = this.#layer(depth);
      if (layer === undefined) return undefined;
      for (const reached of layer) {
        const found = this.#goal(reached, goals);
        if (found !== undefined) return found;
      }
    }
  }

  /** Even layers: what calls have changed. Odd ones: whom else can be reached there. */
  #layer(depth: number): readonly Reached[] | undefined {
    if (depth > 2 * MOST_CHANGES + 1) return undefined;
    const known = this.#layers[depth];
    if (known !== undefined) return known;
    const before = depth === 0 ? undefined : this.#layer(depth - 1);
    const made =
      before === undefined
        ? [this.#start()]
        : depth % 2 === 1
          ? before.map((reached) => this.#withMore(reached))
          : before.flatMap((reached) => this.#changes(reached)).slice(0, MOST_STATES);
    this.#layers[depth] = made;
    return made;
  }

  #start(): Reached {
    const own = startingAs(this.#statements, this.#accountId).filter(
      ({ kind }) => this.#asRoot || kind !== 'root',
    );
    const held = [...own, stranger].map((principal) => [keyOf(principal), { principal, path: [] }] as const);
    return { snapshot: this.#snapshot, held: new Map(held) };
  }

  #goal(reached: Reached, goals: readonly Goal[]): Attack | undefined {
    for (const { action, resources, resourceAccount } of goals) {
      for (const resource of resources) {
        const call = this.#tryAll(reached, action, resource, resourceAccount);
        if (call !== undefined) return call;
      }
    }
    return undefined;
  }

  /** The call by anybody whom the attacker holds, in any context; with how the attacker came there. */
  #tryAll(reached: Reached, action: string, resource: string, resourceAccount: string): Attack | undefined {
    for (const holding of reached.held.values()) {
      const found = this.#try(reached.snapshot, holding, action, resource, resourceAccount);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #try(
    snapshot: Snapshot,
    { principal, path }: Holding,
    action: string,
    resource: string,
    resourceAccount: string,
    fixed: Request['context'] = {},
  ): Attack | undefined {
    for (const chosen of this.#contextsFor(action)) {
      const request = { principal, action, resource, resourceAccount, context: { ...chosen, ...fixed } };
      if (allowed(snapshot, request)) return [...path, request];
    }
    return undefined;
  }

  #contextsFor(action: string): ReturnType<typeof contextsFor> {
    const known = this.#contexts.get(action) ?? contextsFor(this.#statements, action);
    this.#contexts.set(action, known);
    return known;
  }

  /** Whoever can be reached besides: roles made, taken over, assumed; tags. */
  #withMore({ snapshot, held: given }: Reached): Reached {
    const held = new Map(given);
    const gain = (arn: string, tags: Principal['tags'], path: Attack): void => {
      const principal = principalOf(arn, tags);
      if (!held.has(keyOf(principal))) held.set(keyOf(principal), { principal, path });
    };
    for (let before = -1; before !== held.size; ) {
      before = held.size;
      for (const holding of [...held.values()]) {
        for (const role of snapshot.roles ?? []) {
          const path = this.#assume(snapshot, holding, role) ?? this.#takeOver(snapshot, holding, role);
          if (path !== undefined) gain(role.arn, role.tags ?? {}, path);
        }
        this.#make(snapshot, holding, held, gain);
        this.#tag(snapshot, holding, gain);
      }
    }
    return { snapshot, held };
  }

  #assume(snapshot: Snapshot, holding: Holding, role: Role): Attack | undefined {
    return this.#try(snapshot, holding, 'sts:AssumeRole', role.arn, role.accountId);
  }

  #takeOver(snapshot: Snapshot, holding: Holding, role: Role): Attack | undefined {
    const edited = this.#try(snapshot, holding, 'iam:UpdateAssumeRolePolicy', role.arn, role.accountId);
    if (edited === undefined) return undefined;
    const opened = withRole(snapshot, role.arn);
    return this.#try(opened, { ...holding, path: edited }, 'sts:AssumeRole', role.arn, role.accountId);
  }

  #make(
    snapshot: Snapshot,
    holding: Holding,
    held: ReadonlyMap<string, Holding>,
    gain: (arn: string, tags: Principal['tags'], path: Attack) => void,
  ): void {
    const { accountId } = holding.principal;
    if (accountId === STRANGER) return;
    for (const arn of namesIn(this.#statements, accountId)) {
      if (held.has(keyOf(principalOf(arn))) || snapshot.roles?.some((role) => role.arn === arn)) continue;
      const path = this.#making(snapshot, holding, arn);
      if (path !== undefined) gain(arn, {}, path);
    }
  }

  #making(snapshot: Snapshot, holding: Holding, arn: string): Attack | undefined {
    const { accountId } = holding.principal;
    const then = (path: Attack | undefined, action: string, fixed: Request['context'] = {}) =>
      path && this.#try(withRole(snapshot, arn), { ...holding, path }, action, arn, accountId, fixed);
    if (arn.includes(':user/')) {
      const created = this.#try(snapshot, holding, 'iam:CreateUser', arn, accountId);
      return then(then(created, 'iam:AttachUserPolicy', ADMINISTRATOR), 'iam:CreateAccessKey');
    }
    const created = this.#try(snapshot, holding, 'iam:CreateRole', arn, accountId);
    const powerful =
      then(created, 'iam:AttachRolePolicy', ADMINISTRATOR) ?? then(created, 'iam:PutRolePolicy');
    return then(powerful, 'sts:AssumeRole');
  }

  /** Tags on the own role, or passed with a session of it, from within or by a stranger whom it is made to trust. */
  #tag(
    snapshot: Snapshot,
    holding: Holding,
    gain: (arn: string, tags: Principal['tags'], path: Attack) => void,
  ): void {
    const { arn, accountId, kind } = holding.principal;
    if (kind === 'root' || accountId === STRANGER) return;
    for (const tags of tagsIn(snapshot)) {
      const fixed = tagging(tags);
      const action = kind === 'user' ? 'iam:TagUser' : 'iam:TagRole';
      const path =
        this.#try(snapshot, holding, action, arn, accountId, fixed) ??
        (kind === 'role' ? this.#sessionWith(snapshot, holding, fixed) : undefined);
      if (path !== undefined) gain(arn, tags, path);
    }
  }

  #sessionWith(snapshot: Snapshot, holding: Holding, fixed: Request['context']): Attack | undefined {
    const { arn, accountId } = holding.principal;
    const known = snapshot.roles?.some((role) => role.arn === arn) ?? false;
    const opened = known ? snapshot : withRole(snapshot, arn);
    const session = (given: Snapshot, by: Holding): Attack | undefined => {
      const path = this.#try(given, by, 'sts:TagSession', arn, accountId, fixed);
      return path && this.#try(given, { ...by, path }, 'sts:AssumeRole', arn, accountId, fixed);
    };
    const within = session(opened, holding);
    if (within !== undefined) return within;
    const path = this.#try(snapshot, holding, 'iam:UpdateAssumeRolePolicy', arn, accountId);
    return path && session(withRole(snapshot, arn, STRANGER), { principal: stranger, path });
  }

  /** Calls that change what binds or lets in. */
  #changes(reached: Reached): readonly Reached[] {
    return [...this.#departures(reached), ...this.#bucketPolicies(reached)];
  }

  #departures(reached: Reached): readonly Reached[] {
    const { snapshot, held } = reached;
    const inside = snapshot.accounts.filter(
      ({ id, parentId }) => parentId !== '' && id !== snapshot.organization.managementAccountId,
    );
    return inside.flatMap(({ id }) => {
      const own = new Map([...held].filter(([, { principal }]) => principal.accountId === id));
      const path = this.#tryAll({ snapshot, held: own }, 'organizations:LeaveOrganization', '*', id);
      if (path === undefined) return [];
      const after = afterEffect(snapshot, { kind: 'leave-organization', accountId: id });
      return [{ snapshot: after, held: through(held, path) }];
    });
  }

  #bucketPolicies(reached: Reached): readonly Reached[] {
    const { snapshot, held } = reached;
    return snapshot.logBuckets.flatMap(({ arn, accountId = '', policy }) => {
      if (policy === undefined) return [];
      const stripped = this.#tryAll(reached, 's3:DeleteBucketPolicy', arn, accountId);
      const written = this.#tryAll(reached, 's3:PutBucketPolicy', arn, accountId);
      const set = (path: Attack, fields: Readonly<Record<string, unknown>>): Reached => ({
        snapshot: afterEffect(snapshot, { kind: 'set', arn, fields }),
        held: through(held, path),
      });
      return [
        ...(stripped === undefined ? [] : [set(stripped, { policy: undefined })]),
        ...(written === undefined || JSON.stringify(policy) === JSON.stringify(forStranger(arn))
          ? []
          : [set(written, { policy: forStranger(arn) })]),
      ];
    });
  }
}

const stranger = principalOf(`arn:aws:iam::${STRANGER}:role/Plain`);

const ADMINISTRATOR = { 'iam:policyarn': 'arn:aws:iam::aws:policy/AdministratorAccess' };

const keyOf = ({ arn, tags }: Principal): string => `${arn} ${JSON.stringify(tags)}`;

function tagging(tags: Principal['tags']): Request['context'] {
  const named = Object.entries(tags).map(([key, value]) => [`aws:requesttag/${key}`, value] as const);
  return { ...Object.fromEntries(named), 'aws:tagkeys': Object.keys(tags) };
}

/** Every holding is preceded by the calls that changed the organization. */
const through = (held: ReadonlyMap<string, Holding>, path: Attack): ReadonlyMap<string, Holding> =>
  new Map(
    [...held].map(([key, holding]) => [
      key,
      { ...holding, path: [...path, ...holding.path.filter((call) => !path.includes(call))] },
    ]),
  );

/** The role as its account's administrators would have it: its account is trusted, or another. */
export function withRole(snapshot: Snapshot, arn: string, trusted = arn.split(':')[4] ?? ''): Snapshot {
  // A role whose trust is rewritten keeps its tags.
  const tags = snapshot.roles?.find((role) => role.arn === arn)?.tags ?? {};
  const own: Role = { arn, accountId: arn.split(':')[4] ?? '', trust: trusting(trusted), tags };
  return { ...snapshot, roles: [...(snapshot.roles ?? []).filter((role) => role.arn !== arn), own] };
}

const trusting = (accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: accountId },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
});

export const forStranger = (bucket: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${STRANGER}:root` },
      Action: 's3:*',
      Resource: [bucket, `${bucket}/*`],
    },
  ],
});
