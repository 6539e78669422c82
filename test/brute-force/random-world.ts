import fc from 'fast-check';
import type { PolicyStatement } from '../../src/model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../src/model/snapshot.ts';
import {
  ACCOUNTS,
  account,
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  deny,
  document,
  EVERYWHERE,
  KEY,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  OBJECTS,
  ORGANIZATION,
  OUTSIDE,
  organization,
  ROOT,
  rcp,
  role,
  rootOf,
  SECURITY,
  scp,
  TRAIL,
  trail,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { keys, LIKE_IT, ownBuckets } from './random-resources.ts';

type Condition = NonNullable<PolicyStatement['Condition']>;
type Many = readonly string[];

const some = <T>(...choices: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...choices);

const DENIED: readonly Many[] = [
  ['s3:DeleteObject*'],
  ['s3:DeleteObject'],
  ['s3:Delete*', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'],
  ['s3:*'],
  ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  ['s3:PutLifecycleConfiguration'],
  ['cloudtrail:*'],
  ['cloudtrail:Stop*', 'cloudtrail:Delete*'],
  ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
  ['kms:*'],
  ['organizations:LeaveOrganization', 'organizations:AcceptHandshake'],
  ['iam:*', 'sts:*'],
  ['iam:Create*', 'iam:Tag*', 'iam:Update*'],
  ['iam:*Role*', 'sts:AssumeRole'],
  ['*'],
];

const RESOURCES: readonly Many[] = [
  ['*'],
  [BUCKET],
  [OBJECTS],
  [BUCKET, OBJECTS],
  [`${BUCKET}*`],
  [`${BUCKET}/AWSLogs/${WORKLOAD}/*`],
  [TRAIL],
  ['arn:aws:cloudtrail:*:*:trail/*'],
  [`arn:aws:cloudtrail:*:${LOG_ARCHIVE}:trail/*`],
  [KEY],
  ['arn:aws:cloudtrail:*:${aws:PrincipalAccount}:trail/*'],
  ['arn:aws:s3:::logs-${aws:PrincipalAccount}*'],
  ['arn:aws:s3:::*-3*'],
  ['arn:aws:iam::*:role/BreakGlass'],
  ['arn:aws:iam::*:role/*Admin*'],
  ['arn:aws:iam::*:role/security/*'],
];

const PATTERNS = [
  'arn:aws:iam::${aws:PrincipalAccount}:role/BreakGlass',
  'arn:aws:iam::*:role/BreakGlass',
  'arn:aws:iam::*:role/*Admin*',
  'arn:aws:iam::*:role/security/*',
  `arn:aws:iam::${WORKLOAD}:role/BreakGlass`,
  `arn:aws:iam::${LOG_ARCHIVE}:user/ops-?`,
] as const;

/** Conditions that exempt by name: the patterns at the same place of `PATTERNS` protect them. */
const byName = fc
  .tuple(
    some('ArnNotLike', 'ArnNotEquals', 'StringNotLike', 'StringNotEquals', 'ArnNotLikeIfExists'),
    some(...PATTERNS),
  )
  .map(([operator, pattern]): Condition => ({ [operator]: { 'aws:PrincipalArn': pattern } }));

const otherwise: readonly Condition[] = [
  {},
  { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'guest' } },
  { Null: { 'aws:PrincipalTag/team': 'true' } },
  { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
  { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } },
  { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
  { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/${ROOT}/${WORKLOADS}/*` } },
  { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/${ROOT}/${SECURITY}/*` } },
  { StringNotEquals: { 'aws:PrincipalAccount': [LOG_ARCHIVE, MANAGEMENT] } },
  { StringEquals: { 'aws:PrincipalAccount': WORKLOAD } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
  { NotIpAddressIfExists: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } },
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/28' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
  { NumericGreaterThanEqualsIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
  { NumericNotEquals: { 'aws:MultiFactorAuthAge': '10.5' } },
  {
    NumericGreaterThan: { 'aws:MultiFactorAuthAge': '10' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '11' },
  },
  { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
  { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
  { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  { DateGreaterThan: { 'aws:EpochTime': '1798761600' } },
  { NumericLessThan: { 'aws:EpochTime': '1798761600' } },
  { StringNotEquals: { 'aws:VpceAccount': '${aws:PrincipalAccount}' } },
  { StringNotLike: { 'aws:username': 'ops-*' } },
  { StringLike: { 'aws:PrincipalAccount': '4*' } },
  { Null: { 'aws:MultiFactorAuthPresent': 'false' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
  { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
  { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { StringNotEquals: { 'example:Unknown': 'x' } },
  { StringEquals: { 'example:Unknown': 'x' } },
  { StringNotEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } },
];

const condition = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Condition>({}) },
  { weight: 4, arbitrary: byName },
  { weight: 3, arbitrary: some(...otherwise) },
  {
    weight: 1,
    arbitrary: fc.tuple(byName, some(...otherwise)).map(([one, other]): Condition => ({ ...other, ...one })),
  },
);

const withCondition = (statement: PolicyStatement, Condition: Condition): PolicyStatement =>
  Object.keys(Condition).length === 0 ? statement : { ...statement, Condition };

const denial = fc
  .tuple(
    some(...DENIED),
    some(...RESOURCES),
    condition,
    fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: some('action', 'resource') }),
  )
  .map(([actions, resources, when, negated]): PolicyStatement => {
    const { Action, Resource } = deny(actions, resources);
    const what = negated === 'action' ? { NotAction: ['s3:Get*', 'iam:*'] } : { Action: Action ?? '*' };
    const where =
      negated === 'resource'
        ? { NotResource: ['arn:aws:s3:::other', ...resources] }
        : { Resource: Resource ?? '*' };
    return withCondition({ Effect: 'Deny', ...what, ...where }, when);
  });

/** Statements that belong together: an exemption and what protects its name or tag. */
const guard = fc
  .tuple(some(...DENIED), some(...PATTERNS), fc.boolean(), fc.boolean())
  .map(([actions, pattern, protectedName, stays]): readonly PolicyStatement[] => {
    const Condition = { ArnNotLike: { 'aws:PrincipalArn': pattern } };
    return [
      deny(actions, '*', { Condition }),
      ...(protectedName ? [deny(['iam:*', 'sts:*'], pattern, { Condition })] : []),
      ...(stays ? [NO_LEAVING] : []),
    ];
  });

const tagGuard = fc
  .tuple(some(...DENIED), some('none', 'roles', 'all'))
  .map(([actions, kept]): readonly PolicyStatement[] => {
    const Condition = { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } };
    const tagging = ['iam:TagRole', 'iam:TagUser', ...(kept === 'all' ? ['sts:TagSession'] : [])];
    return [
      deny(actions, '*', { Condition }),
      ...(kept === 'none' ? [] : [deny(tagging, '*', { Condition })]),
      NO_LEAVING,
    ];
  });

const strong = some<readonly PolicyStatement[]>(
  [deny(['s3:Delete*', 's3:Put*'], [BUCKET, OBJECTS]), NO_LEAVING],
  [deny(['cloudtrail:*', 'kms:*']), NO_LEAVING],
  [
    deny(['cloudtrail:*', 's3:Delete*', 's3:Put*'], '*', {
      Condition: { StringNotEquals: { 'example:Unknown': 'x' } },
    }),
    NO_LEAVING,
  ],
  [NO_LEAVING],
);

const statements = fc.oneof(
  { weight: 3, arbitrary: fc.array(denial, { minLength: 1, maxLength: 3 }) },
  { weight: 2, arbitrary: guard },
  { weight: 1, arbitrary: tagGuard },
  { weight: 2, arbitrary: strong },
);

const targets = fc.oneof(
  { weight: 3, arbitrary: fc.constant([ROOT]) },
  { weight: 1, arbitrary: some([SECURITY], [WORKLOADS], [WORKLOAD], [LOG_ARCHIVE, WORKLOAD]) },
);

const scps = fc.array(fc.tuple(targets, statements), { maxLength: 3 });

/** RCPs have no NotAction, and name no action of every service. */
const rcpStatement = denial
  .filter(({ Action, NotAction }) => NotAction === undefined && !['*'].includes(String(Action)))
  .map((statement): PolicyStatement => ({ ...statement, Principal: '*' }));
const rcps = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(targets, fc.array(rcpStatement, { minLength: 1, maxLength: 2 })), {
      maxLength: 2,
    }),
  },
);

