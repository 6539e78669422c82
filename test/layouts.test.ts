import { describe, expect, it } from 'vitest';
import { redacted } from '../src/commands/collect/redact.ts';
import { collect } from '../src/commands/collect.ts';
import { plan, planFrom } from '../src/commands/plan.ts';
import { prove as answerTo } from '../src/commands/prove.ts';
import { layoutsOf } from '../src/model/layout.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { layout as inEnglish } from '../src/text/en/layout.ts';
import { layout as inJapanese } from '../src/text/ja/layout.ts';
import { accessTo, without } from './collecting.ts';
import {
  accelerator,
  CENTRAL,
  EVERYTHING,
  execution,
  exempting,
  TOWER,
  TOWER_BUCKET,
  tower,
  ZONE,
} from './layout-worlds.ts';
import {
  bucket,
  deny,
  LOG_ARCHIVE,
  MANAGEMENT,
  ORGANIZATION,
  organization,
  organizationTrail,
  type Parts,
  resource,
  SECURITY,
  scp,
  WORKLOAD,
} from './worlds/build.ts';

const FULL = { depth: 'full' } as const;

/** The same in AWS GovCloud (US). */
const inGovCloud = (there: Snapshot): Snapshot => ({
  ...JSON.parse(
    JSON.stringify(there).replaceAll('arn:aws:', 'arn:aws-us-gov:').replaceAll('us-east-1', 'us-gov-west-1'),
  ),
  partition: 'aws-us-gov',
});

const collected = async (there: Snapshot, policy = EVERYTHING) =>
  collect(await accessTo(there, { policy, region: there.trails[0]?.homeRegion ?? '' }), FULL);

const kindsOf = (there: Snapshot) => layoutsOf(there).map(({ kind }) => kind);

describe('a landing zone of AWS Control Tower', () => {
  it.each([
    ['aws', tower()],
    ['aws-us-gov', inGovCloud(tower())],
  ])('is recognised in %s, with where the logs are', async (_, there) => {
    const read = await collected(there);
    expect(read.gaps.filter(({ code }) => code !== 'NotCollected')).toEqual([]);
    const bucketName = there.logBuckets[0]?.name ?? '';
    expect(layoutsOf(read)).toMatchObject([
      { kind: 'control-tower', version: '3.3', logArchive: LOG_ARCHIVE, buckets: [bucketName] },
    ]);
    const { claim } = await answerTo(read, { now: new Date() });
    expect(claim.layouts).toEqual(layoutsOf(read));
    // Below the organization’s id, twice: once as the trail’s prefix.
    expect(read.logBuckets[0]?.sample?.key).toMatch(
      new RegExp(`^${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${WORKLOAD}/CloudTrail/`),
    );
  });

  it('is told of in a line', () => {
    const [found] = layoutsOf(tower());
    const line = found === undefined ? '' : inEnglish(found);
    expect(line).toBe(
      `AWS Control Tower landing zone 3.3: logs in ${LOG_ARCHIVE} (bucket ${TOWER_BUCKET}); known by landing zone ${ZONE.arn}, trail ${TOWER.trails('aws-controltower-BaselineCloudTrail')[0]?.arn}, policy aws-guardrails-vldGRP and 2 more`,
    );
    expect(found === undefined ? '' : inJapanese(found)).toContain(
      `AWS Control Tower のランディングゾーン 3.3: ログはアカウント ${LOG_ARCHIVE} (バケット ${TOWER_BUCKET})。根拠: ランディングゾーン ${ZONE.arn}`,
    );
  });

  it('may keep no logs', () => {
    const off = tower({
      resources: [{ ...ZONE, landingZone: { version: '4.0', logging: 'off' } }],
    });
    const [found] = layoutsOf(off);
    expect(found).toMatchObject({ version: '4.0', logArchive: 'off', buckets: [] });
    expect(found === undefined ? '' : inEnglish(found)).toContain(
      'landing zone 4.0: central logging is off;',
    );
  });

  it('is recognised by its trail and policies where it may not be listed', async () => {
    const read = await collected(tower(), without('controltower:ListLandingZones'));
    expect(read.gaps.map(({ action }) => action)).toContain('controltower:ListLandingZones');
    const [found] = layoutsOf(read);
    expect(found).toMatchObject({ kind: 'control-tower', logArchive: LOG_ARCHIVE, buckets: [TOWER_BUCKET] });
    expect(found?.version).toBeUndefined();
  });

  it('is not what is left of one', async () => {
    expect(kindsOf(await collected(tower({ resources: [] })))).toEqual([]);
  });

  const unread = (there: Snapshot): Snapshot => {
    const { resources: _, ...rest } = there;
    return rest;
  };
  const none = { policies: [], roles: [], trails: [], buckets: [] };

  it.each<[string, Parts, readonly string[]]>([
    ['a role’s name alone', { ...none, roles: [execution(LOG_ARCHIVE), execution(WORKLOAD)] }, []],
    ['a trail’s name alone', { policies: [], roles: [] }, []],
    ['a policy’s name alone', { ...none, policies: [scp('aws-guardrails-x', [SECURITY], deny('s3:*'))] }, []],
    [
      'a policy that is attached nowhere, and a role',
      { trails: [], policies: [scp('aws-guardrails-x', [], exempting('AWSControlTowerExecution'))] },
      [],
    ],
    [
      'a member’s own trail of that name, and a role',
      {
        policies: [],
        trails: TOWER.trails('aws-controltower-BaselineCloudTrail').map((one) => ({
          ...one,
          arn: one.arn.replace(MANAGEMENT, WORKLOAD),
          accountId: WORKLOAD,
          organizationTrail: false,
        })),
      },
      [],
    ],
    [
      'a stack and a role, which any member can make',
      {
        ...none,
        roles: [execution(WORKLOAD)],
        resources: [
          resource(
            'AWS::CloudFormation::Stack',
            `arn:aws:cloudformation:us-east-1:${WORKLOAD}:stack/StackSet-AWSControlTowerBP-BASELINE-ROLES-1/1`,
            { name: 'StackSet-AWSControlTowerBP-BASELINE-ROLES-1' },
          ),
        ],
      },
      [],
    ],
    ['an organization’s trail and a policy', { roles: [] }, ['control-tower']],
  ])('by %s, where nobody could look, is %j: %j', (_, parts, kinds) => {
    const there = tower(parts);
    const gap = { resource: '', action: 'controltower:ListLandingZones', code: '', message: '' };
    expect(kindsOf({ ...there, resources: parts.resources ?? [], gaps: [gap] })).toEqual(kinds);
    expect(kindsOf(parts.resources === undefined ? unread(there) : { ...there, gaps: [gap] })).toEqual(kinds);
  });
});

