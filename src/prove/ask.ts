import type { Because, Doubt, Reason, StatementPlace } from '../model/finding.ts';
import type { Context, ContextValue } from '../model/policy.ts';
import type { Need, Step } from '../model/technique.ts';
import { evaluate } from '../policy/index.ts';
import { type Authorization, authorizationOf } from './authorization.ts';
import { clausesFor } from './clauses.ts';
import { regionFor } from './context.ts';
import { Dimensions } from './dimensions.ts';
import { distinct } from './distinct.ts';
import { type Part, placedFor } from './part.ts';
import { type Principal, requestPrincipal } from './principal.ts';
import { bucketAt, policiesUnread, type Scene } from './scene.ts';
import { core, type Domains, type Mode, solve } from './solve.ts';

/** A concrete request that passes. */
export interface Witness {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly because: Because;
  readonly spared: readonly StatementPlace[];
}

export type Answer =
  | { readonly kind: 'allowed'; readonly witnesses: readonly Witness[] }
  /** `whoever`: no statement about it tests who asks, beyond the account and whether it is root. */
  | { readonly kind: 'denied'; readonly reasons: readonly Reason[]; readonly whoever: boolean }
  /** With the request that would pass if the doubts were decided for the attacker. */
  | { readonly kind: 'unknown'; readonly doubts: readonly Doubt[]; readonly witnesses: readonly Witness[] };

/** Whether this principal can make the call: in some circumstances that it can choose. */
export function ask(scene: Scene, principal: Principal, step: Step): Answer {
  const answer = askNeeds(scene, principal, step, step.needs);
  if (answer.kind === 'denied' || step.perhaps === undefined) return answer;
  const also = askNeeds(scene, principal, step, [...step.needs, ...step.perhaps]);
  if (also.kind !== 'denied') return answer;
  return { kind: 'unknown', doubts: [{ kind: 'unverified' }], witnesses: answer.witnesses };
}

function askNeeds(scene: Scene, principal: Principal, step: Step, needs: readonly Need[]): Answer {
  const dimensions = new Dimensions(scene.readAt);
  const parts = needs.map((need, index) => partOf(scene, principal, step, need, index));
  for (const part of parts) dimensions.prepare(part);
  const start = dimensions.domains();
  const clauses = parts.flatMap((part) => clausesFor(part, dimensions));
  const unread = unreadIn(scene, parts);
  const sure = unread.length === 0 ? solve(clauses, start, 'sure') : { kind: 'none' as const };
  if (sure.kind === 'found') return confirmed(parts, dimensions, sure.domains, 'sure', []);
  const maybe = solve(clauses, start, 'maybe');
  if (maybe.kind === 'found') {
    return confirmed(parts, dimensions, maybe.domains, 'maybe', [...unread, ...maybe.doubts]);
  }
  const stopping = maybe.kind === 'none' ? core(clauses, start) : [];
  // What stops the call stops it whatever values were not looked at.
  const certain = stopping.every(({ complete }) => complete);
  if (maybe.kind === 'none' && certain) {
    const reasons = stopping.map(({ reason }) => reason);
    return { kind: 'denied', reasons, whoever: !parts.some(testsPrincipal) };
  }
  return { kind: 'unknown', doubts: [{ kind: 'too-large' }], witnesses: [] };
}

function partOf(scene: Scene, principal: Principal, step: Step, need: Need, index: number): Part {
  const action = need.action.toLowerCase();
  const resourceAccount = accountOf(scene, principal, need);
  const region = regionFor(scene, action, need.resource, step.region);
  const question = { scene, principal, need, action, resourceAccount, region };
  const authorization = authorizationOf(scene, principal, need, action, resourceAccount);
  return { index, question, authorization, statements: placedFor(authorization, question) };
}

/** Whose resource it is; the caller's where nothing tells, as for `*`. */
export function accountOf(scene: Scene, principal: Principal, { resource, serviceGrants }: Need): string {
  if (serviceGrants) return '';
  const [, , , , account = ''] = resource.split(':');
  if (/^\d{12}$/.test(account)) return account;
  return bucketAt(scene, resource)?.accountId ?? principal.accountId;
}

