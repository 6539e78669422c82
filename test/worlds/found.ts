import type { PolicyStatement } from '../../src/model/policy.ts';
import type { Gap, LogBucket, Role, Snapshot } from '../../src/model/snapshot.ts';
import {
  ACCOUNTS,
  account,
  admin,
  allow,
  BUCKET,
  BUCKET_WRITES,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  EVERYWHERE,
  type Expectation,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  OBJECTS,
  ORGANIZATION,
  OUTSIDE,
  organization,
  organizationTrail,
  type Parts,
  ROOT,
  rcp,
  role,
  rootOf,
  SANDBOXES,
  scp,
  TRAIL_WRITES,
  trail,
  WORKLOAD,
  WORKLOADS,
  type World,
} from './build.ts';

const STOP = 'cloudtrail-stop-logging';
const DELETE = 's3-delete-object';

const ONE = '444444444444';
const OTHER = '555555555555';
const TOOLING = '777777777777';

/** With two accounts that no policy tells apart, and one that others trust. */
const larger = (parts: Parts): Snapshot =>
  organization({
    full: [...EVERYWHERE, ONE, OTHER, TOOLING],
    accounts: [
      ...ACCOUNTS,
      account(ONE, 'one', WORKLOADS),
      account(OTHER, 'other', WORKLOADS),
      account(TOOLING, 'tooling', SANDBOXES),
    ],
    ...parts,
    policies: [scp('stay', [ROOT], NO_LEAVING), ...(parts.policies ?? [])],
  });

/** A bucket that is named after its account, with no policy. */
function bucketOf(accountId: string, rest: Partial<LogBucket> = {}): LogBucket {
  const { policy: _, ...made } = bucket({
    name: `logs-${accountId}`,
    arn: `arn:aws:s3:::logs-${accountId}`,
    accountId,
    sample: { key: `AWSLogs/${accountId}/CloudTrail/us-east-1/log.json.gz`, versionId: 'v1' },
  });
  return { ...made, ...rest };
}

const trailOf = (accountId: string) =>
  trail({ accountId, arn: `arn:aws:cloudtrail:us-east-1:${accountId}:trail/audit` });

const outside = (technique: string, verdict: Expectation['verdict'], accountId = OUTSIDE): Expectation => ({
  technique,
  actor: 'outside',
  account: accountId,
  verdict,
});

const withBucketPolicy = (...statements: readonly PolicyStatement[]): Parts => ({
  policies: [scp('stay', [ROOT], NO_LEAVING)],
  buckets: [bucket({ policy: document(...DELIVERY, ...statements) })],
});

const UNLESS_SECURITY = { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } };

const tagged = (given: Role): Role => ({ ...given, tags: { team: 'security' } });

/** Nobody tags anything, from within or from outside. */
const untagged = (statement: PolicyStatement) => [
  scp('guard', [ROOT], statement, deny(['iam:TagRole', 'iam:TagUser', 'sts:TagSession']), NO_LEAVING),
  rcp('untagged', [ROOT], denyAnybody('sts:TagSession')),
];

const gap = (resource: string, action: string): Gap => ({
  resource,
  action,
  code: 'AccessDenied',
  message: 'not allowed',
});

const POLICY = `arn:aws:organizations::${MANAGEMENT}:policy/${ORGANIZATION}/service_control_policy`;

/** Each policy keeps the next one from being changed; the last one keeps the trails. */
const chain = Array.from({ length: 7 }, (_, index) =>
  scp(
    `link${index}`,
    [ROOT],
    index === 6 ? deny(TRAIL_WRITES) : deny('organizations:*Policy', `${POLICY}/p-link${index + 1}`),
    NO_LEAVING,
  ),
);

