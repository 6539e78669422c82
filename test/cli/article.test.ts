import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import { indelible, type RunningSandbox, sandbox, scratch } from './harness.ts';

const SHOP = '222222222222';
const BUCKET = 'shop-cloudtrail-logs-222222222222';

let aws: RunningSandbox;
let cwd: string;
let management: Readonly<Record<string, string>>;
const as = (...args: readonly string[]) => indelible(args, management, cwd);

beforeAll(async () => {
  aws = await sandbox();
  cwd = await scratch();
  management = aws.as('management', 'user/Admin');
});
afterAll(async () => {
  expect(await aws.stop()).toBe(0);
});

describe('the article in three commands', () => {
  test('before: the attacks succeed, do harm, and are taken back', async () => {
    const { status, stdout, stderr } = await as('drill', '--account', SHOP, '--json');
    expect(status, stderr).toBe(3);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ schema: 'indelible/drill@1', account: SHOP, means: 'attacks', gaps: [] });
    const of = (technique: string) =>
      report.attempts.find((attempt: { technique: string }) => attempt.technique === technique);
    expect(of('cloudtrail-stop-logging')).toMatchObject({ outcome: 'succeeded', harmed: true, undone: true });
    expect(of('cloudtrail-delete-trail')).toMatchObject({ outcome: 'succeeded', harmed: true, undone: true });
    expect(of('s3-delete-object')).toMatchObject({ outcome: 'succeeded', harmed: true, undone: true });
    expect(of('s3-delete-object-version')).toMatchObject({ outcome: 'succeeded', harmed: true });
    expect(of('s3-delete-object-version').resource).toContain('indelible-decoy');
    expect(of('s3-versioning-suspend')).toMatchObject({ outcome: 'succeeded', harmed: true, undone: true });
    expect(of('s3-bucket-policy-strip')).toMatchObject({ outcome: 'succeeded', harmed: true, undone: true });
    expect(of('delivery-break-delete-bucket')).toMatchObject({
      outcome: 'succeeded',
      why: 'bucket-not-empty',
    });
    expect(report.summary.refused).toBe(0);
    expect(report.attempts.filter((attempt: { undone?: boolean }) => attempt.undone === false)).toEqual([]);
  });

  test('plan finds the trail unaided, reads only, and writes a plan', async () => {
    const { status, stdout, stderr } = await as('plan', '--target', 'Workloads');
    expect(status, stderr).toBe(0);
    expect(stderr).toContain(
      `SANDBOX ${aws.description.endpoint} · organization ${aws.description.organization.id} · arn:aws:iam::111111111111:user/Admin · account 111111111111 · READ-ONLY`,
    );
    expect(stdout).toContain('trail: shop-trail');
    expect(stdout).toContain(`bucket: ${BUCKET}`);
    expect(stdout).toContain('1. switch the policy type SERVICE_CONTROL_POLICY on');
    expect(stdout).toContain('indelible apply indelible-plan.json');
    expect(stdout).not.toContain('Careful');
    expect(await readdir(cwd)).toEqual(['indelible-plan.json']);
  });

  test('plan’s prose fits a terminal, in both languages', async () => {
    for (const lang of ['en', 'ja']) {
      const { stdout } = await as('plan', '--target', 'Workloads', '--lang', lang);
      for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });

  test('apply makes the changes and says how to take them back', async () => {
    const { status, stdout, stderr } = await as('apply', 'indelible-plan.json');
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('WRITING');
    expect(stderr).toContain('attach policy indelible-shop-trail');
    expect(stdout).toContain('indelible apply indelible-plan.undo.json');
    expect((await readdir(cwd)).sort()).toEqual(['indelible-plan.json', 'indelible-plan.undo.json']);
  });

  test('after: each attack is refused, by the policy that was attached', async () => {
    const { status, stdout, stderr } = await as('drill', '--account', SHOP, '--json');
    const report = JSON.parse(stdout);
    expect(status, JSON.stringify(report.attempts) + stderr).toBe(0);
    expect(report.summary).toEqual({ refused: report.attempts.length, succeeded: 0, unknown: 0, skipped: 0 });
    expect(report.attempts.length).toBeGreaterThanOrEqual(10);
    // The policy keeps the decoys as it keeps the log files.
    expect(report.decoysLeft).toEqual(
      ['s3-delete-object', 's3-delete-object-version'].map((id) => ({
        bucket: BUCKET,
        key: expect.stringMatching(new RegExp(`/indelible-decoy-${report.run}-${id}[.]json[.]gz$`)),
        message: expect.stringContaining('explicit deny in a service control policy'),
      })),
    );
    for (const attempt of report.attempts) {
      expect(attempt.as).toBe(
        `arn:aws:sts::${SHOP}:assumed-role/OrganizationAccountAccessRole/indelible-${report.run}`,
      );
      expect(attempt.refusedBy).toMatchObject({
        type: 'service control policy',
        arn: expect.stringMatching(
          /^arn:aws:organizations::111111111111:policy\/o-.*\/service_control_policy\/p-/,
        ),
      });
    }
  });

  test('in words, too, and in Japanese', async () => {
    const english = await as('drill', '--account', SHOP);
    expect(english.status).toBe(0);
    expect(english.stdout).toContain('attacks refused.');
    expect(english.stdout).toMatch(/indelible\/\S+ run\/[0-9a-f]{12}/);
    const japanese = await as('drill', '--account', SHOP, '--lang', 'ja');
    expect(japanese.status).toBe(0);
    expect(japanese.stdout).toContain('拒否されました');
    expect(english.stdout).toContain('Decoys left in the log bucket, for they cannot be deleted: 2');
    for (const line of [...english.stdout.split('\n'), ...japanese.stdout.split('\n')]) {
      expect(line).not.toMatch(/undefined|\[object/);
      if (!line.includes('arn:')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });

  test('planning and applying again change nothing', async () => {
    const planned = await as('plan', '--target', 'Workloads');
    expect(planned.status).toBe(0);
    expect(planned.stdout).toContain('Nothing to change');
    const undo = await readFile(join(cwd, 'indelible-plan.undo.json'), 'utf8');
    const applied = await as('apply', 'indelible-plan.json', '--json');
    expect(applied.status).toBe(0);
    expect(JSON.parse(applied.stdout)).toMatchObject({ schema: 'indelible/apply@1', done: [] });
    expect(await readFile(join(cwd, 'indelible-plan.undo.json'), 'utf8')).toBe(undo);
  });

  test('the undo takes it back, and the attacks succeed again', async () => {
    const { status, stdout } = await as('apply', 'indelible-plan.undo.json');
    expect(status).toBe(0);
    expect(stdout).toContain('Taken back');
    const drilled = await as('drill', '--account', SHOP, '--technique', 'cloudtrail-stop-logging', '--json');
    expect(drilled.status).toBe(3);
    expect(JSON.parse(drilled.stdout).attempts).toHaveLength(1);
  });
});

test('plan for one account, by name and by id, as JSON', async () => {
  for (const target of ['shop', SHOP]) {
    const { status, stdout } = await as(
      ...['plan', '--trail', 'shop-trail', '--bucket', BUCKET, '--target', target],
      ...['--out', 'account.json', '--json'],
    );
    expect(status).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      schema: 'indelible/plan@1',
      file: 'account.json',
      target: { id: SHOP, name: 'shop' },
      trail: 'shop-trail',
      bucket: BUCKET,
      warnings: [],
      gaps: [],
    });
    expect(document.size.characters).toBeLessThan(document.size.quota);
  }
});

