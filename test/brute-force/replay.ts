import { afterEffect } from '../../src/model/effect.ts';
import { exemptionsOf } from '../../src/model/exemption.ts';
import type { Finding, PathStep } from '../../src/model/finding.ts';
import { many } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { OWN_ACCOUNT } from './candidates.ts';
import type { Values } from './condition.ts';
import { allowed, levels, type Principal, type Request } from './decide.ts';
import { arnLike } from './patterns.ts';
import { forStranger, withRole } from './search.ts';

/** What is wrong with the path of a finding; `undefined`: every call of it is allowed, by somebody who may make it. */
export function replayProblem(snapshot: Snapshot, finding: Finding): string | undefined {
  let world = snapshot;
  const gained = new Map<string, Principal['tags']>();
  for (const step of finding.path ?? []) {
    const principal = principalOf(snapshot, step, gained);
    if (!gained.has(principal.arn) && !mayStart(snapshot, finding, principal.arn)) {
      return `nobody starts as ${principal.arn}`;
    }
    const read = snapshot.roles?.find(({ arn }) => arn === principal.arn)?.tags;
    const wrongTag = tagProblem(step, { ...read, ...gained.get(principal.arn) });
    if (wrongTag !== undefined) return wrongTag;
    const request = requestOf(world, step, principal);
    const opened = request.resource.includes(':role/') ? withOwn(world, request) : world;
    if (!allowed(opened, request)) return `denied: ${JSON.stringify(request)}`;
    world = after(world, opened, request, gained);
  }
  return undefined;
}

function principalOf(
  snapshot: Snapshot,
  { principal: arn }: PathStep,
  gained: ReadonlyMap<string, Principal['tags']>,
): Principal {
  const accountId = arn.split(':')[4] ?? '';
  const outside = !snapshot.accounts.some(({ id }) => id === accountId);
  const kind = arn.endsWith(':root')
    ? 'root'
    : arn.includes(':user/')
      ? 'user'
      : outside
        ? 'outsider'
        : 'role';
  return { arn, accountId, kind, tags: gained.get(arn) ?? {} };
}

/** Of the attacker's account and exempt by no guard, or a stranger. */
function mayStart(snapshot: Snapshot, { actor, accounts }: Finding, arn: string): boolean {
  const accountId = arn.split(':')[4] ?? '';
  if (!snapshot.accounts.some(({ id }) => id === accountId)) return true;
  if (accountId !== actor.accountId && !accounts.includes(accountId)) return false;
  if (arn.endsWith(':root')) return actor.kind !== 'admin';
  return !exemptionsOf(binding(snapshot, accountId)).some(
    ({ kind, value }) => kind === 'principal' && arnLike(value.replace(OWN_ACCOUNT, accountId), arn),
  );
}

/** Without the service control policies that do not bind the account: what they exempt it from does not count. */
function binding(snapshot: Snapshot, accountId: string): Snapshot {
  const bound = (levels(snapshot, accountId, 'scp') ?? []).flat();
  const policies = snapshot.policies.filter(
    ({ kind, document }) => kind === 'rcp' || bound.includes(document),
  );
  return { ...snapshot, policies };
}

const PRINCIPAL_TAG = 'aws:principaltag/';

/** Tags that the path claims and no call of it has given. */
function tagProblem({ context, principal }: PathStep, tags: Principal['tags']): string | undefined {
  const wrong = Object.entries(context).find(([key, value]) => {
    const name = key.toLowerCase();
    return name.startsWith(PRINCIPAL_TAG) && tags[name.slice(PRINCIPAL_TAG.length)] !== value;
  });
  return wrong && `${principal} has no tag ${wrong[0]}=${String(wrong[1])}`;
}

function requestOf(
  snapshot: Snapshot,
  { action, resource, context }: PathStep,
  principal: Principal,
): Request {
  const chosen = Object.entries(context)
    .map(
      ([key, value]) =>
        [key.toLowerCase(), Array.isArray(value) ? value.map(String) : String(value)] as const,
    )
    .filter(([key]) => !key.startsWith(PRINCIPAL_TAG));
  const bucket = snapshot.logBuckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  const anywhere = resource === '*' || action.startsWith('organizations:') || action.startsWith('account:');
  return {
    principal,
    action,
    resource,
    resourceAccount: anywhere ? principal.accountId : (bucket?.accountId ?? resource.split(':')[4] ?? ''),
    context: Object.fromEntries(chosen) as Values,
  };
}

/** An ordinary role of the caller's account is there, and trusts as the caller likes. */
function withOwn(snapshot: Snapshot, { resource, principal, action }: Request): Snapshot {
  const known = snapshot.roles?.some(({ arn }) => arn === resource) ?? false;
  return known || !action.startsWith('sts:') || resource.split(':')[4] !== principal.accountId
    ? snapshot
    : withRole(snapshot, resource, '*');
}

/** What the call changes; whom the attacker can be from then on. */
function after(
  world: Snapshot,
  opened: Snapshot,
  { action, resource, principal, context }: Request,
  gained: Map<string, Principal['tags']>,
): Snapshot {
  const tags = tagsOf(context);
  switch (action) {
    case 's3:DeleteBucketPolicy':
      return afterEffect(world, { kind: 'set', arn: resource, fields: { policy: undefined } });
    case 's3:PutBucketPolicy':
      return afterEffect(world, { kind: 'set', arn: resource, fields: { policy: forStranger(resource) } });
    case 'organizations:LeaveOrganization':
    case 'organizations:AcceptHandshake':
      return afterEffect(world, { kind: 'leave-organization', accountId: principal.accountId });
    case 'kms:DeleteAlias':
      return resource.includes(':key/')
        ? afterEffect(world, { kind: 'set', arn: resource, fields: { aliases: [] } })
        : world;
    case 'iam:CreateRole':
    case 'iam:UpdateAssumeRolePolicy':
      return withRole(world, resource, '*');
    case 'iam:TagRole':
    case 'iam:TagUser':
      gained.set(resource, { ...gained.get(resource), ...tags });
      return world;
    case 'sts:AssumeRole':
    case 'sts:TagSession':
    case 'iam:CreateAccessKey':
    case 'iam:PassRole':
      gained.set(resource, { ...roleTags(opened, resource), ...gained.get(resource), ...tags });
      return world;
    default:
      return world;
  }
}

const roleTags = (snapshot: Snapshot, arn: string): Principal['tags'] =>
  snapshot.roles?.find((role) => role.arn === arn)?.tags ?? {};

const REQUEST_TAG = 'aws:requesttag/';

const tagsOf = (context: Values): Principal['tags'] =>
  Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => key.startsWith(REQUEST_TAG))
      .map(([key, value]) => [key.slice(REQUEST_TAG.length), many(value)[0] ?? '']),
  );