const OF_PRINCIPAL =
  /^aws:(principalarn|principaltype|principaltag\/.*|username|userid|multifactorauthpresent)$/;

function testsPrincipal({ statements, question }: Part): boolean {
  if (question.principal.own !== undefined) return true;
  return statements.some(
    ({ statement, place }) =>
      (place.layer === 'resource' && namesSomebody(statement)) ||
      statement.resourceVariables.some(isOfPrincipal) ||
      statement.conditions.some(({ key, variables }) => [key, ...variables].some(isOfPrincipal)),
  );
}

const isOfPrincipal = (key: string): boolean => OF_PRINCIPAL.test(key);

const namesSomebody = ({ written }: Part['statements'][number]['statement']): boolean =>
  written.NotPrincipal !== undefined ||
  /:(role|user|assumed-role|federated-user)\//.test(JSON.stringify(written.Principal));

function unreadIn(scene: Scene, parts: readonly Part[]): readonly Doubt[] {
  const organization = policiesUnread(scene);
  const bound = parts.some(({ authorization }) => authorization.scps !== undefined);
  return [
    ...(organization !== undefined && bound ? [{ kind: 'unread' as const, ...organization }] : []),
    ...parts.flatMap(({ authorization: { unread } }) =>
      unread === undefined ? [] : [{ kind: 'unread' as const, ...unread }],
    ),
  ];
}

/** The request is run through `evaluate`: what that refuses is no Witness. */
function confirmed(
  parts: readonly Part[],
  dimensions: Dimensions,
  domains: Domains,
  mode: Mode,
  doubts: readonly Doubt[],
): Answer {
  const witnesses = parts.map((part) => witnessOf(part, dimensions.choose(part, domains)));
  if (mode === 'maybe') return { kind: 'unknown', doubts: distinct(doubts), witnesses };
  const refused = parts.some((part, at) => !passes(part.authorization, part, witnesses[at] as Witness));
  return refused
    ? { kind: 'unknown', doubts: [{ kind: 'assumption', assumption: 'evaluation-differs' }], witnesses }
    : { kind: 'allowed', witnesses };
}

interface Chosen {
  readonly resource: string;
  readonly context: readonly (readonly [name: string, value: ContextValue])[];
}

function witnessOf(part: Part, { resource, context }: Chosen): Witness {
  const { question, authorization } = part;
  const spared = sparedBy(part);
  const bound = authorization.scps !== undefined || authorization.rcps.length > 0;
  const outside =
    question.resourceAccount !== '' && question.resourceAccount !== question.principal.accountId;
  return {
    principal: question.principal,
    action: question.need.action,
    resource,
    context: Object.fromEntries([...Object.entries(question.need.context ?? {}), ...context]),
    because:
      spared.length > 0
        ? 'spared'
        : outside && authorization.scps === undefined
          ? 'granted-outside'
          : bound
            ? 'no-statement'
            : 'unbound',
    spared,
  };
}

/** Statements that deny the action, of policies that the attacker cannot write, and do not hold here. */
const sparedBy = ({ statements }: Part): readonly StatementPlace[] =>
  statements.flatMap(({ statement, place }) =>
    statement.compiled.effect === 'Deny' && (place.layer === 'scp' || place.layer === 'rcp') ? [place] : [],
  );

function passes(
  { scps, rcps, resourcePolicies, grants, identity, boundary }: Authorization,
  { question }: Part,
  { action, resource, context }: Witness,
): boolean {
  const decision = evaluate({
    request: {
      principal: requestPrincipal(question.principal),
      action,
      resource,
      resourceAccount: question.resourceAccount,
      context,
    },
    identityPolicies: identity,
    permissionBoundaries: boundary,
    resourcePolicies,
    grants,
    scps: scps?.map(({ policies }) => policies),
    rcps: rcps.map(({ policies }) => policies),
  });
  return decision.decision === 'allowed';
}