const grant = fc
  .tuple(
    some<PolicyStatement['Principal']>(
      { AWS: rootOf(WORKLOAD) },
      { AWS: OUTSIDE },
      { AWS: rootOf(LOG_ARCHIVE) },
    ),
    some<Many>(['s3:*'], ['s3:DeleteObject'], ['s3:PutBucketPolicy'], ['s3:Get*']),
    some<Condition>({}, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
  )
  .map(([Principal, actions, when]) =>
    withCondition({ ...allow(actions, [BUCKET, OBJECTS]), ...(Principal && { Principal }) }, when),
  );
const toOrganization: PolicyStatement = allow(['s3:Delete*'], [BUCKET, OBJECTS], {
  Principal: '*',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
});
const bucketDenial = fc
  .tuple(
    some<Many>(['s3:DeleteObject*'], ['s3:Delete*'], ['s3:*Bucket*'], ['s3:PutLifecycleConfiguration']),
    some<Many>([OBJECTS], [BUCKET, OBJECTS], [BUCKET]),
    condition,
  )
  .map(([actions, resources, when]) => withCondition({ ...deny(actions, resources), Principal: '*' }, when));
const bucketStatements = fc.array(fc.oneof(grant, fc.constant(toOrganization), bucketDenial, bucketDenial), {
  maxLength: 3,
});

const roles = fc.subarray([
  role(LOG_ARCHIVE, 'Deployer', { AWS: rootOf(LIKE_IT) }),
  role(WORKLOAD, 'Deployer', { AWS: rootOf(LOG_ARCHIVE) }),
  role(LIKE_IT, 'Deployer', { AWS: rootOf(LOG_ARCHIVE) }),
  role(WORKLOAD, 'BreakGlass', { AWS: rootOf(MANAGEMENT) }),
  role(LOG_ARCHIVE, 'BreakGlass', { AWS: rootOf(WORKLOAD) }),
  role(LOG_ARCHIVE, 'security/Responder', { AWS: rootOf(LOG_ARCHIVE) }),
  { ...role(LOG_ARCHIVE, 'Tagged', { AWS: rootOf(WORKLOAD) }), tags: { team: 'security' } },
  { ...role(WORKLOAD, 'Tagged', { AWS: rootOf(WORKLOAD) }), tags: { team: 'security' } },
]);

const trailOf = (accountId: string) =>
  trail({ accountId, arn: `arn:aws:cloudtrail:us-east-1:${accountId}:trail/audit` });

const FULL = [...EVERYWHERE, LIKE_IT];

/** Where FullAWSAccess is attached, and what stands in its place where it is not. */
const lists = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      some(ROOT, WORKLOADS, SECURITY, LOG_ARCHIVE),
      some<Many>(['s3:*', 'iam:*', 'sts:*'], ['cloudtrail:*', 'organizations:*'], ['ec2:*']),
      some<Many>(['*'], [BUCKET, OBJECTS], ['arn:aws:s3:::other']),
    ),
  },
);

