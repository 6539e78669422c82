import type { Doubt, Reason, StatementPlace } from '../model/finding.ts';
import { isTrust } from './authorization.ts';
import { type Dimensions, resourceDimension } from './dimensions.ts';
import type { Part, Placed } from './part.ts';
import { isRoot } from './principal.ts';
import { policiesUnread } from './scene.ts';
import type { Clause, Literal, Option } from './solve.ts';
import type { Condition, Statement } from './statement.ts';

/** What has to hold for the attacker to have this permission. */
export function clausesFor(part: Part, dimensions: Dimensions): readonly Clause[] {
  return [
    ...levelClauses(part, dimensions),
    ...part.statements.flatMap((placed) => denyClause(part, placed, dimensions) ?? []),
    ...grantClauses(part, dimensions),
  ];
}

/** Every level of the tree has to allow. */
function levelClauses(part: Part, dimensions: Dimensions): readonly Clause[] {
  const { scps } = part.authorization;
  // What could not be read may hold the Allow that is missing.
  if (scps === undefined || policiesUnread(part.question.scene) !== undefined) return [];
  return scps.map(({ target }) => ({
    ...allowsAt(part, 'scp', dimensions, target),
    reason: { kind: 'scp-not-allowed', attachedTo: target },
  }));
}

/** The options that Allow statements make. */
function allowsAt(
  part: Part,
  layer: StatementPlace['layer'],
  dimensions: Dimensions,
  attachedTo?: string,
): Pick<Clause, 'options' | 'complete'> {
  const all = part.statements
    .filter(
      ({ statement, place }) =>
        place.layer === layer &&
        (attachedTo === undefined || place.attachedTo === attachedTo) &&
        statement.compiled.effect === 'Allow',
    )
    .map((placed) => literalsOf(part, placed, dimensions));
  return {
    options: all.flatMap((literals) => {
      const option = optionOf(literals);
      return option === undefined ? [] : [option];
    }),
    complete: all.every((literals) => literals.every(({ complete }) => complete)),
  };
}

/** Without literals that hold anyway; `undefined` where one never does. */
function optionOf(literals: readonly Literal[]): Option | undefined {
  if (literals.some(({ maybe }) => maybe === 0n)) return undefined;
  return literals.filter(({ dimension, sure }) => dimension !== CONSTANT || sure === 0n);
}

/** One of the statement's tests has to fail; `undefined` where one does whatever the attacker chooses. */
function denyClause(part: Part, placed: Placed, dimensions: Dimensions): Clause | undefined {
  if (placed.statement.compiled.effect !== 'Deny' || isOverridden(part, placed)) return undefined;
  const literals = literalsOf(part, placed, dimensions);
  if (literals.some(({ dimension, sure }) => dimension === CONSTANT && sure !== 0n)) return undefined;
  return {
    options: literals.filter(({ maybe }) => maybe !== 0n).map((literal) => [literal]),
    reason: { kind: 'statement', ...placed.place },
    complete: literals.every(({ complete }) => complete),
  };
}

const OWN_POLICY = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);

/**
 * The root user of the account that owns a bucket may always read, replace and delete its policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
function isOverridden({ question }: Part, { place }: Placed): boolean {
  const { principal, resourceAccount, action } = question;
  if (place.layer !== 'resource') return false;
  return isRoot(principal) && principal.accountId === resourceAccount && OWN_POLICY.has(action);
}

/** A literal that no choice of the attacker changes. */
const CONSTANT = '';

const constant = (serves: boolean, doubt?: Doubt): Literal => ({
  dimension: CONSTANT,
  sure: serves && doubt === undefined ? 1n : 0n,
  maybe: serves ? 1n : 0n,
  doubts: doubt === undefined ? [] : [doubt],
  complete: true,
});

/** The tests of a statement: of an Allow that they hold, of a Deny that they do not. */
function literalsOf(part: Part, placed: Placed, dimensions: Dimensions): readonly Literal[] {
  const { statement } = placed;
  return [
    ...(placed.place.layer === 'resource' ? [principalLiteral(part, statement, dimensions)] : []),
    resourceLiteral(part, placed, dimensions),
    ...statement.conditions.map((condition) => conditionLiteral(part, placed, condition, dimensions)),
  ];
}

const serves = (statement: Statement, holds: boolean): boolean =>
  statement.compiled.effect === 'Allow' ? holds : !holds;

function principalLiteral(part: Part, statement: Statement, dimensions: Dimensions): Literal {
  let doubt: Doubt | undefined;
  const named = statement.compiled.principal({
    asker: dimensions.asker(part),
    bounded: part.authorization.boundary !== undefined,
    assume: (assumption) => {
      doubt = { kind: 'assumption', assumption };
    },
  });
  return constant(serves(statement, named !== undefined), doubt);
}

function resourceLiteral(part: Part, { statement, place }: Placed, dimensions: Dimensions): Literal {
  if (statement.compiled.aboutCarrier) return constant(serves(statement, true));
  for (const key of statement.resourceVariables) {
    const doubt = doubtOf(part, key, place, dimensions);
    if (doubt !== undefined) return constant(true, doubt);
  }
  const context = dimensions.context(part);
  const completes = place.layer === 'identity' || place.layer === 'boundary';
  const test = (resource: string, assume: (what: string) => void) =>
    statement.compiled.resource({ resource, context, assume }, completes);
  const dimension = resourceDimension(part.index);
  return literalOver(
    dimension,
    dimensions.resourcesOf(part),
    statement,
    dimensions.isComplete(dimension),
    test,
  );
}

