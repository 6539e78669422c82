import { many } from '../../../model/policy.ts';
import { arnPart, type WorldNames } from '../names.ts';
import { type KnownAction, matching, serviceOf } from './action-table.ts';
import type { Fault, Placed } from './mistake.ts';
import { overlaps } from './overlap.ts';

/** ARNs that the actions of their statement are never authorized on. */
export function resourceFaults({ statement }: Placed): readonly Fault[] {
  const resources = many(statement.Resource ?? []);
  if (statement.Action === undefined || resources.length === 0 || resources.some(isOutOfReach)) return [];
  const written = many(statement.Action).map((pattern) => ({ pattern, actions: matching(pattern) }));
  const known = written.flatMap(({ actions }) => actions ?? []);
  const complete = written.every(({ actions }) => actions !== undefined) && known.length > 0;
  const objects = statement.Effect === 'Deny' ? objectFaults(known, resources) : [];
  const ofResources = complete ? resources.flatMap((resource) => fieldFaults(resource, known, objects)) : [];
  const explained = [...objects, ...ofResources];
  const ofActions = written.flatMap(({ pattern, actions = [] }) =>
    faultOfAction(pattern, actions, resources, explained),
  );
  const faults = [...explained, ...ofActions];
  const inert = complete && !known.some((action) => resources.some((resource) => isUsable(action, resource)));
  return inert ? faults.map((fault) => ({ ...fault, inert: true })) : faults;
}

/** Longer than any ARN: not worth the search. */
const LONGEST_ARN = 2_048;

/** Nothing is claimed of `*`, nor of the root user, which no reference lists among IAM's resources. */
const isOutOfReach = (resource: string): boolean =>
  /^[*?]+$/.test(resource) || /:root$/.test(resource) || resource.length > LONGEST_ARN;

/** Whether some request for the action could match the ARN. */
function isUsable({ name, types }: KnownAction, resource: string): boolean {
  if (types.length > 0) return types.some((type) => overlaps(resource, type));
  // `arn:aws:s3:::*` is how s3:ListAllMyBuckets has always been allowed.
  return (
    (/:[*]+$/.test(resource) && overlaps(resource, `arn:*:${serviceOf(name)}:*:*:*`)) ||
    (/^arn:[^:]*:s3:::\*+$/.test(resource) && serviceOf(name) === 's3')
  );
}

const isObjectType = (type: string): boolean => /:s3:::\*\/\*$/.test(type);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html */
function objectFaults(known: readonly KnownAction[], resources: readonly string[]): readonly Fault[] {
  const onObjects = known.some(
    ({ types }) => types.some(isObjectType) && !types.some((type) => /:s3:::\*$/.test(type)),
  );
  if (!onObjects) return [];
  return resources
    .filter((resource) => /^arn:[^:]*:s3:::[^/]*[^/*]$/.test(resource))
    .filter((resource) => !resources.some((other) => overlaps(other, `${resource}/*`)))
    .map((value) => ({
      code: 'bucket-without-objects',
      element: 'Resource',
      value,
      suggestion: `${value}/*`,
    }));
}

function fieldFaults(
  resource: string,
  known: readonly KnownAction[],
  objects: readonly Fault[],
): readonly Fault[] {
  const typed = known.filter(({ types }) => types.length > 0);
  if (typed.length === 0 || known.some((action) => isUsable(action, resource))) return [];
  if (objects.some(({ value }) => value === resource)) return [];
  const suggestion = withFields(resource);
  return typed.some((action) => isUsable(action, suggestion)) && suggestion !== resource
    ? [{ code: 'empty-arn-fields', element: 'Resource', value: resource, suggestion }]
    : [{ code: 'never-matches', element: 'Resource', value: resource }];
}

function faultOfAction(
  pattern: string,
  actions: readonly KnownAction[],
  resources: readonly string[],
  explained: readonly Fault[],
): readonly Fault[] {
  if (actions.length === 0) return [];
  if (actions.some((action) => resources.some((resource) => isUsable(action, resource)))) return [];
  if (actions.every(({ types }) => types.length === 0)) {
    return [
      { code: 'arn-on-action-without-resource-type', element: 'Action', value: pattern, suggestion: '*' },
    ];
  }
  // What is wrong is told where it stands: at the ARNs.
  const meant = explained.flatMap(({ suggestion }) => suggestion ?? []);
  if (actions.some((action) => meant.some((resource) => isUsable(action, resource)))) return [];
  if (resources.every((resource) => explained.some(({ value }) => value === resource))) return [];
  return [{ code: 'never-matches', element: 'Action', value: pattern }];
}

function withFields(arn: string): string {
  const [prefix, partition, service, region, account, ...rest] = arn.split(':');
  return [prefix, partition, service, region || '*', account || '*', ...rest].join(':');
}

const TRAIL = /^(arn:[^:]*:cloudtrail:[^:]*:)(\d{12}|\$\{aws:PrincipalAccount\})(:trail\/.*)$/i;

/**
 * The ARN of an organization trail has the management account's id, also in a member account.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 * Ids that the policy's author wrote are foreign to a world with ids of its own, unless the trail was stated.
 */
export function trailFaults({ statement }: Placed, names: WorldNames): readonly Fault[] {
  const owner = arnPart(names.trailArn, 'account');
  const { logArchive, workload } = names.accounts;
  const stated = names.given.includes('trail');
  return many(statement.Resource ?? []).flatMap((value): readonly Fault[] => {
    const [, before, account = owner, after] = TRAIL.exec(value) ?? [];
    if (account === owner) return [];
    if (/^\d/.test(account) && !stated && account !== logArchive && account !== workload) return [];
    return [{ code: 'own-account-trail', element: 'Resource', value, suggestion: `${before}*${after}` }];
  });
}
