import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pairs } from '../../../test/pairs/index.ts';
import {
  allow,
  bucket,
  deny,
  document,
  key,
  LOG_ARCHIVE,
  organization,
  ROOT,
  role,
  roleOf,
  scp,
  trail,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import { worlds } from '../../../test/worlds/index.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { prove } from '../../prove/index.ts';
import { techniques } from '../../techniques/index.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { redacted } from './redact.ts';
import { writeSnapshot } from './write.ts';

/** Whatever is answered, but for what it is about. */
const answers = (snapshot: Snapshot): readonly string[] =>
  prove(snapshot, techniques)
    .findings.map(({ technique, actor, accounts, direct, verdict, path = [] }) =>
      [technique, actor.kind, accounts.length, direct, verdict, path.map(({ operation }) => operation)].join(
        ' ',
      ),
    )
    .sort();

test.each(worlds.map((world) => [world.name, world] as const))('every verdict on %s stays', (_, world) => {
  expect(answers(redacted(world.snapshot))).toEqual(answers(world.snapshot));
});

test.each([...new Set(pairs.map(({ technique }) => technique))])(
  'every verdict where %s is closed stays',
  (id) => {
    const closed = pairs.flatMap((pair) =>
      pair.technique !== id || 'never' in pair.closed ? [] : [pair.closed],
    );
    for (const snapshot of closed) expect(answers(redacted(snapshot))).toEqual(answers(snapshot));
  },
);

test('a name that a technique gives to what it makes stays', () => {
  const world = organization({
    policies: [
      scp(
        'decoys',
        [ROOT],
        deny('cloudtrail:*', ['arn:aws:cloudtrail:*:*:trail/*-decoy', 'arn:aws:s3:::zebra']),
      ),
    ],
    trails: [trail()],
  });
  const shared = redacted(world);
  expect(JSON.stringify(shared)).toContain(':trail/*-decoy');
  expect(answers(shared)).toEqual(answers(world));
});

const topic = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:zebra-alerts`;

/** Whatever can have a name has one with `zebra` in it; what is AWS's own is there too. */
const named: Snapshot = {
  ...organization({
    policies: [
      scp(
        'zebra-guard',
        [ROOT],
        deny('s3:*', ['arn:aws:s3:::zebra-trails/*', `arn:aws:iam::*:role/zebra/*-zebra`], {
          Sid: 'ZebraGuard',
          Condition: {
            ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ZebraGlass-*' },
            StringNotEquals: { 'aws:PrincipalTag/team': 'zebra', 'aws:PrincipalOrgID': 'o-exampleorgid' },
          },
        }),
      ),
    ],
    trails: [
      trail({
        name: 'zebra',
        arn: `arn:aws:cloudtrail:us-east-1:${WORKLOAD}:trail/zebra`,
        bucketName: 'zebra-trails',
        keyPrefix: 'zebra/logs',
        snsTopicArn: topic,
        tags: { team: 'Zebra crossing' },
      }),
    ],
    buckets: [
      bucket({
        name: 'zebra-trails',
        arn: 'arn:aws:s3:::zebra-trails',
        policy: document(allow('s3:*', 'arn:aws:s3:::zebra-trails')),
      }),
    ],
    keys: [key({ aliases: ['alias/zebra', 'alias/aws/s3'] })],
    roles: [
      role(WORKLOAD, 'zebra/ZebraGlass-1', { AWS: roleOf(LOG_ARCHIVE, 'zebra') }),
      role(WORKLOAD, 'OrganizationAccountAccessRole', { AWS: roleOf(LOG_ARCHIVE, 'ZEBRA') }),
    ],
    logGroups: [
      {
        name: '/zebra/trail',
        arn: `arn:aws:logs:us-east-1:${LOG_ARCHIVE}:log-group:/zebra/trail`,
        accountId: LOG_ARCHIVE,
        region: 'us-east-1',
        metricFilters: ['zebra'],
      },
    ],
    resources: [
      {
        type: 'AWS::SNS::Topic',
        arn: topic,
        name: 'zebra-alerts',
        accountId: LOG_ARCHIVE,
        region: 'us-east-1',
      },
    ],
  }),
  gaps: [
    {
      resource: roleOf(WORKLOAD, 'zebra'),
      action: 'iam:GetPolicy',
      code: 'AccessDenied',
      message: 'not zebra',
    },
  ],
};

test('no name, id or address of anything is left, and it still holds together', async () => {
  const shared = redacted(named);
  const text = JSON.stringify(shared);
  expect(text).not.toMatch(/zebra|exampleorgid|ou-exam|r-exam/i);
  for (const { id, email, name } of named.accounts)
    for (const secret of [id, email, `"${name}"`]) expect(text).not.toContain(secret);
  const file = join(await mkdtemp(join(tmpdir(), 'indelible-redact-')), 'shared.json');
  await writeSnapshot(file, shared);
  expect(await readSnapshot(file)).toEqual(shared);
});

test('names of AWS, keys of tags, kinds of resources, and what a wildcard touches stay', () => {
  const exempt = 'arn:aws:iam::*:role/BreakGlass*';
  const shared = redacted(
    organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny('s3:*', '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': exempt } } }),
        ),
      ],
      roles: [role(WORKLOAD, 'BreakGlassAdmin', { AWS: roleOf(LOG_ARCHIVE, 'Other') })],
      trails: [trail({ tags: { team: 'a-team' } })],
    }),
  );
  const text = JSON.stringify(shared);
  for (const stays of [
    exempt,
    'role/BreakGlassAdmin"',
    '"FullAWSAccess"',
    '"team":',
    '/CloudTrail/us-east-1/',
  ])
    expect(text).toContain(stays);
  expect(text).not.toContain('role/Other');
});
