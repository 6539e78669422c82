import { type Exemption, exemptionsOf } from '../../model/exemption.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Technique } from '../../model/technique.ts';
import { paired, serviceOf } from '../prove/changes.ts';
import { generalized } from '../prove/fixes.ts';
import { attached } from './attach.ts';
import { countsIn, isOpen, type Judged, proved } from './judge.ts';
import { fits } from './names-in-texts/fitting.ts';

/** What a policy would have to deny to everybody: each of the actions on each of the resources. */
export interface ClosingStatement {
  readonly policyType: 'scp' | 'rcp';
  /** The service; of leaving the organization and closing an account: `organizations`. */
  readonly about: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface Closing {
  readonly statements: readonly ClosingStatement[];
  /** Attacks that are open even so: judged anew, with the statements at the root. */
  readonly left: number;
}

/** A way that is closed may leave another: each round closes what the one before left. */
const ROUNDS = 6;

/**
 * Statements that close what is open, judged anew with them at the root. Which calls an attack has is found out where
 * nothing is denied yet: policies with many conditions take long to judge.
 */
export function closingStatements(
  { bareWorld, bare, worlds, findings }: Judged,
  techniques: readonly Technique[],
): Closing {
  const counting = new Set(techniques.filter((one) => countsIn(one, bare)).map(({ id }) => id));
  const openIn = (all: readonly Finding[]) =>
    all.filter(({ technique, verdict }) => counting.has(technique) && isOpen(verdict));
  let open = openIn(findings.map(generalized(worlds[0] ?? bareWorld)));
  if (open.length === 0) return { statements: [], left: 0 };
  const calls = callsOf(bareWorld, openIn(bare.map(generalized(bareWorld))), techniques);
  const denied = new Denied(exemptionsOf(worlds[0] ?? bareWorld));
  const left = new Set<string>();
  // A Deny more opens nothing: what is closed stays closed.
  const first = idsOf(open);
  for (const world of worlds) {
    let only = first;
    for (let round = 0; round < ROUNDS; round += 1) {
      const fixes = open.flatMap((one) => [
        ...(isOpen(one.direct) ? (calls.get(one.technique) ?? []) : []),
        ...fixOf(one),
      ]);
      if (open.length > 0 && !denied.add(fixes)) break;
      open = openIn(judged(attached(world, policiesOf(denied.statements)), techniques, only));
      only = idsOf(open);
      if (open.length === 0) break;
    }
    for (const { technique } of open) left.add(technique);
    open = [];
  }
  return { statements: denied.statements, left: left.size };
}

const idsOf = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ technique }) => technique));

/** With fixes in the terms of a policy: what an attacker makes up stands for any. */
const judged = (
  world: Snapshot,
  techniques: readonly Technique[],
  only: ReadonlySet<string>,
): readonly Finding[] => proved(world, techniques, { only }).map(generalized(world));

type Deny = Extract<Fix, { kind: 'deny' }>;

const fixOf = ({ fix }: Finding): readonly Deny[] => (fix?.kind === 'deny' ? [fix] : []);

/** All that has to be denied before none of an attack's own ways is left. */
function callsOf(
  world: Snapshot,
  first: readonly Finding[],
  techniques: readonly Technique[],
): ReadonlyMap<string, readonly Deny[]> {
  const calls = new Map<string, readonly Deny[]>();
  const denied = new Denied([]);
  let open = first;
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    for (const one of open)
      if (isOpen(one.direct)) calls.set(one.technique, [...(calls.get(one.technique) ?? []), ...fixOf(one)]);
    if (!denied.add(open.flatMap(fixOf))) break;
    const guarded = attached(world, policiesOf(denied.statements));
    open = judged(guarded, techniques, idsOf(open)).filter(({ verdict }) => isOpen(verdict));
  }
  return calls;
}

/** What is denied to everybody: actions on their own resources, gathered by what a policy is about. */
class Denied {
  readonly #gathered = new Map<string, Map<string, readonly [action: string, resource: string]>>();
  readonly #exempted: readonly string[];

  constructor(exemptions: readonly Exemption[]) {
    this.#exempted = exemptions.flatMap(({ kind, value }) => (kind === 'principal' ? [value] : []));
  }

  /** Answers whether anything is new. */
  add(fixes: readonly Deny[]): boolean {
    const before = this.#size;
    for (const fix of fixes) {
      const key = statementKey(fix);
      const pairs = this.#gathered.get(key) ?? new Map();
      this.#gathered.set(key, pairs);
      const resources = fix.resources.flatMap((resource) => this.#named(resource));
      for (const action of fix.actions)
        for (const resource of resources) pairs.set(`${action} ${resource}`, [action, resource]);
    }
    return this.#size > before;
  }

  /** A role or user by every exemption that it would bear; where none names it, it is one of many. */
  #named(resource: string): readonly string[] {
    const kind = /^arn:[^:]*:iam::[^:]*:(role|user)\//.exec(resource)?.[1];
    if (kind === undefined) return [everywhere(resource)];
    const patterns = this.#exempted.filter((pattern) => fits(pattern, resource));
    return patterns.length > 0 ? patterns : [`arn:${resource.split(':')[1]}:iam::*:${kind}/*`];
  }

  get #size(): number {
    return [...this.#gathered.values()].reduce((sum, pairs) => sum + pairs.size, 0);
  }

  get statements(): readonly ClosingStatement[] {
    return [...this.#gathered].flatMap(([key, pairs]) => {
      const [policyType, about] = JSON.parse(key) as ['scp' | 'rcp', string];
      return paired([...pairs.values()]).map((statement) => ({ policyType, about, ...statement }));
    });
  }
}

/** What is about one service belongs together. */
export function statementKey({
  policyType,
  actions: [action = ''],
}: {
  readonly policyType: string;
  readonly actions: readonly string[];
}): string {
  return JSON.stringify([policyType, serviceOf(action)]);
}

/** Services write into the bucket, and no service control policy binds them; a resource control policy does. */
const policiesOf = (statements: readonly ClosingStatement[]) =>
  (['scp', 'rcp'] as const).flatMap((kind) => {
    const Statement = statements
      .filter(({ policyType }) => policyType === kind)
      .map(
        ({ actions, resources }): PolicyStatement => ({
          Effect: 'Deny',
          Action: actions,
          Resource: resources,
          ...(kind === 'scp'
            ? {}
            : { Principal: '*', Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }),
        }),
      );
    const document = { Version: '2012-10-17', Statement } as const;
    return Statement.length === 0 ? [] : [{ name: `closing ${kind}`, kind, document }];
  });

/** The resource as a policy of all accounts names it. */
function everywhere(resource: string): string {
  const [, partition, service = '', , account, ...rest] = resource.split(':');
  if (/^(?:organizations|account)$/.test(service) || resource === '*') return '*';
  const name = rest.join(':');
  if (service === 's3' && resource.includes(':::')) {
    const [bucket] = name.split('/');
    return name.includes('/') ? `arn:${partition}:s3:::${bucket}/*` : resource;
  }
  if (service === 'kms') return resource;
  // An attacker names them at will. Those of other accounts reach no bucket of this one unless it lets them in.
  if (name.startsWith('accesspoint/')) return `arn:${partition}:s3:*:${account}:accesspoint/*`;
  return `arn:${partition}:${service}:*:*:${name}`;
}
