import { type Applied, apply, type Findings, references, type Subject } from './apply.ts';
import { grantAllows } from './grants.ts';
import { askerOf } from './principal.ts';
import { rcpApplies } from './rcp-services.ts';
import { requestContext } from './request-context.ts';
import type { Decision, EvaluateInput, Layer, PolicyInput, StatementReference } from './types.ts';

const NOTHING: Findings = { allows: [], denies: [] };
const NONE: readonly string[] = [];

/**
 * Decides one request as AWS does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * Throws IndelibleError `POLICY_UNREADABLE` for a policy that IAM would not have stored.
 */
export function evaluate(input: EvaluateInput): Decision {
  const subject = subjectOf(input);
  const layers = findingsOf(input, subject);
  const assumptions = () => (subject.assumptions.size === 0 ? NONE : [...subject.assumptions].sort());
  const denied = firstDeny(layers);
  if (denied !== undefined) return { decision: 'explicit-deny', ...denied, assumptions: assumptions() };
  const missing = missingAllow(layers);
  if (missing !== undefined) {
    return { decision: 'implicit-deny', layer: missing, statements: [], assumptions: assumptions() };
  }
  const granted = grantedBy(input, subject, layers);
  return granted.allowed
    ? {
        decision: 'allowed',
        layer: granted.layer,
        statements: granted.statements,
        assumptions: assumptions(),
      }
    : { decision: 'implicit-deny', layer: granted.layer, statements: [], assumptions: assumptions() };
}

function subjectOf({ request, permissionBoundaries }: EvaluateInput): Subject {
  const asker = askerOf(request.principal);
  const assumptions = new Set<string>();
  return {
    asker,
    action: request.action.toLowerCase(),
    resource: request.resource,
    context: requestContext(request, asker),
    assumptions,
    assume: (what) => void assumptions.add(what),
    bounded: permissionBoundaries !== undefined,
  };
}

interface Layers {
  /** One a level; `undefined` where the request is not bound. */
  readonly scps: readonly Findings[] | undefined;
  readonly rcps: readonly Findings[];
  readonly endpoint: Findings | undefined;
  readonly resource: Findings;
  readonly boundary: Findings | undefined;
  readonly session: Findings | undefined;
  readonly identity: Findings;
}

function findingsOf(input: EvaluateInput, subject: Subject): Layers {
  const { asker } = subject;
  const control = (policies: readonly PolicyInput[]) => apply(policies, subject, 'control');
  const identity = (policies: readonly PolicyInput[]) => apply(policies, subject, 'identity');
  const resource = (policies: readonly PolicyInput[]) => apply(policies, subject, 'resource');
  const person = asker.account !== undefined;
  return {
    scps: person && !asker.serviceLinked ? input.scps?.map(control) : undefined,
    rcps: !asker.serviceLinked && rcpApplies(subject.action) ? (input.rcps ?? []).map(resource) : [],
    endpoint:
      asker.kind === 'service' ? undefined : input.endpointPolicies && resource(input.endpointPolicies),
    resource: effectiveOnes(resource(input.resourcePolicies ?? []), input, subject),
    boundary:
      person && asker.kind !== 'root' && input.permissionBoundaries
        ? identity(input.permissionBoundaries)
        : undefined,
    session: input.sessionPolicy === undefined ? undefined : identity([input.sessionPolicy]),
    identity: person ? identity(input.identityPolicies ?? []) : NOTHING,
  };
}

const OWN_POLICY = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);

/**
 * The root user of the account that owns a bucket may always read, replace and delete the bucket's policy, whatever
 * that policy denies. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 * A key policy has no effect on kms:RetireGrant. https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
function effectiveOnes(found: Findings, { request }: EvaluateInput, { asker, action }: Subject): Findings {
  if (action === 'kms:retiregrant') return NOTHING;
  const privileged =
    asker.kind === 'root' && asker.account === request.resourceAccount && OWN_POLICY.has(action);
  return privileged ? { ...found, denies: [] } : found;
}

interface Denied {
  readonly layer: Layer;
  readonly statements: readonly StatementReference[];
}

/** In the order in which AWS names them: a request denied by several policies is told of one type. */
function firstDeny({
  scps,
  rcps,
  endpoint,
  resource,
  boundary,
  session,
  identity,
}: Layers): Denied | undefined {
  return (
    deniedAt('scp', scps ?? []) ??
    deniedAt('rcp', rcps) ??
    deniedBy('endpoint', endpoint) ??
    deniedBy('resource', resource) ??
    deniedBy('boundary', boundary) ??
    deniedBy('session', session) ??
    deniedBy('identity', identity)
  );
}

function deniedAt(layer: Layer, levels: readonly Findings[]): Denied | undefined {
  if (levels.every(({ denies }) => denies.length === 0)) return undefined;
  return { layer, statements: levels.flatMap(({ denies }, level) => references(layer, denies, level)) };
}

