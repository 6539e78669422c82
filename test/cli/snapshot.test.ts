import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { indelible, type RunningSandbox, sandbox, scratch } from './harness.ts';

const SHOP = '222222222222';
const LOG_ARCHIVE = '333333333333';
const BUCKET = 'shop-cloudtrail-logs-222222222222';

let running: RunningSandbox;
let folder: string;
const at = (name: string): string => join(folder, name);
const asAdmin = () => ({ ...running.as('management', 'user/Admin'), NO_COLOR: '1' });

beforeAll(async () => {
  running = await sandbox();
  folder = await scratch();
  for (const depth of ['organization', 'full'])
    await indelible(['collect', '--depth', depth, '--out', at(`${depth}.json`)], asAdmin());
  await indelible(['collect', '--depth', 'full', '--redact', '--out', at('redacted.json')], asAdmin());
  await written('unseen.json', withoutShop(await snapshot()));
});
afterAll(() => running.stop());

/** As from a depth that leaves the account out. */
function withoutShop({ trails, logBuckets, roles = [], resources = [], gaps, ...rest }: Snapshot): Snapshot {
  const isElsewhere = ({ accountId }: { readonly accountId?: string }): boolean => accountId !== SHOP;
  return {
    ...rest,
    trails: trails.filter(isElsewhere),
    logBuckets: logBuckets.filter(isElsewhere),
    roles: roles.filter(isElsewhere),
    resources: resources.filter(isElsewhere),
    gaps: [
      ...gaps,
      {
        resource: `arn:aws:iam::${SHOP}:root`,
        action: 'sts:AssumeRole',
        code: 'NotCollected',
        message: 'beyond the depth of this collection',
      },
    ],
  };
}

const snapshot = async (name = 'full.json'): Promise<Snapshot> =>
  JSON.parse(await readFile(at(name), 'utf8'));
const written = async (name: string, changed: object): Promise<string> => {
  await writeFile(at(name), JSON.stringify(changed));
  return at(name);
};
/** Wherever a line ends. */
const unwrapped = (printed: string): string => printed.replace(/\s+/g, '');
/** With no credentials, and nowhere to send them. */
const plan = (file: string, ...more: readonly string[]) =>
  indelible(['plan', '--snapshot', file, '--target', 'Workloads', '--out', at('plan.json'), ...more], {
    NO_COLOR: '1',
  });

