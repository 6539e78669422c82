import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterEffect, type Effect } from '../src/model/effect.ts';
import type { Exemption } from '../src/model/exemption.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import {
  type AttackTarget,
  type Need,
  OUTSIDER_ACCOUNT,
  type Step,
  type Technique,
} from '../src/model/technique.ts';
import { evaluate } from '../src/policy/index.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { contextsFor, isExempt, namesIn, principalOf, statementsIn } from './brute-force/candidates.ts';
import type { Values } from './brute-force/condition.ts';
import type { Principal } from './brute-force/decide.ts';
import { evaluateInput } from './brute-force/evaluate-input.ts';
import { arnLike, fillings } from './brute-force/patterns.ts';
import { worlds } from './worlds/index.ts';

const SEED = Number(process.env.PROVER_SEED ?? 20_261_102);
const REQUESTS = 2_000;

/** A call of a way, in the organization as the calls before left it. */
interface Call {
  readonly step: Step;
  readonly snapshot: Snapshot;
}
type Way = readonly Call[];

interface Attempt {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly finding: Finding;
  readonly ways: readonly Way[];
}

/** Findings about an exemption do not say which of its principals they are about. */
const isAlike = (one: Finding, other: Finding): boolean =>
  one.target === other.target &&
  one.actor.kind === other.actor.kind &&
  one.actor.accountId === other.actor.accountId;

/** By policies: what a service or a lock refuses, no request would tell. */
const isBlocked = ({ verdict, proof }: Finding): boolean =>
  verdict === 'blocked' && !proof?.reasons.some(({ kind }) => kind === 'service' || kind === 'immutable');

function waysOf(technique: Technique, snapshot: Snapshot, finding: Finding): readonly Way[] {
  return technique
    .targets(snapshot)
    .filter((target) => isTarget(target, finding))
    .flatMap((target): readonly AttackTarget[] =>
      'value' in target ? exempted(target, snapshot, finding) : [target],
    )
    .filter((target) => technique.requires?.(target, snapshot) !== false)
    .flatMap((target) => technique.ways(target, snapshot))
    .map((way) => callsOf(snapshot, way));
}

const isTarget = (target: AttackTarget, finding: Finding): boolean =>
  'bucketArn' in target ? finding.target.startsWith(`${target.bucketArn}/`) : finding.target === target.arn;

/** An exemption with principals that it lets through: any name of the attacker's account, and roles that exist. */
function exempted(exemption: Exemption, snapshot: Snapshot, { actor }: Finding): readonly Exemption[] {
  const { kind, key, value } = exemption;
  const { accountId } = actor;
  if (kind === 'tag') {
    const tags = { [key]: value.replaceAll(/[*?]/g, 'x') };
    const arn = `arn:${snapshot.partition}:iam::${accountId}:role/Plain`;
    return [{ ...exemption, principal: { arn, accountId, tags } }];
  }
  const names = namesIn(statementsIn(snapshot), accountId);
  const roles = (snapshot.roles ?? []).map(({ arn }) => arn);
  return [...new Set([...names, ...roles])]
    .filter(
      (arn) =>
        fillings(value.replaceAll('${aws:PrincipalAccount}', accountId)).includes(arn) || arnLike(value, arn),
    )
    .map((arn) => ({ ...exemption, principal: { arn, accountId: arn.split(':')[4] ?? '' } }));
}

function callsOf(start: Snapshot, way: readonly Step[]): Way {
  let snapshot = start;
  return way.map((step) => {
    const call = { step, snapshot };
    snapshot = (step.effect ?? []).reduce(afterCall, snapshot);
    return call;
  });
}

/** A role that is made has the trust policy that it is given. */
function afterCall(snapshot: Snapshot, effect: Effect): Snapshot {
  const { roles = [] } = snapshot;
  if (effect.kind !== 'set' || !effect.arn.includes(':role/') || roles.some(({ arn }) => arn === effect.arn))
    return afterEffect(snapshot, effect);
  const made = {
    arn: effect.arn,
    accountId: effect.arn.split(':')[4] ?? '',
    trust: { Version: '2012-10-17', Statement: [] },
  };
  return afterEffect({ ...snapshot, roles: [...roles, made] } as Snapshot, effect);
}

const letters = fc.stringMatching(/^[\w+=,.@-]{1,12}$/);

/** Whoever makes a call: anybody of the account whom no policy exempts, by a name that policies know or any other. */
function principals({ step, snapshot }: Call, { actor }: Finding): fc.Arbitrary<Principal> | undefined {
  const { as } = step;
  if (as?.kind === 'root-session')
    return fc.constant({ ...principalOf(`arn:aws:iam::${as.accountId}:root`), kind: 'root-session' });
  if (as?.kind === 'role') return fc.constant(principalOf(as.arn));
  const account = as?.kind === 'outsider' ? OUTSIDER_ACCOUNT : actor.accountId;
  if (as !== undefined && as.kind !== 'outsider' && as.accountId !== account) return undefined;
  const statements = statementsIn(snapshot);
  const arn = (rest: string): string => `arn:${snapshot.partition}:iam::${account}:${rest}`;
  const isRootToo = actor.kind !== 'admin' && step.operation !== 'sts:AssumeRole';
  if (as?.kind === 'root') return isRootToo ? fc.constant(principalOf(arn('root'))) : undefined;
  const named = [
    ...namesIn(statements, account).filter((one) => !isExempt(statements, one)),
    ...(isRootToo ? [arn('root')] : []),
  ];
  const made = fc
    .tuple(fc.constantFrom('role', 'user'), fc.array(letters, { minLength: 1, maxLength: 3 }))
    .map(([kind, parts]) => arn([kind, ...parts].join('/')))
    .filter((one) => !isExempt(statements, one));
  return fc.oneof(fc.constantFrom(...named), made).map((one) => principalOf(one));
}

