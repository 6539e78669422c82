import { afterEffect, type Effect } from '../../src/model/effect.ts';
import type { Exemption } from '../../src/model/exemption.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import {
  type AttackTarget,
  type Need,
  OUTSIDER_ACCOUNT,
  type Step,
  type Technique,
} from '../../src/model/technique.ts';
import { evaluate } from '../../src/policy/index.ts';
import { contextsFor, isExempt, namesIn, principalOf, statementsIn } from './candidates.ts';
import type { Values } from './condition.ts';
import type { Principal } from './decide.ts';
import { evaluateInput } from './evaluate-input.ts';
import { arnLike, fillings } from './patterns.ts';

/** A call of a way, in the organization as the calls before left it. */
interface Call {
  readonly step: Step;
  readonly snapshot: Snapshot;
}
type Way = readonly Call[];

/** What a finding is about, as the calls that somebody would make. */
export interface Attempt {
  readonly snapshot: Snapshot;
  readonly finding: Finding;
  readonly ways: readonly Way[];
}

/** The attempts that findings of a technique are about. Findings about an exemption do not name its principal. */
export const attemptOf = (technique: Technique, snapshot: Snapshot, finding: Finding): Attempt => ({
  snapshot,
  finding,
  ways: waysOf(technique, snapshot, finding),
});

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

/** A number from 0 to below 1, from a seed: mulberry32. Millions of requests are drawn, and none has to be shrunk. */
type Draw = () => number;

function drawing(seed: number): Draw {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const oneOf = <T>(draw: Draw, all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T;

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+=,.@-';

function word(draw: Draw): string {
  let made = '';
  for (let left = 1 + Math.floor(draw() * 8); left > 0; left -= 1)
    made += LETTERS.charAt(Math.floor(draw() * LETTERS.length));
  return made;
}

const words = (draw: Draw, most: number): string =>
  Array.from({ length: 1 + Math.floor(draw() * most) }, () => word(draw)).join('/');

/** Whoever makes a call: anybody of the account whom no policy exempts, by a name that policies know or any other. */
function principals({ step, snapshot }: Call, { actor }: Finding): ((draw: Draw) => Principal) | undefined {
  const { as } = step;
  if (as?.kind === 'root-session') {
    const root: Principal = { ...principalOf(`arn:aws:iam::${as.accountId}:root`), kind: 'root-session' };
    return () => root;
  }
  if (as?.kind === 'role') {
    const role = principalOf(as.arn);
    return () => role;
  }
  const account = as?.kind === 'outsider' ? OUTSIDER_ACCOUNT : actor.accountId;
  if (as?.kind === 'other-member' && as.accountId === account) return undefined;
  const elsewhere = as?.kind === 'outsider' || as?.kind === 'other-member';
  if (as !== undefined && !elsewhere && as.accountId !== account) return undefined;
  const arn = (rest: string): string => `arn:${snapshot.partition}:iam::${account}:${rest}`;
  const isRootToo = actor.kind !== 'admin' && step.operation !== 'sts:AssumeRole';
  const root = principalOf(arn('root'));
  if (as?.kind === 'root') return isRootToo ? () => root : undefined;
  const statements = statementsIn(snapshot);
  const named = namesIn(statements, account)
    .filter((one) => !isExempt(statements, one))
    .map((one) => principalOf(one));
  const known = isRootToo ? [...named, root] : named;
  return (draw) => {
    if (draw() < 0.5) return oneOf(draw, known);
    const made = arn(`${oneOf(draw, ['role', 'user'])}/${words(draw, 3)}`);
    return isExempt(statements, made) ? oneOf(draw, known) : principalOf(made);
  };
}

const EXTRA = ['aws:sourceip', 'aws:multifactorauthpresent', 'aws:sourcevpce', 'aws:useragent'];
const VALUES = ['203.0.113.7', '192.0.2.1', 'true', 'false', 'else'];

/** Contexts that the policies know, with whatever else a caller may add. */
function contexts({ snapshot, step }: Call): (draw: Draw) => Values {
  const known = step.needs.flatMap(({ action }) => contextsFor(statementsIn(snapshot), action));
  return (draw) => {
    if (draw() < 0.5) return oneOf(draw, known);
    return { [oneOf(draw, EXTRA)]: oneOf(draw, VALUES), ...oneOf(draw, known) };
  };
}

type Asked = Parameters<typeof evaluateInput>[1];

/** Every permission of a call, asked for by one principal in one context; `undefined`: it is nobody's to make. */
function requestsOf(call: Call, finding: Finding): ((draw: Draw) => readonly Asked[]) | undefined {
  const { step, snapshot } = call;
  const who = principals(call, finding);
  if (who === undefined) return undefined;
  const where = contexts(call);
  const needs = step.needs.map((need) => ({ ...need, context: fixed(need) }));
  return (draw) => {
    const principal = who(draw);
    const context = where(draw);
    return needs.map(({ action, resource: first, anyUnder, serviceGrants, context: own }) => {
      const resource = anyUnder === undefined || draw() < 0.5 ? first : anyUnder + words(draw, 4);
      const resourceAccount = serviceGrants ? principal.accountId : accountOf(snapshot, resource, principal);
      return { principal, action, resource, resourceAccount, context: { ...context, ...own } };
    });
  };
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

/** Carries the attack out with random requests, in any of its ways: those that all pass, if there are any. */
export function passing(
  { finding, ways }: Attempt,
  requests: number,
  seed: number,
): readonly (readonly Asked[])[] | undefined {
  const draw = drawing(seed);
  const open = ways.flatMap((way) => {
    const calls = way.map((call) => ({ ...call, asking: requestsOf(call, finding) }));
    return calls.some(({ asking }) => asking === undefined) ? [] : [calls];
  });
  for (const calls of open) {
    for (let run = 0; run < requests / open.length; run += 1) {
      const passed: (readonly Asked[])[] = [];
      for (const { snapshot, asking } of calls) {
        const asked = asking?.(draw) ?? [];
        if (asked.some((one) => evaluate(evaluateInput(snapshot, one)).decision !== 'allowed')) break;
        passed.push(asked);
      }
      if (passed.length === calls.length) return passed;
    }
  }
  return undefined;
}
