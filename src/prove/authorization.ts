import type { StatementPlace } from '../model/finding.ts';
import { many, type Policy, type PolicyDocument, type PolicyStatement } from '../model/policy.ts';
import type { LogBucket } from '../model/snapshot.ts';
import { type Missing, type Need, OUTSIDER_ACCOUNT } from '../model/technique.ts';
import { rcpApplies } from '../policy/rcp-services.ts';
import type { Grant } from '../policy/types.ts';
import { isServiceLinked, type Principal } from './principal.ts';
import { gapOf, type Level, levelsOf, resourcePolicy, type Scene } from './scene.ts';

/** The policies that have a say in a call, as `evaluate` takes them. */
export interface Authorization {
  /** `undefined`: not bound. */
  readonly scps: readonly Level[] | undefined;
  readonly rcps: readonly Level[];
  readonly resourcePolicies: readonly Policy[];
  /** Why the resource's own policy is not known. */
  readonly unread: Missing | undefined;
  readonly grants: readonly Grant[];
  readonly identity: readonly Policy[];
  readonly boundary: readonly Policy[] | undefined;
}

/** An attacker with full access in its own account. */
export const FULL_ACCESS: Policy = {
  name: 'AdministratorAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

export function authorizationOf(
  scene: Scene,
  principal: Principal,
  need: Need,
  action: string,
  resourceAccount: string,
): Authorization {
  const foreign = principal.accountId !== resourceAccount;
  const { policies, unread, grants } = ofResource(scene, need.resource, action, foreign);
  const linked = isServiceLinked(principal);
  return {
    scps: linked ? undefined : levelsOf(scene, principal.accountId, 'scp'),
    // It applies to resources: where the action has no resource type, none is asked.
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-effects-on-permissions
    rcps:
      linked || need.resource === '*' || !rcpApplies(action)
        ? []
        : (levelsOf(scene, resourceAccount, 'rcp') ?? []),
    resourcePolicies: policies,
    unread,
    grants,
    identity: principal.own?.policies.map(identityPolicy) ?? [FULL_ACCESS],
    boundary: principal.own?.boundary && [identityPolicy(principal.own.boundary)],
  };
}

const identityPolicy = (document: PolicyDocument): Policy => resourcePolicy('identity policy', document);

interface OfResource {
  readonly policies: readonly Policy[];
  readonly unread?: Missing;
  readonly grants: readonly Grant[];
}

const NOTHING: OfResource = { policies: [], grants: [] };

function ofResource(scene: Scene, resource: string, action: string, foreign: boolean): OfResource {
  const service = resource.split(':')[2];
  if (service === 's3') return ofBucket(scene, resource, foreign);
  if (service === 'kms') return ofKey(scene, resource);
  if (service === 'iam' && isTrust(action)) return ofRole(scene, resource);
  if (service === 'organizations') return ofOrganization(scene);
  return ofOther(scene, resource);
}

/** A topic, queue, function … whose policy could not be read may let others in. */
function ofOther(scene: Scene, resource: string): OfResource {
  const known = scene.resources.get(resource);
  if (known === undefined) return NOTHING;
  if (known.policy !== undefined) return { policies: [resourcePolicy(resource, known.policy)], grants: [] };
  const gap = gapOf(scene, resource);
  return gap === undefined ? NOTHING : { ...NOTHING, unread: { resource, action: gap.action } };
}

/** The bucket of an S3 ARN, or its access point, which has a policy of its own. */
function ofBucket(scene: Scene, resource: string, foreign: boolean): OfResource {
  const [name = '', accessPoint] = resource.split(':')[5]?.split('/') ?? [];
  const bucket = scene.buckets.get(name);
  if (bucket === undefined && name === 'accesspoint') {
    const arn = [...resource.split(':').slice(0, 5), `accesspoint/${accessPoint}`].join(':');
    const policy = scene.accessPoints.get(arn)?.policy;
    return policy === undefined ? NOTHING : { policies: [resourcePolicy(arn, policy)], grants: [] };
  }
  if (bucket === undefined) return NOTHING;
  const gap = scene.gaps.get(`s3:GetBucketPolicy ${bucket.arn}`);
  return {
    policies: [
      ...(bucket.policy === undefined ? [] : [policyOfBucket(bucket, bucket.policy, foreign)]),
      ...aclPolicy(bucket),
    ],
    ...(gap === undefined || bucket.policy !== undefined
      ? {}
      : { unread: { resource: bucket.arn, action: gap.action } }),
    grants: [],
  };
}

const restricted = new WeakMap<PolicyDocument, PolicyDocument>();

/**
 * Where public access is blocked, what a policy grants to everybody unconditionally serves the owner's account alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function policyOfBucket(
  { arn, publicAccessBlock }: LogBucket,
  policy: PolicyDocument,
  foreign: boolean,
): Policy {
  if (!foreign || publicAccessBlock !== true) return resourcePolicy(arn, policy);
  const made = restricted.get(policy) ?? {
    ...policy,
    // In place, so that the others keep their positions.
    Statement: many(policy.Statement).map((statement) =>
      isPublic(statement) ? { ...statement, Principal: NOBODY } : statement,
    ),
  };
  restricted.set(policy, made);
  return resourcePolicy(arn, made);
}

const NOBODY = { Service: 'nobody.amazonaws.com' };

const isPublic = ({ Effect, Principal, Condition }: PolicyStatement): boolean =>
  Effect === 'Allow' &&
  Condition === undefined &&
  Principal !== undefined &&
  (Principal === '*' || many(Principal.AWS ?? []).includes('*'));

const acls = new WeakMap<LogBucket, readonly Policy[]>();

/**
 * An access control list, said as a bucket policy. WRITE lets others put objects, and overwrite and delete their own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions
 */
function aclPolicy(bucket: LogBucket): readonly Policy[] {
  const made = acls.get(bucket);
  if (made !== undefined) return made;
  const counts = bucket.ownership !== 'BucketOwnerEnforced';
  const statements = (counts ? (bucket.acl ?? []) : []).flatMap(({ grantee, permission }) => {
    const actions = ACL_ACTIONS[permission];
    const foreign = /^\d{12}$/.test(grantee);
    const account = foreign ? { AWS: grantee } : GROUPS.has(grantee) ? ('*' as const) : undefined;
    const closed = !foreign && bucket.publicAccessBlock === true;
    return account === undefined || closed
      ? []
      : [
          {
            Effect: 'Allow' as const,
            Principal: account,
            Action: actions,
            Resource: [bucket.arn, `${bucket.arn}/*`],
          },
        ];
  });
  const policies =
    statements.length === 0
      ? []
      : [{ name: `${bucket.arn} ACL`, document: { Version: '2012-10-17' as const, Statement: statements } }];
  acls.set(bucket, policies);
  return policies;
}

const GROUPS: ReadonlySet<string> = new Set(['AllUsers', 'AuthenticatedUsers']);
const ACL_ACTIONS = {
  READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  WRITE: ['s3:PutObject'],
  READ_ACP: ['s3:GetBucketAcl'],
  WRITE_ACP: ['s3:PutBucketAcl'],
  FULL_CONTROL: ['s3:ListBucket', 's3:PutObject', 's3:GetBucketAcl', 's3:PutBucketAcl'],
} as const;

function ofKey(scene: Scene, resource: string): OfResource {
  const key = scene.keys.get(resource);
  if (!resource.includes(':key/')) return NOTHING;
  // A key that nothing names is one that the attacker made.
  if (key === undefined) return { policies: [policyOfAttacker(resource, 'kms:*')], grants: [] };
  if (key.policy === undefined)
    return { policies: [], unread: { resource, action: 'kms:GetKeyPolicy' }, grants: [] };
  return { policies: [resourcePolicy(key.arn, key.policy)], grants: key.grants ?? [] };
}

/** What a role's trust policy allows: to become it, and what shapes the session. */
export const isTrust = (action: string): boolean =>
  action.startsWith('sts:assumerole') || action === 'sts:tagsession' || action === 'sts:setsourceidentity';

/**
 * A role that is in no list was made by the attacker, who let in its own account and the one outside; so, with no list,
 * it may have been.
 */
function ofRole(scene: Scene, resource: string): OfResource {
  const role = scene.roles.get(resource);
  const policy =
    role === undefined
      ? policyOfAttacker(resource, 'sts:AssumeRole', 'sts:TagSession')
      : resourcePolicy(role.arn, role.trust);
  return { policies: [policy], grants: [] };
}

const byAttacker = new Map<string, Policy>();
const written = new WeakSet<Policy>();

/** Whether the attacker wrote it: then it says of every account the same. */
export const isOfAttacker = (policy: Policy): boolean => written.has(policy);

/** Lets in the account of a resource that the attacker made there, and the one outside. */
function policyOfAttacker(resource: string, ...actions: readonly string[]): Policy {
  const [, partition = '', , , account = ''] = resource.split(':');
  const key = `${partition} ${account} ${actions}`;
  const accounts = [account, OUTSIDER_ACCOUNT].map((id) => `arn:${partition}:iam::${id}:root`);
  const made = byAttacker.get(key) ?? {
    name: 'policy of the attacker',
    document: {
      Version: '2012-10-17' as const,
      Statement: [{ Effect: 'Allow' as const, Principal: { AWS: accounts }, Action: actions, Resource: '*' }],
    },
  };
  byAttacker.set(key, made);
  written.add(made);
  return made;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs-policy-delegate.html */
function ofOrganization({ organization }: Scene): OfResource {
  const { arn, delegationPolicy } = organization;
  if (delegationPolicy === 'none') return NOTHING;
  if (delegationPolicy === undefined) {
    return { ...NOTHING, unread: { resource: arn, action: 'organizations:DescribeResourcePolicy' } };
  }
  return { policies: [resourcePolicy(arn, delegationPolicy)], grants: [] };
}

/** Names a statement for a person who has to find it. */
export const placeOf = (
  policy: Policy,
  index: number,
  sid: string | undefined,
  layer: StatementPlace['layer'],
  attachedTo: string,
): StatementPlace => ({
  layer,
  policy: policy.name,
  ...(policy.arn === undefined ? {} : { arn: policy.arn }),
  ...(sid === undefined ? {} : { sid }),
  index,
  attachedTo,
});
