import { describe, expect, it } from 'vitest';
import { collect } from '../src/commands/collect.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { accessTo } from './collecting.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import {
  allow,
  BUCKET,
  bucket,
  deny,
  document,
  GUARD_TRAILS,
  KEY,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  organization,
  organizationTrail,
  ROOT,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  trail,
  WORKLOAD,
} from './worlds/build.ts';

const EVERYTHING = document(allow('*'));
const TOPIC = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:alerts`;
const QUEUE = `arn:aws:sqs:us-east-1:${LOG_ARCHIVE}:siem`;

const reader = (accountId: string) => ({
  ...role(accountId, 'OrganizationAccountAccessRole', { AWS: rootOf(MANAGEMENT) }),
  policies: [EVERYTHING],
});

/** Guarded in part, so that there are verdicts of every kind; the exemption and the bucket are named by their ARNs. */
const COMMERCIAL: Snapshot = withUsableIds(
  organization({
    policies: [
      scp('guard', [ROOT], NO_LEAVING, GUARD_TRAILS),
      scp(
        'bucket',
        [ROOT],
        deny(['s3:DeleteObject*', 's3:PutLifecycleConfiguration'], [BUCKET, `${BUCKET}/*`], {
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
        }),
      ),
    ],
    trustedAccess: ['cloudtrail.amazonaws.com'],
    trails: [
      { ...organizationTrail(), kmsKeyArn: KEY, tags: {} },
      trail({ snsTopicArn: TOPIC, tags: {}, insights: false }),
    ],
    buckets: [bucket({ kmsKeyArn: KEY, notifies: [QUEUE] })],
    keys: [key()],
    roles: [
      reader(LOG_ARCHIVE),
      reader(WORKLOAD),
      role(LOG_ARCHIVE, 'BreakGlass', { AWS: roleOf(LOG_ARCHIVE, 'Operator') }),
    ],
    resources: [
      resource('AWS::SNS::Topic', TOPIC, { policy: document(allow('sns:Publish', '*', { Principal: '*' })) }),
      resource('AWS::SQS::Queue', QUEUE, {
        policy: document(allow('sqs:SendMessage', '*', { Principal: '*' })),
      }),
    ],
  }),
);

const inPartition = (snapshot: Snapshot, partition: string, region: string): Snapshot => ({
  ...(JSON.parse(
    JSON.stringify(snapshot).replaceAll('arn:aws:', `arn:${partition}:`).replaceAll('us-east-1', region),
  ) as Snapshot),
  partition,
});

/** What `collect` reads of it over the wire, by a user of the management account. */
const collected = async (there: Snapshot, region: string): Promise<Snapshot> =>
  collect(await accessTo(there, { region }), { depth: 'full' });

/** Only the commercial partition has Regions to opt into, and linked accounts in GovCloud. */
const COMMERCIAL_ONLY = new Set(['govcloud-partition', 'unwatched-region-optin']);

const verdictsOf = (snapshot: Snapshot): readonly string[] =>
  prove(snapshot, techniques)
    .findings.filter(({ technique }) => !COMMERCIAL_ONLY.has(technique))
    .map(
      ({ technique, target, actor, accounts, direct, verdict }) =>
        `${technique} ${target.split(':').slice(2).join(':')} by ${actor.kind} of ${accounts.join(' ')}: ${direct} ${verdict}`,
    )
    .sort();

const PARTITIONS = [
  ['aws', 'us-east-1'],
  ['aws', 'eu-central-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-us-gov', 'us-gov-east-1'],
  ['aws-cn', 'cn-northwest-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
] as const;

let expected: readonly string[] | undefined;

describe.each(PARTITIONS)('in %s, %s', (partition, region) => {
  const there = inPartition(COMMERCIAL, partition, region);

  it('collects what is there and judges it as in the first', async () => {
    const read = await collected(there, region);
    expect(read.partition).toBe(partition);
    expect(read.gaps.filter(({ code }) => code !== 'NotCollected')).toEqual([]);
    expect(read.trails.map(({ arn }) => arn).sort()).toEqual(there.trails.map(({ arn }) => arn).sort());
    expect(read.logBuckets).toMatchObject([{ arn: there.logBuckets[0]?.arn, region }]);
    expect(read.keys).toMatchObject(there.keys ?? []);
    const found = read.resources?.map(({ arn }) => arn);
    expect(found).toEqual(expect.arrayContaining((there.resources ?? []).map(({ arn }) => arn)));
    const foreign = partition === 'aws' ? /arn:aws-/ : /arn:aws:/;
    expect(JSON.stringify(read)).not.toMatch(foreign);
    expected ??= verdictsOf(await collected(COMMERCIAL, 'us-east-1'));
    const renamed = expected.map((line) => line.replaceAll('us-east-1', region)).sort();
    expect(verdictsOf(read)).toEqual(renamed);
  });
});

it.each([
  ['cn-north-1', 'possible'],
  ['cn-northwest-1', 'blocked'],
])('in China, a deny on Organizations in %s leaves it %s that an account leaves', (region, verdict) => {
  const elsewhere = deny(['organizations:LeaveOrganization', 'organizations:AcceptHandshake'], '*', {
    Condition: { StringEquals: { 'aws:RequestedRegion': region } },
  });
  const there = inPartition(organization({ policies: [scp('guard', [ROOT], elsewhere)] }), 'aws-cn', region);
  const { findings } = prove(there, techniques);
  const leaving = findings.filter(({ technique }) => technique === 'organization-leave');
  expect(new Set(leaving.map((one) => one.verdict))).toEqual(new Set([verdict]));
});
