import type { PolicyStatement } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import {
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
  key,
  LOG_ARCHIVE,
  NO_LEAVING,
  ORGANIZATION,
  organization,
  ROOT,
  rcp,
  rootOf,
  scp,
  TRAIL_WRITES,
  WORKLOAD,
  WORKLOADS,
  type World,
} from './build.ts';

const STOP = 'cloudtrail-stop-logging';
const DELETE = 's3-delete-object';

const guarded = (...statements: readonly PolicyStatement[]): Snapshot =>
  organization({ policies: [scp('guard', [ROOT], ...statements, NO_LEAVING)] });

type Condition = NonNullable<PolicyStatement['Condition']>;

const trails = (Condition: Condition): PolicyStatement => deny(TRAIL_WRITES, '*', { Condition });
/** So that no other technique is as unsettled. */
const stops = (Condition: Condition): PolicyStatement => deny('cloudtrail:StopLogging', '*', { Condition });
const buckets = (Condition: Condition): PolicyStatement => deny(BUCKET_WRITES, '*', { Condition });

const open = (name: string, why: string, ...statements: readonly PolicyStatement[]): World => ({
  name,
  why,
  snapshot: guarded(...statements),
  expect: [admin(WORKLOAD, STOP, 'possible')],
});

/** At least not blocked. */
const unsettled = (name: string, why: string, ...statements: readonly PolicyStatement[]): World => ({
  name,
  why,
  snapshot: guarded(...statements),
  expect: [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
});

const openBucket = (name: string, why: string, ...statements: readonly PolicyStatement[]): World => ({
  name,
  why,
  snapshot: guarded(...statements),
  expect: [admin(LOG_ARCHIVE, DELETE, 'possible')],
});

const CENTERS = Array.from({ length: 30 }, (_, index) => `cost-${index}`);

/** What a name, a tag or the value of a condition key can be: every one was once judged wrongly. */
export default [
  openBucket(
    'only through an endpoint of the caller’s own account',
    'The attacker makes an endpoint in its account: a variable stands for a value that the key can have.',
    buckets({ StringNotEquals: { 'aws:VpceAccount': '${aws:PrincipalAccount}' } }),
  ),
  open(
    'only with a source identity that begins with the account',
    'The caller chooses its source identity.',
    trails({ StringNotLike: { 'aws:SourceIdentity': '${aws:PrincipalAccount}-*' } }),
  ),
  {
    name: 'who bears the key’s own tag',
    why: 'The attacker tags its role as the key is tagged.',
    snapshot: organization({
      keys: [key({ tags: { team: 'logs' } })],
      policies: [
        scp(
          'guard',
          [ROOT],
          deny('kms:*', '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } },
          }),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [admin(LOG_ARCHIVE, 'kms-disable-key', 'possible')],
  },
  ...['aws:PrincipalTag/folder', 'aws:username'].map(
    (variable): World => ({
      name: `a folder for each ${variable}`,
      why: 'Tags and names of users are the attacker’s to choose: AWSLogs is one.',
      snapshot: organization({
        policies: [scp('stay', [ROOT], NO_LEAVING)],
        buckets: [
          bucket({
            policy: document(
              ...DELIVERY,
              allow('s3:DeleteObject', `${BUCKET}/\${${variable}}/*`, {
                Principal: { AWS: rootOf(WORKLOAD) },
              }),
            ),
          }),
        ],
      }),
      expect: [admin(WORKLOAD, DELETE, ['possible', 'unknown'])],
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
    stops({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } }),
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
  unsettled(
    'a key of several values, tested as if it had one',
    'AWS does not say how the first condition is answered; the second one spares only calls through CloudFormation.',
    stops({ StringEquals: { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }),
    stops({ 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }),
  ),
  unsettled(
    'two networks of IPv6, and all of IPv4',
    'There are addresses of IPv6 in neither network.',
    stops({ IpAddressIfExists: { 'aws:SourceIp': ['0.0.0.0/0', '2001:db8::/32', '2600::/12'] } }),
  ),
  openBucket(
    'one number between two that are denied',
    'TLS 1.2 is more than 1.1 and less than 1.3.',
    buckets({ NumericLessThanEquals: { 's3:TlsVersion': '1.1' } }),
    buckets({ NumericGreaterThanEquals: { 's3:TlsVersion': '1.3' } }),
    buckets({ Null: { 's3:TlsVersion': 'true' } }),
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
      stops({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }),
      stops({ DateGreaterThanEquals: { 'aws:EpochTime': '2030-01-01T00:00:00Z' } }),
    ),
    expect: [admin(WORKLOAD, STOP, ['blocked', 'unknown'])],
  },
] satisfies readonly World[];