/** Contexts that the policies know, with whatever else a caller may add. */
function contexts({ snapshot, step }: Call): fc.Arbitrary<Values> {
  const extra = fc.dictionary(
    fc.constantFrom('aws:sourceip', 'aws:multifactorauthpresent', 'aws:sourcevpce', 'aws:useragent'),
    fc.constantFrom('203.0.113.7', '192.0.2.1', 'true', 'false', 'else'),
  );
  const known = step.needs.flatMap(({ action }) => contextsFor(statementsIn(snapshot), action));
  return fc.tuple(extra, fc.constantFrom(...known)).map(([more, one]) => ({ ...more, ...one }));
}

function resources({ resource, anyUnder }: Need): fc.Arbitrary<string> {
  if (anyUnder === undefined) return fc.constant(resource);
  const keys = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => anyUnder + parts.join('/'));
  return fc.oneof(fc.constant(resource), keys);
}

type Asked = Parameters<typeof evaluateInput>[1];

/** Every permission of a call, asked for by one principal in one context; `undefined`: it is nobody's to make. */
function requests(call: Call, finding: Finding): fc.Arbitrary<readonly Asked[]> | undefined {
  const { step, snapshot } = call;
  const who = principals(call, finding);
  if (who === undefined) return undefined;
  return fc
    .tuple(who, contexts(call), fc.tuple(...step.needs.map(resources)))
    .map(([principal, context, chosen]) =>
      step.needs.map((need, index) => {
        const resource = chosen[index] ?? need.resource;
        return {
          principal,
          action: need.action,
          resource,
          resourceAccount: need.serviceGrants
            ? principal.accountId
            : accountOf(snapshot, resource, principal),
          context: { ...context, ...fixed(need) },
        };
      }),
    );
}

function accountOf({ logBuckets }: Snapshot, resource: string, { accountId }: Principal): string {
  const written = resource.split(':')[4] ?? '';
  if (/^\d{12}$/.test(written)) return written;
  const bucket = logBuckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  return bucket?.accountId ?? accountId;
}

const fixed = ({ context = {} }: Need): Values =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key.toLowerCase(),
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );

/** Findings of which each one that bears its name is of this kind, with the calls that they are about. */
const attemptsThat = (isMeant: (finding: Finding) => boolean): readonly Attempt[] =>
  worlds.flatMap(({ name, snapshot }) => {
    const { findings } = prove(snapshot, techniques);
    return techniques.flatMap((technique) => {
      const mine = findings.filter((finding) => finding.technique === technique.id);
      return mine
        .filter((finding) => mine.filter((one) => isAlike(one, finding)).every(isMeant))
        .map((finding) => ({ name, snapshot, finding, ways: waysOf(technique, snapshot, finding) }));
    });
  });

/** Carries the attack out with random requests, in any of its ways: those that all pass, if there are any. */
function passing({ finding, ways }: Attempt): readonly (readonly Asked[])[] | undefined {
  const open = ways.flatMap((way) => {
    const calls = way.map((call) => requests(call, finding));
    return calls.includes(undefined) ? [] : [{ way, calls: calls as fc.Arbitrary<readonly Asked[]>[] }];
  });
  for (const { way, calls } of open) {
    const isRefused = (asked: readonly (readonly Asked[])[]): boolean =>
      !asked.every((all, index) =>
        all.every(
          (one) => evaluate(evaluateInput(way[index]?.snapshot as Snapshot, one)).decision === 'allowed',
        ),
      );
    const runs = { numRuns: Math.ceil(REQUESTS / open.length), seed: SEED };
    const { counterexample } = fc.check(fc.property(fc.tuple(...calls), isRefused), runs);
    if (counterexample !== null) return counterexample[0];
  }
  return undefined;
}

describe(`random requests (PROVER_SEED=${SEED})`, () => {
  const blocked = attemptsThat(isBlocked);

  it('are tried on every technique that policies close in some world', () => {
    const tried = new Set(blocked.map(({ finding }) => finding.technique));
    expect(techniques.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([
      // Whom no policy binds.
      'cloudtrail-org-trail-stop-management',
      // No world has a log group that is guarded, or hands moving accounts to a member that is.
      'logs-delete-log-group',
      'organization-move-account',
    ]);
  });

  it.each(blocked)('never pass: $name, $finding.technique by $finding.actor.kind', (attempt) => {
    expect(passing(attempt)).toBeUndefined();
  });

  // Or else the others would say nothing.
  it('find nearly everything that is possible', () => {
    const possible = attemptsThat(({ direct }) => direct === 'possible');
    const found = possible.filter((attempt) => passing(attempt) !== undefined);
    expect(found.length / possible.length).toBeGreaterThan(0.98);
  });
});
