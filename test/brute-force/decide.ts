import { many, type PolicyDocument, type PolicyStatement } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { conditionsHold, filledIn, type Values } from './condition.ts';
import { covers, like, likeAnyCase } from './patterns.ts';

export interface Principal {
  readonly arn: string;
  readonly accountId: string;
  readonly kind: 'role' | 'user' | 'root' | 'outsider' | 'root-session';
  readonly tags: Readonly<Record<string, string>>;
}

export interface Request {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  /** Keys in lower case, those alone that the caller chooses. */
  readonly context: Values;
}

/**
 * Whether AWS would allow the request, by the plainest reading of its documentation, for a caller whose identity
 * policies allow everything. Where the documentation is silent the attacker gets the benefit.
 */
export function allowed(snapshot: Snapshot, request: Request): boolean {
  const values = valuesOf(snapshot, request);
  const scps = levels(snapshot, request.principal.accountId, 'scp');
  if (scps !== undefined) {
    if (scps.some((level) => level.some((document) => denies(document, request, values, false))))
      return false;
    if (!scps.every((level) => level.some((document) => allows(document, request, values, false))))
      return false;
  }
  if (hasRcps(request.action)) {
    const rcps = levels(snapshot, request.resourceAccount, 'rcp') ?? [];
    if (rcps.flat().some((document) => denies(document, request, values, true))) return false;
  }
  return byResource(snapshot, request, values);
}

const hasRcps = (action: string): boolean => /^(s3|kms|sts|logs|sqs|secretsmanager):/.test(action);
const TYPES = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' };

/** Root first; `undefined`: not bound. */
export function levels(
  snapshot: Snapshot,
  accountId: string,
  kind: 'scp' | 'rcp',
): readonly (readonly PolicyDocument[])[] | undefined {
  const { organization, policies } = snapshot;
  const path = pathOf(snapshot, accountId);
  if (path.length === 0 || accountId === organization.managementAccountId) return undefined;
  if (!organization.policyTypes.includes(TYPES[kind])) return undefined;
  return [...path, accountId].map((target) =>
    policies
      .filter((policy) => policy.kind === kind && policy.targets.includes(target))
      .map(({ document }) => document),
  );
}

/** From the root to the unit of the account; empty outside the organization. */
function pathOf(snapshot: Snapshot, accountId: string): readonly string[] {
  const path: string[] = [];
  let at = snapshot.accounts.find(({ id }) => id === accountId)?.parentId ?? '';
  while (at !== '' && !path.includes(at)) {
    path.unshift(at);
    at = snapshot.organizationalUnits.find(({ id }) => id === at)?.parentId ?? '';
  }
  return path;
}

export function valuesOf(
  snapshot: Snapshot,
  { principal, resource, resourceAccount, context }: Request,
): Values {
  const { id } = snapshot.organization;
  const own = pathOf(snapshot, principal.accountId);
  const theirs = pathOf(snapshot, resourceAccount);
  const inside = (path: readonly string[]) => `${[id, ...path].join('/')}/`;
  const key = snapshot.keys?.find(({ arn }) => arn === resource);
  return {
    ...context,
    'aws:principalarn': principal.arn,
    'aws:principalaccount': principal.accountId,
    'aws:principaltype': {
      root: 'Account',
      'root-session': 'Account',
      user: 'User',
      role: 'AssumedRole',
      outsider: 'AssumedRole',
    }[principal.kind],
    'aws:principalisawsservice': 'false',
    ...(principal.kind === 'user' && { 'aws:username': principal.arn.split('/').at(-1) ?? '' }),
    'aws:resourceaccount': resourceAccount,
    ...(principal.kind === 'root-session' && { 'aws:assumedroot': 'true' }),
    ...(own.length > 0 && { 'aws:principalorgid': id, 'aws:principalorgpaths': [inside(own)] }),
    ...(theirs.length > 0 && { 'aws:resourceorgid': id, 'aws:resourceorgpaths': [inside(theirs)] }),
    ...(key?.aliases?.length && { 'kms:resourcealiases': key.aliases }),
    ...tagged('aws:principaltag', principal.tags),
    ...tagged('aws:resourcetag', key?.tags ?? {}),
  };
}

