import { afterEach, expect, test } from 'vitest';
import { drill } from '../../src/commands/drill.ts';
import { plan } from '../../src/commands/plan.ts';
import type { PolicyDocument } from '../../src/model/policy.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import type { WorldFile, WorldTrail } from '../../src/sandbox/world-file.ts';
import { accessTo, begin } from './in-process.ts';

const SHOP = '222222222222';
const ignore = (): void => {};

const world = (over: Partial<WorldFile> = {}): WorldFile => ({
  schema: 'indelible/world@1',
  organizationalUnits: [{ name: 'Workloads' }, { name: 'Shops', parent: 'Workloads' }],
  accounts: [
    { id: '111111111111', name: 'management', management: true },
    { id: SHOP, name: 'shop', ou: 'Shops' },
    { id: '444444444444', name: 'bank', ou: 'Workloads' },
  ],
  buckets: [{ name: 'shop-logs', account: 'shop', versioning: 'Enabled' }],
  trails: [{ name: 'shop-trail', account: 'shop', bucket: 'shop-logs', multiRegion: true }],
  ...over,
});

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function management(file: WorldFile) {
  sandbox = await begin(file);
  return accessTo(sandbox, 'management', 'user/Admin', 'read');
}

const scp = (name: string, statement: PolicyDocument['Statement'], target: string) => ({
  name,
  kind: 'scp' as const,
  document: { Version: '2012-10-17' as const, Statement: statement },
  targets: [target],
});
const everything = (condition: Record<string, Record<string, string>> = {}) =>
  [
    {
      Effect: 'Deny',
      Action: ['s3:Delete*', 's3:Put*', 'cloudtrail:StopLogging'],
      Resource: '*',
      Condition: condition,
    },
  ] as const;

const outcomes = (report: Awaited<ReturnType<typeof drill>>) => [
  ...new Set(report.attempts.map(({ outcome, why }) => `${outcome} ${why ?? ''}`.trim())),
];

test('a deny of other Regions does not pass for a guard of the logs', async () => {
  const regions = scp(
    'regions',
    everything({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
    'Workloads',
  );
  const access = await management(world({ policies: [regions] }));
  const report = await drill(
    access,
    { account: SHOP, trail: 'shop-trail', technique: 'cloudtrail-stop-logging' },
    ignore,
  );
  expect(outcomes(report)).toEqual(['unknown denied-by-region']);
});

test('no decoy, no claim', async () => {
  const access = await management(world({ policies: [scp('all', everything(), 'Workloads')] }));
  const report = await drill(access, { account: SHOP }, ignore);
  const of = (id: string) => report.attempts.find(({ technique }) => technique === id);
  expect(of('s3-delete-object')).toMatchObject({ outcome: 'unknown', why: 'no-decoy' });
  expect(of('cloudtrail-stop-logging')).toMatchObject({ outcome: 'refused' });
});

test('trails that cannot be read are not trails that are not there', async () => {
  const blind = scp('blind', [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }], 'Workloads');
  const access = await management(world({ policies: [blind] }));
  await expect(drill(access, { account: SHOP }, ignore)).rejects.toMatchObject({
    code: 'AWS_DENIED',
    reason: 'targets-unreadable',
    parameters: { action: 'cloudtrail:DescribeTrails' },
  });
});

test('a resource control policy counts where it binds', async () => {
  const rcp = {
    name: 'logs',
    kind: 'rcp' as const,
    document: {
      Version: '2012-10-17' as const,
      Statement: [
        {
          Effect: 'Deny' as const,
          Principal: '*' as const,
          Action: 's3:Delete*',
          Resource: 'arn:aws:s3:::shop-logs*',
        },
      ],
    },
    targets: ['Shops'],
  };
  const access = await management(world({ policies: [rcp] }));
  const report = await drill(access, { account: SHOP, technique: 's3-delete-object' }, ignore);
  expect(report.attempts).toMatchObject([
    {
      outcome: 'refused',
      refusedBy: { type: 'resource control policy', arn: expect.stringContaining('resource_control_policy') },
    },
  ]);
});

test('a bucket policy that its own administrator can lift is no refusal', async () => {
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:Delete*',
        Resource: ['arn:aws:s3:::shop-logs', 'arn:aws:s3:::shop-logs/*'],
      },
    ],
  };
  const access = await management(
    world({ buckets: [{ name: 'shop-logs', account: 'shop', versioning: 'Enabled', policy }] }),
  );
  const report = await drill(access, { account: SHOP, technique: 's3-delete-object-version' }, ignore);
  expect(report.attempts).toMatchObject([
    { outcome: 'unknown', why: 'refused-by-other-policy', refusedBy: { type: 'resource-based policy' } },
  ]);
});