function deniedBy(layer: Layer, findings: Findings | undefined): Denied | undefined {
  if (findings === undefined || findings.denies.length === 0) return undefined;
  return { layer, statements: references(layer, findings.denies) };
}

/** Every level of the tree has to allow; an empty one allows nothing. */
function missingAllow({ scps, endpoint }: Layers): Layer | undefined {
  if (scps?.length === 0 || scps?.some(({ allows }) => allows.length === 0)) return 'scp';
  return endpoint?.allows.length === 0 ? 'endpoint' : undefined;
}

interface Granted {
  readonly allowed: boolean;
  readonly layer: Layer;
  readonly statements: readonly StatementReference[];
}

const denied = (layer: Layer): Granted => ({ allowed: false, layer, statements: [] });
const granted = (layer: Layer, allows: readonly Applied[]): Granted => ({
  allowed: true,
  layer,
  statements: references(layer, allows),
});

function grantedBy(input: EvaluateInput, subject: Subject, layers: Layers): Granted {
  const { asker, action, resource } = subject;
  const { allows } = layers.resource;
  const key = isKey(action, resource);
  if (key && grantAllows(input.grants ?? [], subject)) return granted('grant', []);
  if (asker.account === undefined) {
    const named = allows.filter(({ named }) => named === 'any' || named === 'self');
    return named.length > 0 ? granted('resource', named) : denied('resource');
  }
  const identity = byIdentity(subject, layers);
  const own = asker.account === input.request.resourceAccount || input.request.resourceAccount === '';
  if (key) return byKeyPolicy(subject, layers, identity, own);
  if (!own) return crossAccount(layers, identity);
  if (isTrust(action, resource)) return byTrust(subject, layers, identity);
  return directly(layers, identity) ?? identity;
}

/** Identity policies, within boundary and session policy. Root has full access by default. */
function byIdentity({ asker }: Subject, { identity, boundary, session }: Layers): Granted {
  if (asker.kind !== 'root' && identity.allows.length === 0) return denied('identity');
  if (boundary?.allows.length === 0) return denied('boundary');
  // A federated user has what both the user and a session policy allow: nothing where none was passed.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
  if (session === undefined ? asker.kind === 'federated' : session.allows.length === 0)
    return denied('session');
  return asker.kind === 'root' ? granted('root', []) : granted('identity', identity.allows);
}

/**
 * A resource policy of the same account that names the session, the user or everybody needs nobody else's Allow; one
 * that names the role is limited by its boundary and the session policy. `undefined`: it does not decide.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function directly({ resource, boundary, session }: Layers, identity: Granted): Granted | undefined {
  const self = resource.allows.filter(({ named }) => named === 'self' || named === 'any');
  if (self.length > 0) return granted('resource', self);
  const role = resource.allows.filter(({ named }) => named === 'role');
  if (role.length === 0 || identity.allowed) return undefined;
  if (boundary?.allows.length === 0) return denied('boundary');
  return session?.allows.length === 0 ? denied('session') : granted('resource', role);
}

/** Both sides have to allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
function crossAccount({ resource }: Layers, identity: Granted): Granted {
  if (resource.allows.length === 0) return denied('resource');
  return identity.allowed ? granted('resource', resource.allows) : identity;
}

/**
 * Whatever shapes a role's session is the trust policy's to allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
const isTrust = (action: string, resource: string): boolean =>
  action.startsWith('sts:assumerole') ||
  ((action === 'sts:tagsession' || action === 'sts:setsourceidentity') && resource.includes(':role/'));

/**
 * A role trusts nobody by default, its own account neither. Also a user whom it names needs the boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
function byTrust({ asker }: Subject, layers: Layers, identity: Granted): Granted {
  if (layers.resource.allows.length === 0) return denied('resource');
  const byName = layers.resource.allows.every(({ named }) => named !== 'any');
  if (asker.kind === 'user' && byName && layers.boundary?.allows.length === 0) return denied('boundary');
  return directly(layers, identity) ?? identity;
}

const isKey = (action: string, resource: string): boolean =>
  action.startsWith('kms:') && /^arn:[a-z0-9-]+:kms:[^:]*:[^:]*:key\//.test(resource);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html */
const ACROSS_ACCOUNTS =
  /^kms:(encrypt|decrypt|reencrypt(from|to)|generate(datakey(pair)?(withoutplaintext)?|mac)|(sign|verify|verifymac)|derivesharedsecret|creategrant|describekey|getkeyrotationstatus|getpublickey|listgrants|retiregrant|revokegrant)$/;

/**
 * A key's policy is the root of trust: without an Allow to the account, its identity policies and even its root user
 * have nothing. https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
function byKeyPolicy({ action }: Subject, layers: Layers, identity: Granted, own: boolean): Granted {
  if (!own) return ACROSS_ACCOUNTS.test(action) ? crossAccount(layers, identity) : denied('resource');
  // The account can delegate it. https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
  if (action === 'kms:retiregrant') return identity;
  if (layers.resource.allows.length === 0) return denied('resource');
  return directly(layers, identity) ?? identity;
}