const attached = (
  make: typeof scp,
  name: string,
  given: readonly (readonly [readonly string[], readonly PolicyStatement[]])[],
): readonly OrganizationPolicy[] =>
  given.map(([where, what], index) => make(`${name}${index}`, where, ...what));

/** A small organization whose policies are put together from the fragments that real ones are made of. */
export const randomWorld: fc.Arbitrary<Snapshot> = fc
  .record({
    scps,
    rcps,
    lists,
    roles,
    own: fc.option(bucketStatements, { nil: undefined }),
    keys,
    ownBuckets,
    inManagement: fc.oneof(
      { weight: 9, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    policyTypes: fc.oneof(
      { weight: 9, arbitrary: fc.constant(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']) },
      { weight: 1, arbitrary: some(['RESOURCE_CONTROL_POLICY'], ['SERVICE_CONTROL_POLICY']) },
    ),
  })
  .map((parts) =>
    organization({
      policyTypes: parts.policyTypes,
      accounts: [...ACCOUNTS, account(LIKE_IT, 'like-it', WORKLOADS)],
      full: parts.lists === undefined ? FULL : FULL.filter((target) => target !== parts.lists?.[0]),
      trails: [trail(), trailOf(LIKE_IT)],
      policies: [
        ...attached(scp, 'scp', parts.scps),
        ...attached(rcp, 'rcp', parts.rcps),
        ...(parts.lists === undefined
          ? []
          : [scp('list', [parts.lists[0]], allow(parts.lists[1], parts.lists[2]))]),
      ],
      roles: parts.roles,
      keys: parts.keys,
      buckets: [
        bucket({
          policy: document(...DELIVERY, ...(parts.own ?? [])),
          ...(parts.inManagement && { accountId: MANAGEMENT }),
        }),
        ...parts.ownBuckets,
      ],
    }),
  );
