import type { Verdict } from '../../src/model/finding.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import type { LogBucket, Snapshot } from '../../src/model/snapshot.ts';
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
const ERASE = 's3-delete-object-version';

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

const guarded = (...statements: readonly PolicyStatement[]): Snapshot =>
  organization({ policies: [scp('guard', [ROOT], ...statements, NO_LEAVING)] });

type Condition = NonNullable<PolicyStatement['Condition']>;

const trails = (Condition: Condition): PolicyStatement => deny(TRAIL_WRITES, '*', { Condition });

const open = (name: string, why: string, ...statements: readonly PolicyStatement[]): World => ({
  name,
  why,
  snapshot: guarded(...statements),
  expect: [admin(WORKLOAD, STOP, 'possible')],
});

const unsettled = (name: string, why: string, ...statements: readonly PolicyStatement[]): World => ({
  name,
  why,
  snapshot: guarded(...statements),
  expect: [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
});

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

const oneOf = (...verdicts: readonly Verdict[]): readonly Verdict[] => verdicts;

const CENTERS = Array.from({ length: 30 }, (_, index) => `cost-${index}`);
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

/** Every one was once judged wrongly. */
export default [
  {
    name: 'of two alike accounts, one has a locked bucket',
    why: 'No policy tells the accounts apart, but the lock of one bucket says nothing of the other.',
    snapshot: larger({
      buckets: [
        bucketOf(ONE, {
          objectLock: { default: { mode: 'COMPLIANCE', days: 999 } },
          retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' },
        }),
        bucketOf(OTHER),
      ],
    }),
    expect: [admin(OTHER, ERASE, 'possible')],
  },
  {
    name: 'of two alike accounts, one opens its bucket to everybody',
    why: 'An ACL is the bucket’s own.',
    snapshot: larger({
      buckets: [
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
    name: 'a role of one alike account leads to its bucket, a role of the other to nothing',
    why: 'Roles that look alike lead into different accounts.',
    snapshot: larger({
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
  open(
    'only through an endpoint of the caller’s own account',
    'The attacker makes an endpoint in its account: a variable stands for a value that the key can have.',
    trails({ StringNotEquals: { 'aws:VpceAccount': '${aws:PrincipalAccount}' } }),
  ),
  open(
    'only with a source identity that begins with the account',
    'The caller chooses its source identity.',
    trails({ StringNotLike: { 'aws:SourceIdentity': '${aws:PrincipalAccount}-*' } }),
  ),
  {
    name: 'who bears the bucket’s own tag',
    why: 'The attacker tags its role as the bucket is tagged.',
    snapshot: organization({
      buckets: [bucket({ tags: { team: 'logs' } })],
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(BUCKET_WRITES, '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } },
          }),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [admin(LOG_ARCHIVE, DELETE, 'possible')],
  },
  ...['aws:PrincipalTag/folder', 'aws:username'].map(
    (variable): World => ({
      name: `a folder for each ${variable}`,
      why: 'Tags and names of users are the attacker’s to choose: AWSLogs is one.',
      snapshot: organization(
        withBucketPolicy(
          allow('s3:DeleteObject', `${BUCKET}/\${${variable}}/*`, { Principal: { AWS: rootOf(WORKLOAD) } }),
        ),
      ),
      expect: [admin(WORKLOAD, DELETE, oneOf('possible', 'unknown'))],
    }),
  ),
  open(
    'a tag of thirty values before the one that exempts',
    'However many values a condition lists, any tag may be tried.',
    trails({ StringEquals: { 'aws:PrincipalTag/CostCenter': CENTERS } }),
    trails({ StringNotEquals: { 'aws:PrincipalTag/team': 'security' } }),
  ),
  open(
    'exempt by the name of a user',
    'A user of that name can be made.',
    trails({ StringNotEquals: { 'aws:username': 'breakglass' } }),
  ),
  open(
    'exempt by the beginning of a user’s name',
    'A user of such a name can be made.',
    trails({ StringNotLike: { 'aws:username': 'bg-*' } }),
  ),
  open(
    'exempt in the account of the resource',
    'A trail is the account’s own: the variable stands for the caller’s account.',
    trails({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:ResourceAccount}:role/BreakGlass' } }),
  ),
  open(
    'exempt in the caller’s account, in lower case',
    'Names of condition keys do not depend on case.',
    trails({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:principalaccount}:role/BreakGlass' } }),
  ),
  unsettled(
    'exempt if federated',
    'A user’s keys are enough for sts:GetFederationToken: whoever has them may be a federated user.',
    trails({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } }),
  ),
  open(
    'denied to whoever says at all whether it used MFA',
    'Long-term keys of a user never say so.',
    trails({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ),
  {
    name: 'an exempt role, and sts in two Regions alone',
    why: 'Assuming a role works in whatever Region one likes.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          trails({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } }),
          deny('sts:*', '*', {
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['ap-northeast-1', 'ap-northeast-3'] } },
          }),
          deny(['lambda:*', 'iam:PassRole']),
          NO_LEAVING,
        ),
        rcp(
          'perimeter',
          [ROOT],
          denyAnybody('sts:*', '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
          }),
        ),
      ],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
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
    expect: [admin(WORKLOAD, DELETE, oneOf('possible', 'unknown'))],
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
    expect: [admin(LOG_ARCHIVE, 'kms-disable-key', oneOf('possible', 'unknown'))],
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
        verdict: oneOf('possible', 'unknown'),
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
    expect: [outside(DELETE, 'possible')],
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
    expect: [outside('s3-overwrite-unversioned', oneOf('possible', 'unknown'))],
  },
  {
    name: 'seven policies, each of which keeps the next',
    why: 'Whoever may detach the first one comes to the last one in the end.',
    snapshot: organization({
      policies: chain,
      delegationPolicy: document(allow('organizations:*', '*', { Principal: { AWS: rootOf(WORKLOAD) } })),
    }),
    expect: [admin(WORKLOAD, STOP, oneOf('possible', 'unknown'))],
  },
  unsettled(
    'a key of several values, tested as if it had one',
    'AWS does not say how the first condition is answered; the second one spares only calls through CloudFormation.',
    trails({ StringEquals: { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }),
    trails({ 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }),
  ),
  unsettled(
    'two networks of IPv6, and all of IPv4',
    'There are addresses of IPv6 in neither network.',
    trails({ IpAddressIfExists: { 'aws:SourceIp': ['0.0.0.0/0', '2001:db8::/32', '2600::/12'] } }),
  ),
  open(
    'one number between two that are denied',
    'What is more than 1.1 and less than 1.3 is neither.',
    trails({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '1.1' } }),
    trails({ NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': '1.3' } }),
    trails({ Null: { 'aws:MultiFactorAuthAge': 'true' } }),
  ),
  {
    name: 'from a time in seconds on',
    why: 'aws:EpochTime is a number of seconds, which operators for numbers take; the time is long past.',
    snapshot: guarded(trails({ NumericGreaterThan: { 'aws:EpochTime': '1700000000' } })),
    expect: [admin(WORKLOAD, STOP, 'blocked')],
  },
  {
    name: 'allowed from a time in seconds on',
    why: 'The time is long past.',
    snapshot: organization({
      full: EVERYWHERE.filter((target) => target !== WORKLOADS),
      policies: [
        scp('stay', [ROOT], NO_LEAVING),
        scp(
          'list',
          [WORKLOADS],
          allow('*', '*', { Condition: { NumericGreaterThan: { 'aws:EpochTime': '1700000000' } } }),
        ),
      ],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible')],
  },
  {
    name: 'until a day in one key, from that day on in another',
    why: 'Both keys are the time of the request.',
    snapshot: guarded(
      trails({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }),
      trails({ DateGreaterThanEquals: { 'aws:EpochTime': '2030-01-01T00:00:00Z' } }),
    ),
    expect: [admin(WORKLOAD, STOP, oneOf('blocked', 'unknown'))],
  },
  {
    name: 'accounts below a number',
    why: 'Operators for numbers tell alike accounts apart.',
    snapshot: larger({
      trails: [trailOf(ONE), trailOf(OTHER)],
      policies: [
        scp('guard', [ROOT], trails({ NumericLessThan: { 'aws:PrincipalAccount': '500000000000' } })),
      ],
    }),
    expect: [admin(ONE, STOP, 'blocked'), admin(OTHER, STOP, 'possible')],
  },
] satisfies readonly World[];