const tagged = (key: string, tags: Principal['tags']): Values =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`.toLowerCase(), value]));

/** Statements of an effect that are about the request, as far as it is certain (Deny) or possible (Allow). */
function concerns(statement: PolicyStatement, request: Request, values: Values, named: boolean): boolean {
  const benefit = statement.Effect === 'Allow';
  const settle = (answer: boolean | 'open') => (answer === 'open' ? benefit : answer);
  const { Action, NotAction, Resource, NotResource } = statement;
  const hit = many(Action ?? NotAction ?? []).some((pattern) => likeAnyCase(pattern, request.action));
  if (hit === (Action === undefined)) return false;
  const where = many(Resource ?? NotResource ?? '*').map((pattern) => {
    const filled = filledIn(pattern, values);
    return filled === undefined ? 'open' : covers(filled, request.resource);
  });
  const covered = where.includes(true) ? true : where.includes('open') ? 'open' : false;
  if (!(covered === 'open' ? benefit : covered === (NotResource === undefined))) return false;
  if (named && !names(statement, request.principal)) return false;
  return settle(conditionsHold(statement, values));
}

const statementsOf = (document: PolicyDocument) => many(document.Statement);

const denies = (document: PolicyDocument, request: Request, values: Values, named: boolean): boolean =>
  statementsOf(document).some(
    (statement) => statement.Effect === 'Deny' && concerns(statement, request, values, named),
  );
const allows = (document: PolicyDocument, request: Request, values: Values, named: boolean): boolean =>
  statementsOf(document).some(
    (statement) => statement.Effect === 'Allow' && concerns(statement, request, values, named),
  );

/** Whether a Principal element is about the caller: by everybody, account, or exact name. */
function names({ Principal }: PolicyStatement, { arn, accountId }: Principal): boolean {
  if (Principal === undefined) return false;
  if (Principal === '*') return true;
  return many(Principal.AWS ?? []).some(
    (name) =>
      name === '*' || name === accountId || name === arn || like(`arn:*:iam::${accountId}:root`, name),
  );
}

/** What the resource's own policy and account say, beside an identity policy that allows everything. */
function byResource(snapshot: Snapshot, request: Request, values: Values): boolean {
  const { action, resource, principal, resourceAccount } = request;
  const own = principal.accountId === resourceAccount;
  if (action.startsWith('kms:')) return byKey(snapshot, request, values, own);
  if (action === 'sts:AssumeRole' || action === 'sts:TagSession') {
    const trust = snapshot.roles?.find(({ arn }) => arn === resource)?.trust;
    if (trust === undefined || denies(trust, request, values, true)) return false;
    return allows(trust, request, values, true);
  }
  const bucket = snapshot.logBuckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  if (!action.startsWith('s3:') || bucket?.policy === undefined) return own;
  const ownPolicy = /^s3:(Get|Put|Delete)BucketPolicy$/.test(action);
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html: 405 for callers from another account.
  if (ownPolicy && !own) return false;
  const privileged = ownPolicy && principal.arn.endsWith(':root');
  if (!privileged && denies(bucket.policy, request, values, true)) return false;
  return own || allows(bucket.policy, request, values, true);
}

/** Managing a key does not work across accounts; without its policy even its own account has nothing. */
function byKey(snapshot: Snapshot, request: Request, values: Values, own: boolean): boolean {
  const key = snapshot.keys?.find(({ arn }) => arn === request.resource);
  if (key?.policy === undefined || !own) return false;
  return !denies(key.policy, request, values, true) && allows(key.policy, request, values, true);
}