/** Who can do it, and from where: every one was once judged wrongly. */
export default [
  {
    name: 'of two alike accounts, one has a locked bucket',
    why: 'No policy tells the accounts apart, but the lock of one bucket says nothing of the other.',
    snapshot: larger({
      buckets: [
        bucket(),
        bucketOf(ONE, {
          objectLock: { default: { mode: 'COMPLIANCE', days: 999 } },
          retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' },
        }),
        bucketOf(OTHER),
      ],
    }),
    expect: [admin(OTHER, 's3-delete-object-version', 'possible')],
  },
  {
    name: 'of two alike accounts, one opens its bucket to everybody',
    why: 'An ACL is the bucket’s own.',
    snapshot: larger({
      buckets: [
        bucket(),
        bucketOf(ONE, { ownership: 'ObjectWriter', publicAccessBlock: false }),
        bucketOf(OTHER, {
          ownership: 'ObjectWriter',
          publicAccessBlock: false,
          acl: [{ grantee: 'AllUsers', permission: 'WRITE' }],
        }),
      ],
    }),
    expect: [outside('s3-overwrite-new-version', 'possible', '000000000000')],
  },
  {
    name: 'a role of the log archive trusts another member',
    why: 'The bucket’s policy names nobody, and the role that does is in the bucket’s account.',
    snapshot: larger({ roles: [role(LOG_ARCHIVE, 'Deployer', { AWS: rootOf(TOOLING) })] }),
    expect: [admin(TOOLING, DELETE, 'possible'), admin(WORKLOAD, DELETE, 'blocked')],
  },
  {
    name: 'roles of two alike accounts trust the same account, and one of the two has a bucket',
    why: 'Roles that look alike lead into different accounts.',
    snapshot: larger({
      trails: [],
      buckets: [bucketOf(OTHER)],
      roles: [ONE, OTHER].flatMap((id) => [
        role(id, 'Deployer', { AWS: rootOf(TOOLING) }),
        role(id, 'OrganizationAccountAccessRole', { AWS: rootOf(MANAGEMENT) }),
      ]),
    }),
    expect: [
      admin(TOOLING, DELETE, 'possible'),
      { technique: DELETE, actor: 'management', account: MANAGEMENT, verdict: 'possible' },
    ],
  },
  {
    name: 'a bucket policy lets in one session',
    why: 'Whoever assumes a role chooses the name of the session.',
    snapshot: organization(
      withBucketPolicy(
        allow('s3:*', [BUCKET, OBJECTS], {
          Principal: { AWS: `arn:aws:sts::${WORKLOAD}:assumed-role/Deploy/ci` },
        }),
      ),
    ),
    expect: [admin(WORKLOAD, DELETE, ['possible', 'unknown'])],
  },
  {
    name: 'a key policy lets in one session',
    why: 'The account’s administrator makes the role, and chooses the name of the session.',
    snapshot: organization({
      policies: [scp('stay', [ROOT], NO_LEAVING)],
      keys: [
        key({
          policy: document(
            allow('kms:*', '*', {
              Principal: { AWS: `arn:aws:sts::${LOG_ARCHIVE}:assumed-role/KeyAdmin/ci` },
            }),
          ),
        }),
      ],
    }),
    expect: [admin(LOG_ARCHIVE, 'kms-disable-key', ['possible', 'unknown'])],
  },
  {
    name: 'a delegated administrator that may also detach policies',
    why: 'It detaches what denies it CloudTrail, then stops the organization trail.',
    snapshot: organization({
      trails: [organizationTrail()],
      delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
      delegationPolicy: document(allow('organizations:*', '*', { Principal: { AWS: rootOf(LOG_ARCHIVE) } })),
      policies: [scp('guard', [ROOT], deny('cloudtrail:*'), NO_LEAVING)],
    }),
    expect: [
      {
        technique: 'cloudtrail-org-trail-stop-delegated',
        actor: 'delegated',
        account: LOG_ARCHIVE,
        direct: 'blocked',
        verdict: ['possible', 'unknown'],
      },
    ],
  },
  {
    name: 'a role of the log archive trusts somebody outside',
    why: 'Whom a role lets in is in the account, whoever the bucket’s policy names.',
    snapshot: organization({
      policies: [scp('stay', [ROOT], NO_LEAVING)],
      roles: [role(LOG_ARCHIVE, 'Vendor', { AWS: rootOf(OUTSIDE) })],
    }),
    expect: [outside(DELETE, 'possible')],
  },
  {
    name: 'somebody outside strips the bucket policy first',
    why: 'It becomes a role of the owner’s account, which may delete the policy that is in its way.',
    snapshot: organization({
      ...withBucketPolicy(
        denyAnybody('s3:DeleteObject*', OBJECTS),
        allow('s3:GetObject', OBJECTS, { Principal: { AWS: rootOf(OUTSIDE) } }),
      ),
      roles: [role(LOG_ARCHIVE, 'Vendor', { AWS: rootOf(OUTSIDE) })],
    }),
    expect: [
      outside(DELETE, 'possible'),
      // Whoever accepts takes its own account along.
      outside('organization-direct-transfer', 'blocked'),
    ],
  },
  {
    name: 'somebody outside suspends versioning first',
    why: 'Files that are overwritten from then on have no version to go back to.',
    snapshot: organization(
      withBucketPolicy(
        allow(['s3:PutBucketVersioning', 's3:PutObject'], [BUCKET, OBJECTS], {
          Principal: { AWS: rootOf(OUTSIDE) },
        }),
      ),
    ),
    expect: [outside('s3-overwrite-unversioned', ['possible', 'unknown'])],
  },
  {
    name: 'seven policies, each of which keeps the next',
    why: 'Whoever may detach the first one comes to the last one in the end.',
    snapshot: organization({
      policies: chain,
      delegationPolicy: document(allow('organizations:*', '*', { Principal: { AWS: rootOf(WORKLOAD) } })),
    }),
    expect: [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
  },
  {
    name: 'accounts below a number',
    why: 'Operators for numbers tell alike accounts apart.',
    snapshot: larger({
      trails: [trailOf(ONE), trailOf(OTHER)],
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(TRAIL_WRITES, '*', {
            Condition: { NumericLessThan: { 'aws:PrincipalAccount': '500000000000' } },
          }),
        ),
      ],
    }),
    expect: [admin(ONE, STOP, 'blocked'), admin(OTHER, STOP, 'possible')],
  },
  {
    name: 'a role that bears the exempting tag already',
    why: 'Nobody can tag anything, and whoever assumes the role is tagged all the same.',
    snapshot: organization({
      policies: untagged(deny(TRAIL_WRITES, '*', { Condition: UNLESS_SECURITY })),
      roles: [tagged(role(WORKLOAD, 'Ops', { AWS: rootOf(WORKLOAD) }))],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'a role of another account that bears the exempting tag already',
    why: 'Its trust policy lets the attacker in, and its tag is the one that exempts.',
    snapshot: organization({
      policies: untagged(deny(BUCKET_WRITES, '*', { Condition: UNLESS_SECURITY })),
      roles: [tagged(role(LOG_ARCHIVE, 'Ops', { AWS: rootOf(WORKLOAD) }))],
    }),
    expect: [admin(WORKLOAD, DELETE, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'a role of the delegated administrator trusts another member',
    why: 'Whoever assumes it is of the delegated administrator’s account.',
    snapshot: organization({
      trails: [organizationTrail()],
      delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
      policies: [scp('stay', [ROOT], NO_LEAVING)],
      roles: [role(LOG_ARCHIVE, 'Deployer', { AWS: rootOf(WORKLOAD) })],
    }),
    expect: [admin(WORKLOAD, 'cloudtrail-org-trail-stop-delegated', ['possible', 'unknown'])],
  },
  {
    name: 'a delegated administrator that can move to another organization',
    why: 'Once it has moved it administers nothing here any more.',
    snapshot: organization({
      trails: [organizationTrail()],
      delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
      policies: [scp('guard', [ROOT], deny(['cloudtrail:*', 'organizations:LeaveOrganization']))],
    }),
    expect: [{ technique: 'cloudtrail-org-trail-stop-delegated', account: LOG_ARCHIVE, verdict: 'blocked' }],
  },
  {
    name: 'of two alike accounts, the bucket policy of one was not read',
    why: 'The policy that nobody has seen may let anybody in.',
    snapshot: {
      ...larger({ buckets: [bucket(), bucketOf(ONE), bucketOf(OTHER)] }),
      gaps: [gap(`arn:aws:s3:::logs-${OTHER}`, 's3:GetBucketPolicy')],
    },
    expect: [outside(DELETE, 'unknown', '000000000000')],
  },
  {
    name: 'of two alike accounts, the roles of one were not read',
    why: 'The exempt role may exist there, and trust whomever.',
    snapshot: {
      ...larger({
        trails: [trailOf(ONE), trailOf(OTHER)],
        policies: [
          scp(
            'guard',
            [ROOT],
            deny('cloudtrail:StopLogging', '*', {
              Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
            }),
            deny('iam:*', 'arn:aws:iam::*:role/BreakGlass'),
          ),
        ],
      }),
      gaps: [gap(rootOf(OTHER), 'iam:GetAccountAuthorizationDetails')],
    },
    expect: [admin(ONE, STOP, 'blocked'), admin(OTHER, STOP, 'unknown')],
  },
  {
    name: 'a bucket policy for everybody, and public access blocked',
    why: 'RestrictPublicBuckets leaves a public policy for the owner’s account and services alone.',
    snapshot: organization(withBucketPolicy(allow('s3:DeleteObject', OBJECTS, { Principal: '*' }))),
    expect: [outside(DELETE, 'blocked', '000000000000')],
  },
  {
    name: 'whose account’s roles nobody read',
    why: 'There may be a role that lets in the management account, as every account has that was created within.',
    snapshot: {
      ...larger({ buckets: [bucket(), bucketOf(OTHER)] }),
      gaps: [gap(rootOf(OTHER), 'iam:GetAccountAuthorizationDetails')],
    },
    expect: [
      { technique: DELETE, actor: 'management', account: MANAGEMENT, verdict: 'unknown' },
      admin(WORKLOAD, DELETE, 'unknown'),
      outside(DELETE, 'unknown', '000000000000'),
    ],
  },
  {
    name: 'a role with one tag that is needed and one that is in the way',
    why: 'Nobody denies iam:UntagRole.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny('cloudtrail:StopLogging', '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalTag/a': 'x' } },
          }),
          deny('cloudtrail:StopLogging', '*', { Condition: { Null: { 'aws:PrincipalTag/b': 'false' } } }),
          deny(['iam:Tag*', 'sts:TagSession']),
          NO_LEAVING,
        ),
        rcp('perimeter', [ROOT], denyAnybody('sts:TagSession')),
      ],
      roles: [{ ...role(WORKLOAD, 'Tagged', { AWS: rootOf(WORKLOAD) }), tags: { a: 'x', b: 'y' } }],
    }),
    expect: [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
  },
] satisfies readonly World[];
