import { many, type OneOrMany, type PolicyStatement } from '../../model/policy.ts';
import type { LogBucket, Snapshot } from '../../model/snapshot.ts';

/**
 * From an opt-in Region to another one, CloudTrail comes with the Region in its name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const CLOUDTRAIL = /^cloudtrail\.(?:[a-z0-9-]+\.)?amazonaws\.com$/;

type Conditions = readonly {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}[];

const conditionsOf = ({ Condition = {} }: PolicyStatement): Conditions =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: many(values as OneOrMany<string | number | boolean>).map(String),
    })),
  );

/** Statements of the bucket's policy that let CloudTrail write log files. */
export const deliveryGrants = ({ policy }: LogBucket): readonly PolicyStatement[] =>
  many(policy?.Statement ?? []).filter(
    (statement) => statement.Effect === 'Allow' && isOfCloudTrail(statement) && isOfWriting(statement),
  );

function isOfCloudTrail(statement: PolicyStatement): boolean {
  const { Principal, NotPrincipal } = statement;
  const everybody =
    NotPrincipal !== undefined || Principal === '*' || many(Principal?.AWS ?? []).includes('*');
  if (everybody && !isOfAccounts(statement)) return true;
  const services = typeof Principal === 'object' ? many(Principal.Service ?? []) : [];
  return services.some((name) => CLOUDTRAIL.test(name) || name.includes('*'));
}

/**
 * Whether it asks for an account or an organization of the principal: a service comes with neither.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
const isOfAccounts = (statement: PolicyStatement): boolean =>
  conditionsOf(statement).some(
    ({ operator, key }) =>
      POSITIVE.test(operator) && /^aws:principal(?:account|arn|orgid|orgpaths)$/.test(key),
  );

const isOfWriting = ({ Action = [], NotAction }: PolicyStatement): boolean =>
  NotAction !== undefined ||
  many(Action).some(
    (action) => action.includes('*') || action.includes('?') || /^s3:putobject$/i.test(action),
  );

/** Whether the statement holds for certain trails, accounts or organizations alone. */
export const namesSource = (statement: PolicyStatement): boolean =>
  conditionsOf(statement).some(
    ({ operator, key, values }) =>
      POSITIVE.test(operator) && values.every((value) => SOURCES[key]?.test(value)),
  );

const POSITIVE = /^(foranyvalue:)?(string(equals|like|equalsignorecase)|arn(equals|like))$/;

/** What names somebody, whatever wildcards stand elsewhere in it. */
const SOURCES: Readonly<Record<string, RegExp>> = {
  'aws:sourcearn': /^arn:[^:]*:cloudtrail:[^:]*:\d{12}:/,
  'aws:sourceaccount': /^\d{12}$/,
  'aws:sourceorgid': /^o-[a-z0-9]+$/,
  'aws:sourceorgpaths': /^o-[a-z0-9]+\//,
};

/**
 * Whether a deny, of the bucket's policy or of a resource control policy over it, refuses every trail of other
 * organizations: in the form that AWS recommends, or simpler. What it does not recognize it does not count.
 * https://github.com/aws-samples/resource-control-policy-examples
 */
export const refusesOtherOrganizations = (bucket: LogBucket, snapshot: Snapshot): boolean =>
  [...many(bucket.policy?.Statement ?? []), ...controlling(bucket, snapshot)].some(
    (statement) =>
      statement.Effect === 'Deny' &&
      statement.Principal === '*' &&
      many(statement.Action ?? []).some((action) => /^(\*|s3:\*|s3:putobject)$/i.test(action)) &&
      many(statement.Resource ?? []).some((resource) => resource === '*' || resource === `${bucket.arn}/*`) &&
      isPerimeter(conditionsOf(statement), snapshot.organization.id),
  );

function isPerimeter(conditions: Conditions, organizationId: string): boolean {
  const other = ({ operator, key, values }: Conditions[number]) =>
    /^stringnotequals(ifexists)?$/.test(operator) &&
    values.every((value) =>
      key === 'aws:sourceaccount'
        ? /^\d{12}$/.test(value)
        : key === 'aws:sourceorgid' && value === organizationId,
    );
  const ofService = ({ operator, key, values }: Conditions[number]) =>
    (operator === 'null' && /^aws:source(arn|account)$/.test(key) && values.join() === 'false') ||
    (operator === 'bool' && key === 'aws:principalisawsservice' && values.join() === 'true');
  return conditions.some(other) && conditions.every((one) => other(one) || ofService(one));
}

/** Statements of the resource control policies over the bucket. */
function controlling({ accountId }: LogBucket, snapshot: Snapshot): readonly PolicyStatement[] {
  const { organization, organizationalUnits, accounts, policies } = snapshot;
  const account = accounts.find(({ id }) => id === accountId);
  const bound = account !== undefined && account.id !== organization.managementAccountId;
  if (!bound || !organization.policyTypes.includes('RESOURCE_CONTROL_POLICY')) return [];
  const above = new Set([account.id, organization.rootId]);
  // A file may hold a ring of units.
  for (let at: string | undefined = account.parentId; at !== undefined && !above.has(at); ) {
    above.add(at);
    at = organizationalUnits.find(({ id }) => id === at)?.parentId;
  }
  return policies
    .filter(({ kind, targets }) => kind === 'rcp' && targets.some((target) => above.has(target)))
    .flatMap(({ document }) => many(document.Statement));
}