test('an account without a trail and a log bucket cannot be drilled', async () => {
  const access = await management(world());
  await expect(drill(access, { account: '444444444444' }, ignore)).rejects.toMatchObject({
    reason: 'nothing-to-drill',
  });
});

test('an own trail that delivers elsewhere leaves the bucket unread, and the drill incomplete', async () => {
  const trail: WorldTrail = { name: 'bank-trail', account: 'bank', bucket: 'shop-logs' };
  const access = await management(world({ trails: [trail] }));
  const report = await drill(access, { account: '444444444444' }, ignore);
  expect(report.gaps).toMatchObject([{ resource: 'arn:aws:s3:::shop-logs' }]);
  expect(report.attempts.every(({ action }) => action.startsWith('cloudtrail:'))).toBe(true);
});

test('plan asks which trail where there are several, and takes names that only the account has', async () => {
  const trails: readonly WorldTrail[] = [
    { name: 'shop-trail', account: 'shop', bucket: 'shop-logs' },
    { name: 'second', account: 'bank', bucket: 'shop-logs' },
  ];
  const access = await management(world({ trails }));
  await expect(plan(access, { target: 'Workloads' })).rejects.toMatchObject({ reason: 'trails-several' });
  await expect(plan(access, { target: 'Shops' })).resolves.toMatchObject({
    trailName: 'shop-trail',
    warnings: [],
  });
  const whole = await plan(access, { target: 'root', trail: 'second' });
  expect(whole.accounts).toEqual({ read: 3, of: 3 });
  expect(whole.warnings).toEqual([]);
});

test('plan warns of a bucket where no policy binds', async () => {
  const access = await management(
    world({
      buckets: [{ name: 'central', account: 'management', versioning: 'Enabled' }],
      trails: [{ name: 'shop-trail', account: 'shop', bucket: 'central' }],
    }),
  );
  const { warnings } = await plan(access, { target: 'shop' });
  expect(warnings.map(({ reason }) => reason)).toEqual(['bucket-in-management']);
});

test('plan warns of a bucket without versioning: overwriting a log file erases it', async () => {
  const access = await management(world({ buckets: [{ name: 'shop-logs', account: 'shop' }] }));
  const { warnings } = await plan(access, { target: 'shop' });
  expect(warnings).toEqual([{ reason: 'bucket-unversioned', parameters: { bucket: 'shop-logs' } }]);
});

test('plan warns of a bucket that the target does not cover, and of one that is not the trail’s', async () => {
  const access = await management(
    world({
      buckets: [
        { name: 'shop-logs', account: 'shop' },
        { name: 'bank-logs', account: 'bank' },
      ],
    }),
  );
  const { warnings } = await plan(access, { target: 'shop', trail: 'shop-trail', bucket: 'bank-logs' });
  expect(warnings.map(({ reason }) => reason)).toEqual(['bucket-differs', 'bucket-outside-target']);
});

test('plan protects the organization’s trail where there is no other, and says what it could not enter', async () => {
  const access = await management(
    world({
      trails: [
        {
          name: 'org-trail',
          account: 'management',
          bucket: 'shop-logs',
          organization: true,
          multiRegion: true,
        },
      ],
    }),
  );
  sandbox?.world.accounts.get('444444444444')?.roles.clear();
  const report = await plan(access, { target: 'Workloads' });
  expect(report.trailName).toBe('org-trail');
  expect(report.accounts).toEqual({ read: 2, of: 3 });
  expect(report.coverage).toEqual({ of: 3, read: 2, unreadable: ['444444444444'], left: 0 });
  expect(report.gaps).toMatchObject([{ resource: '444444444444', action: 'sts:AssumeRole' }]);
});

test('plan refuses a target that is full', async () => {
  const full = Array.from({ length: 9 }, (_, index) =>
    scp(`p${index}`, [{ Effect: 'Deny', Action: 'ec2:RunInstances', Resource: '*' }], 'shop'),
  );
  const access = await management(world({ policies: full }));
  await expect(plan(access, { target: 'shop' })).rejects.toMatchObject({
    reason: 'target-full',
    parameters: { attached: 10, quota: 10 },
  });
});

test('another partition has no literal arn:aws', async () => {
  const access = await management(world({ partition: 'aws-us-gov' }));
  const { policy } = await plan(access, { target: 'shop' });
  expect(policy?.content).toContain('arn:aws-us-gov:s3:::shop-logs/*');
  expect(policy?.content).not.toContain('arn:aws:');
  const report = await drill(access, { account: SHOP }, ignore);
  expect(report.summary.succeeded).toBeGreaterThan(5);
});