function conditionLiteral(
  part: Part,
  { statement, place }: Placed,
  condition: Condition,
  dimensions: Dimensions,
): Literal {
  for (const key of condition.variables) {
    const doubt = doubtOf(part, key, place, dimensions);
    if (doubt !== undefined) return constant(true, doubt);
  }
  const state = dimensions.stateOf(part, condition.key);
  if (state.kind === 'unknown') {
    return constant(true, state.doubt ?? { kind: 'condition-key', key: condition.key, statement: place });
  }
  if (state.kind === 'fixed') {
    const literal = literalOver(CONSTANT, [undefined], statement, true, (_, assume) =>
      condition.test(dimensions.context(part), assume),
    );
    // Tags can be changed, by those who may tag: what they alone refuse is not known.
    const refused = RESOURCE_TAG.test(condition.key) && literal.maybe === 0n;
    return refused
      ? constant(true, { kind: 'condition-key', key: condition.key, statement: place })
      : literal;
  }
  const { dimension } = state;
  return literalOver(
    dimension,
    dimensions.valuesOf(dimension),
    statement,
    dimensions.isComplete(dimension),
    (value, assume) => condition.test(dimensions.context(part, condition.key, value), assume),
  );
}

const RESOURCE_TAG = /^(aws|iam):resourcetag\//;

/** Why the value of a policy variable is not known; `undefined` where it is. */
function doubtOf(
  part: Part,
  variable: string,
  place: StatementPlace,
  dimensions: Dimensions,
): Doubt | undefined {
  const key = variable.split(',')[0]?.trim() ?? variable;
  const state = dimensions.stateOf(part, key);
  if (state.kind === 'fixed') return undefined;
  const doubt = state.kind === 'unknown' ? state.doubt : undefined;
  return doubt ?? { kind: 'condition-key', key, statement: place };
}

function literalOver<T>(
  dimension: string,
  values: readonly T[],
  statement: Statement,
  complete: boolean,
  test: (value: T, assume: (what: string) => void) => boolean,
): Literal {
  let [sure, maybe] = [0n, 0n];
  const doubts = new Map<string, Doubt>();
  values.forEach((value, index) => {
    let assumed = false;
    const holds = test(value, (assumption) => {
      assumed = true;
      doubts.set(assumption, { kind: 'assumption', assumption });
    });
    if (!serves(statement, holds)) return;
    maybe |= 1n << BigInt(index);
    if (!assumed) sure |= 1n << BigInt(index);
  });
  // One value is no choice.
  return {
    dimension: values.length === 1 ? CONSTANT : dimension,
    sure,
    maybe,
    doubts: [...doubts.values()],
    complete,
  };
}

const isKey = (action: string, resource: string): boolean =>
  action.startsWith('kms:') && /^arn:[a-z0-9-]+:kms:[^:]*:[^:]*:key\//.test(resource);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html */
const KEY_ACROSS_ACCOUNTS =
  /^kms:(encrypt|decrypt|reencrypt(from|to)|generate.*|sign|verify|verifymac|derivesharedsecret|creategrant|describekey|getkeyrotationstatus|getpublickey|listgrants|retiregrant|revokegrant)$/;

const isGranted = ({ authorization, question: { principal, action } }: Part): boolean =>
  authorization.grants.some(
    ({ granteePrincipal, retiringPrincipal, operations }) =>
      (retiringPrincipal === principal.arn && action === 'kms:retiregrant') ||
      (granteePrincipal === principal.arn &&
        operations.some((name) => `kms:${name.toLowerCase()}` === action)),
  );

/** Somebody has to allow: who, depends on whose resource it is. */
function grantClauses(part: Part, dimensions: Dimensions): readonly Clause[] {
  const { question, authorization } = part;
  const { principal, need, action, resourceAccount } = question;
  const reason: Reason = { kind: 'not-granted', resource: need.resource };
  const own = resourceAccount === '' || resourceAccount === principal.accountId;
  const key = isKey(action, need.resource);
  if (key && !own && !KEY_ACROSS_ACCOUNTS.test(action)) return [{ options: [], complete: true, reason }];
  const identity = allowsAt(part, 'identity', dimensions);
  const unread: readonly Option[] =
    authorization.unread === undefined ? [] : [[constant(true, { kind: 'unread', ...authorization.unread })]];
  const allowed = allowsAt(part, 'resource', dimensions);
  const resource = { options: [...allowed.options, ...unread], complete: allowed.complete, reason };
  const either = (one: Pick<Clause, 'options' | 'complete'>): Clause => ({
    options: [...one.options, ...resource.options],
    complete: one.complete && resource.complete,
    reason,
  });
  const bounded =
    authorization.boundary === undefined || principal.kind === 'root'
      ? []
      : [either(allowsAt(part, 'boundary', dimensions))];
  const byIdentity: Clause =
    principal.kind === 'role' || principal.kind === 'user'
      ? { ...identity, reason }
      : { options: [[]], complete: true, reason };
  // A grant is a way past the key policy. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
  if (key && isGranted(part)) return bounded;
  if (!own || key) return [resource, byIdentity, ...bounded];
  if (isTrust(action) && need.resource.includes(':role/')) return [resource, byIdentity, ...bounded];
  return [either(byIdentity), ...bounded];
}