describe('indelible plan --snapshot', () => {
  test('makes the plan that a live one makes, and apply takes it', async () => {
    const live = await indelible(
      ['plan', '--target', 'Workloads', '--out', at('live.json'), '--json'],
      asAdmin(),
    );
    const from = await plan(at('full.json'), '--json');
    expect([from.status, from.stderr]).toEqual([0, expect.not.stringContaining('AWS')]);
    const same = ({ stdout }: typeof from) => {
      const { coverage, use, ...document } = JSON.parse(stdout);
      return { ...document, madeAt: '', hash: '', file: '' };
    };
    expect(same(from)).toEqual(same(live));
    const coverageIn = ({ stdout }: typeof from) => JSON.parse(stdout).coverage;
    expect(coverageIn(from)).toEqual({ of: 3, read: 3, unreadable: [], left: 0 });
    expect(coverageIn(live)).toEqual({ of: 3, read: 2, unreadable: [], left: 1 });
    // What is delivered into the bucket is looked for by a collection alone.
    const unread = ({ stdout }: typeof from) => JSON.parse(stdout).use.unread;
    expect(unread(from)).toEqual([]);
    expect(unread(live)).toContain('firehose:ListDeliveryStreams');
    const applied = await indelible(['apply', at('plan.json')], asAdmin());
    expect(applied.status).toBe(0);
    expect(applied.stdout).toContain('all there is: 3 accounts, 2 organizational units');
    const undone = await indelible(['apply', at('plan.undo.json'), '--lang', 'ja'], asAdmin());
    expect(undone.stdout).toContain('アカウント 3 件、組織単位 2 件');
  });

  test.each([
    ['en', 'It was made from a file. apply reads the organization', '3 of 3 accounts read.'],
    ['ja', 'ファイルから作った計画です', '3 アカウント中 3 件を読み取りました。'],
  ])('says that apply looks again, and what was seen (%s)', async (lang, said, seen) => {
    const { status, stdout } = await plan(at('full.json'), '--lang', lang);
    expect([status, stdout]).toEqual([0, expect.stringContaining(said)]);
    expect(unwrapped(stdout)).toContain(unwrapped(seen));
  });

  test.each([
    ['en', ['NOT KEPT   Keep no access keys there', 'Access keys of root, Admin', 'Without MFA: root']],
    ['ja', ['守られていない  アクセスキーを置かない', 'アクセスキーの所有者: ルートユーザー, Admin']],
  ])('says how the management account is kept (%s)', async (lang, said) => {
    const { stdout } = await plan(at('full.json'), '--lang', lang);
    for (const part of said) expect(stdout).toContain(part);
    const live = await indelible(
      ['plan', '--target', 'Workloads', '--out', at('kept.json'), '--lang', lang],
      asAdmin(),
    );
    for (const part of said) expect(live.stdout).not.toContain(part);
  });

  test('chooses no trail among some that it could not see', async () => {
    const logs = await plan(at('unseen.json'));
    expect(logs.status).toBe(2);
    expect(logs.stderr).toContain('does not look into 1 of 2 accounts');
    expect(logs.stderr).toContain('--trail org-trail --bucket org-cloudtrail-logs-333333333333');
    expect((await plan(at('unseen.json'), '--trail', 'org-trail')).status).toBe(2);
    const tree = await plan(at('organization.json'), '--lang', 'ja');
    expect([tree.status, tree.stderr]).toEqual([
      2,
      expect.stringContaining('2 アカウントの中を読んでいません'),
    ]);
  });

  test('says what it could not see of a trail that is named', async () => {
    for (const name of ['unseen.json', 'organization.json']) {
      const { status, stdout } = await plan(at(name), '--trail', 'shop-trail', '--bucket', BUCKET);
      expect(status).toBe(0);
      expect(stdout).toContain('No trail `shop-trail` was seen under the target');
      expect(stdout).toMatch(/Not read\n.*NotCollected/);
    }
  });

  test('is refused where the policies were not all read', async () => {
    const { gaps, ...rest } = await snapshot();
    const gap = {
      resource: 'o-x',
      action: 'organizations:ListPolicies',
      code: 'AccessDenied',
      message: 'denied',
    };
    const { status, stderr } = await plan(await written('gap.json', { ...rest, gaps: [...gaps, gap] }));
    expect([status, stderr]).toEqual([1, expect.stringContaining('organizations:ListPolicies')]);
  });

  test.each([
    ['en', 'is redacted'],
    ['ja', '置き換えられたスナップショットです'],
  ])('takes no redacted Snapshot (%s)', async (lang, said) => {
    const { status, stderr } = await plan(at('redacted.json'), '--lang', lang);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('takes no file that is cut off or of another schema', async () => {
    const text = await readFile(at('full.json'), 'utf8');
    await writeFile(at('cut.json'), text.slice(0, text.length / 2));
    const foreign = await written('foreign.json', { ...(await snapshot()), schema: 'indelible/snapshot@9' });
    for (const [file, said] of [
      [at('cut.json'), 'breaks off'],
      [foreign, 'has the schema `"indelible/snapshot@9"`'],
    ] as const) {
      for (const verb of [['plan'], ['drill', '--account', SHOP]]) {
        const { status, stderr } = await indelible([...verb, '--snapshot', file]);
        expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
      }
    }
  });
});

describe('a Snapshot of more than a day', () => {
  const aged = async (hours: number) =>
    written('old.json', {
      ...(await snapshot()),
      readAt: new Date(Date.now() - hours * 3_600_000).toISOString(),
    });

  test.each([
    [['plan', '--target', 'Workloads', '--out', '/dev/null'], 'This Snapshot is 3 days old'],
    [['drill', '--account', SHOP, '--technique', 's3-delete-object'], 'This Snapshot is 3 days old'],
    [['prove', '--technique', 'cloudtrail-stop-logging', '--lang', 'ja'], 'このスナップショットは 3 日前'],
  ])('is said to be old: %j', async (verb, said) => {
    expect((await indelible([...verb, '--snapshot', await aged(80)])).stderr).toContain(said);
  });

  test('and one of some hours is not', async () => {
    const { stderr } = await indelible([
      'prove',
      '--technique',
      'cloudtrail-stop-logging',
      '--snapshot',
      await aged(20),
    ]);
    expect(stderr).not.toContain('This Snapshot is');
  });
});

describe('indelible drill --snapshot', () => {
  const drill = (file: string, account: string, ...more: readonly string[]) =>
    indelible(['drill', '--snapshot', file, '--account', account, ...more], { NO_COLOR: '1' });

  test('attacks a twin as a live drill attacks, and nothing else', async () => {
    const before = await indelible(['drill', '--account', SHOP, '--json'], asAdmin());
    const { status, stdout, stderr } = await drill(at('full.json'), SHOP, '--json');
    expect([status, stderr]).toEqual([3, expect.stringContaining('AWS is not called')]);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ means: 'twin', gaps: [], coverage: { of: 3, read: 3 } });
    expect(JSON.parse(before.stdout).coverage).toEqual({ of: 3, read: 1, unreadable: [], left: 2 });
    const outcomes = (text: string) =>
      JSON.parse(text).attempts.map(({ technique, outcome, harmed }: Record<string, unknown>) => [
        technique,
        outcome,
        harmed,
      ]);
    expect(outcomes(stdout)).toEqual(outcomes(before.stdout));
  });

  test('sees the policies of the Snapshot refuse', async () => {
    await indelible(['plan', '--target', 'Workloads', '--out', at('guard.json')], asAdmin());
    await indelible(['apply', at('guard.json')], asAdmin());
    await indelible(['collect', '--depth', 'full', '--out', at('guarded.json')], asAdmin());
    await indelible(['apply', at('guard.undo.json')], asAdmin());
    const { status, stdout } = await drill(at('guarded.json'), SHOP, '--lang', 'ja');
    expect([status, stdout]).toEqual([0, expect.stringContaining('10 件の攻撃のうち 10 件が拒否されました')]);
    expect(stdout).toContain('実際の組織で確かめる');
    expect(unwrapped(stdout)).toContain(unwrapped('3 アカウント中 3 件を読み取りました'));
  });

  test('says nothing of an account into which the Snapshot does not look', async () => {
    for (const [file, account] of [
      ['unseen.json', SHOP],
      ['organization.json', LOG_ARCHIVE],
    ] as const) {
      const { status, stderr } = await drill(at(file), account);
      expect([status, stderr]).toEqual([2, expect.stringContaining('does not look into account')]);
    }
  });

  test('of an account that was seen in part is incomplete', async () => {
    const { gaps, ...rest } = await snapshot('guarded.json');
    const gap = {
      resource: `arn:aws:cloudtrail:us-east-1:${SHOP}:trail/*`,
      action: 'cloudtrail:ListTrails',
      code: 'AccessDenied',
      message: '',
    };
    const file = await written('part.json', { ...rest, gaps: [...gaps, gap] });
    const { status, stdout } = await drill(file, SHOP);
    expect([status, stdout]).toEqual([4, expect.stringContaining('cloudtrail:ListTrails')]);
  });

  test('refuses the management account, and an account that there is not', async () => {
    expect((await drill(at('full.json'), '111111111111')).status).toBe(2);
    expect((await drill(at('full.json'), '999999999999')).status).toBe(2);
  });
});