describe('Landing Zone Accelerator on AWS', () => {
  it.each([
    ['aws', accelerator()],
    ['aws-us-gov', inGovCloud(accelerator())],
  ])('is recognised in %s, with where the logs are', async (_, there) => {
    const read = await collected(there);
    expect(read.gaps.filter(({ code }) => code !== 'NotCollected')).toEqual([]);
    expect(layoutsOf(read)).toMatchObject([
      { kind: 'landing-zone-accelerator', logArchive: LOG_ARCHIVE, buckets: [there.logBuckets[0]?.name] },
    ]);
    expect(read.logBuckets[0]?.sample?.key).toMatch(
      new RegExp(`^cloudtrail-organization/AWSLogs/${ORGANIZATION}/${WORKLOAD}/CloudTrail/`),
    );
  });

  it('stands on AWS Control Tower, too, whose trail it then uses', () => {
    const policies = [scp('AcceleratorGuardrails1', [SECURITY], exempting('AWSAccelerator*'))];
    const roles = [execution(WORKLOAD, 'AWSAccelerator-GetIpamCidrRole'), execution(WORKLOAD)];
    const there = tower({ policies, roles });
    expect(kindsOf(there)).toEqual(['control-tower', 'landing-zone-accelerator']);
    expect(layoutsOf(there).map(inEnglish)[1]).toContain('on AWS: no trail of its own was seen; known by');
  });

  it.each<[string, Parts]>([
    [
      'a trail of that name to another bucket',
      { trails: TOWER.trails('AWSAccelerator-Organizations-CloudTrail') },
    ],
    ['a trail alone', { policies: [] }],
    ['a policy alone', { trails: [] }],
  ])('is not %s', (_, parts) => {
    expect(kindsOf(accelerator(parts))).toEqual([]);
  });
});

it.each([
  ['AWS Control Tower', tower(), ['control-tower']],
  ['Landing Zone Accelerator on AWS', accelerator(), ['landing-zone-accelerator']],
])('redacted, %s proves the same, and what is recognised names nobody', async (_, there, kinds) => {
  const read = await collected(there);
  const shared = redacted(read);
  const verdicts = (of: Snapshot) =>
    prove(of, techniques)
      .findings.map(({ technique, verdict, actor }) => `${technique} ${actor.kind} ${verdict}`)
      .sort();
  expect(verdicts(shared)).toEqual(verdicts(read));
  expect(kindsOf(shared)).toEqual(kinds);
  const told = layoutsOf(shared).map(inEnglish).join();
  for (const { id } of read.accounts) expect(told).not.toContain(id);
});

describe('a plan', () => {
  const target = 'Security';

  it.each([
    ['AWS Control Tower', tower(), TOWER_BUCKET, ['control-tower-updates']],
    [
      'Landing Zone Accelerator on AWS',
      accelerator(),
      CENTRAL.buckets[0]?.name ?? '',
      ['accelerator-updates', 'accelerator-reverts'],
    ],
  ])(
    'for a bucket of %s says which of its changes fail or are taken back',
    async (_, there, name, reasons) => {
      const live = await plan(await accessTo(there), { target });
      const filed = await planFrom(await collected(there), { target });
      for (const { layouts, warnings, bucketName } of [live, filed]) {
        expect(bucketName).toBe(name);
        expect(layouts).toHaveLength(1);
        expect(warnings.map(({ reason }) => reason)).toEqual(reasons);
        expect(warnings[0]?.parameters).toEqual({ bucket: name });
      }
    },
  );

  it('for another bucket keeps nobody from updating the landing zone', async () => {
    const trails = [...tower().trails, { ...organizationTrail(), name: 'own', arn: organizationTrail().arn }];
    const there = tower({ trails, buckets: [...TOWER.buckets, bucket()] });
    const { layouts, warnings } = await planFrom(there, { target, trail: 'own' });
    expect(layouts).toMatchObject([{ kind: 'control-tower' }]);
    expect(warnings.map(({ reason }) => reason)).not.toContain('control-tower-updates');
  });

  it('for an organization without a landing zone says nothing of one', async () => {
    const { layouts, warnings } = await planFrom(organization({ trails: [organizationTrail()] }), { target });
    expect(layouts).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