test.each([
  ['no target', ['plan'], 2, 'ou-a1b2-workloads Workloads'],
  ['an unknown target', ['plan', '--target', 'Nowhere'], 2, '`Nowhere`'],
  ['the management account', ['plan', '--target', 'management'], 2, 'no service control policy binds'],
  ['an unknown trail', ['plan', '--target', 'shop', '--trail', 'typo'], 2, 'found no trail `typo`'],
  ['the root, by either name', ['plan', '--target', 'Root'], 2, 'Of the whole organization: org-trail.'],
  ['no plan', ['apply', 'none.json'], 2, 'cannot read `none.json`: no such file or directory\n'],
  [
    'a bucket of no trail',
    ['plan', '--target', 'Workloads', '--bucket', 'foo'],
    2,
    'no trail seen delivers to `foo`',
  ],
  [
    'a drill of the management account',
    ['drill', '--account', '111111111111'],
    2,
    'is the management account',
  ],
  ['a drill of nobody', ['drill', '--account', '999999999999'], 2, 'has no account `999999999999`'],
  ['an unknown technique', ['drill', '--account', SHOP, '--technique', 'x'], 2, 's3-delete-object'],
  [
    'a role that is not there',
    ['drill', '--account', SHOP, '--role-name', 'None'],
    1,
    'cannot assume `None`',
  ],
])('%s is refused with a hint', async (_, args, expected, message) => {
  const { status, stdout, stderr } = await as(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(expected);
  expect(stdout).toBe('');
});

test('a mistyped name is warned about', async () => {
  const { status, stdout } = await as(
    ...[
      'plan',
      '--target',
      'Workloads',
      '--trail',
      'shop-trial',
      '--bucket',
      'org-cloudtrail-logs-333333333333',
    ],
    ...['--out', 'odd.json', '--json'],
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout).warnings.map(({ reason }: { reason: string }) => reason)).toEqual([
    'trail-not-seen',
    'bucket-outside-target',
  ]);
});

test('the log archive, too: its bucket is attacked, the organization’s trail is not', async () => {
  const { status, stdout } = await as('drill', '--account', '333333333333', '--json');
  expect(status).toBe(3);
  const services = JSON.parse(stdout).attempts.map(({ action }: { action: string }) => action.split(':')[0]);
  expect(new Set(services)).toEqual(new Set(['s3']));
});

test('a member account sees no more of the organization than AWS shows it', async () => {
  const { status, stderr } = await indelible(['plan', '--target', 'shop'], aws.as('shop', 'user/Admin'), cwd);
  expect(status).toBe(1);
  expect(stderr).toContain('cannot read the organization');
  const own = await indelible(['drill', '--account', SHOP], aws.as('shop', 'user/Admin'), cwd);
  expect(own.status).toBe(2);
  expect(own.stderr).toContain('are of account `222222222222` itself');
});
