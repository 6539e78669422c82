import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import { proveSchema } from '../../src/commands/schemas/prove.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import {
  account,
  allow,
  BUCKET,
  DELIVERY,
  deny,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  ORGANIZATION,
  organization,
  organizationTrail,
  ROOT,
  role,
  roleOf,
  rootOf,
  scp,
  TRAIL,
  trail,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { worlds } from '../worlds/index.ts';
import { type Ended, indelible, scratch, start } from './harness.ts';

interface DenyFix {
  readonly policyType: string;
  readonly statements: readonly {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
  }[];
  readonly accounts: readonly string[];
}

interface Document {
  readonly schema: string;
  readonly summary: Readonly<Record<string, unknown>> & { readonly ways: number };
  readonly claim: { readonly only: readonly string[]; readonly as: readonly string[] };
  readonly fixes: readonly {
    readonly fix: DenyFix | { readonly kind: 'detect' };
    readonly inPathOf: number;
    readonly techniques: readonly string[];
  }[];
  readonly managementAccount: {
    readonly id: string;
    readonly cautions: readonly { readonly id: string; readonly verdict: string }[];
  };
  readonly left: readonly { readonly technique: string; readonly why: string }[];
  readonly findings: readonly (Finding & { readonly known?: true; readonly accepted?: true })[];
}

const world = (name: string): Snapshot => {
  const found = worlds.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no world ${name}`);
  return found.snapshot;
};

const TYPES = ['S3::Object', 'Lambda::Function', 'DynamoDB::Table', 'SQS::Queue', 'SNS::Topic'];
const category = (name: string, ...more: readonly unknown[]) => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: [name] }, ...more],
});
/**
 * With every setting read, and guarded against what no proposed change closes: foreign trails that deliver (up to the
 * bucket's policy), padded policies of IAM and unrecorded data events (only to be detected).
 */
const settled = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  policies: [
    ...snapshot.policies,
    scp('no-iam', [ROOT], deny(['iam:Create*', 'iam:Put*', 'iam:UpdateAssumeRolePolicy'])),
  ],
  trails: snapshot.trails.map((one) => ({
    ...one,
    insights: false,
    advancedEventSelectors: [
      category('Management'),
      ...TYPES.map((type) => category('Data', { Field: 'resources.type', Equals: [`AWS::${type}`] })),
    ],
  })),
  logBuckets: snapshot.logBuckets.map((one) => ({
    ...one,
    policy: document(
      ...DELIVERY.map((statement) => ({
        ...statement,
        Condition: { StringEquals: { 'aws:SourceOrgID': ORGANIZATION } },
      })),
    ),
    notifies: [],
    replicatesTo: [],
    accessLogs: 'off',
  })),
});
const ARTICLE = settled(world('the article as printed'));
const GUARDED = world('everything that changes trail and bucket, and nobody leaves');
const STOP = ['--technique', 'cloudtrail-stop-logging'];
/** Binds everybody, and guards nothing that matters here. */
const CLOSED = settled(world('an allow list at the root, and full access below'));
const OTHER = scp('other', [ROOT], deny('ec2:RunInstances'));
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

let folder: string;
beforeAll(async () => {
  folder = await scratch();
});

async function file(name: string, value: unknown): Promise<string> {
  await writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

let made = 0;
/** `prove` of a Snapshot, in a folder of the test's own. */
async function prove(snapshot: unknown, ...args: readonly string[]): Promise<Ended> {
  const name = await file(`snapshot-${made++}.json`, snapshot);
  return indelible(['prove', '--snapshot', name, '-q', ...args], {}, folder);
}

async function proved(snapshot: unknown, ...args: readonly string[]): Promise<Document> {
  const { stdout, stderr } = await prove(snapshot, '--json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const ESCAPE = '\u001b';
const tooWide = (text: string): readonly string[] =>
  text.split('\n').filter((line) => widthOf(line) > 80 && !/arn:aws:|https:/.test(line));

describe('the management account', () => {
  const there = {
    rootAccessKeys: true,
    rootMfa: 'virtual',
    users: [
      { arn: `arn:aws:iam::${MANAGEMENT}:user/ci`, password: false, accessKeys: 2, mfa: [], policies: [] },
      {
        arn: `arn:aws:iam::${MANAGEMENT}:user/${ESCAPE}[2Jeve`,
        password: true,
        mfa: ['passkey'],
        policies: [],
      },
    ],
  };
  const gaps = [
    { resource: there.users[1]?.arn, action: 'iam:ListAccessKeys', code: 'AccessDenied', message: '' },
  ];
  const snapshot = { ...GUARDED, managementAccount: there, gaps };

  test('is said to be kept as it must be, or not, or not to be known', async () => {
    const { stdout } = await prove(snapshot);
    for (const part of [
      `NO POLICY BINDS THE MANAGEMENT ACCOUNT (${MANAGEMENT})`,
      '   kept       Run no workloads there\n',
      '   kept       Keep few IAM users there\n              IAM users: ci, ',
      '   NOT KEPT   Keep no access keys there, none for root above all\n',
      'Access keys of root, ci (2)\n',
      'Not read: iam:ListAccessKeys (AccessDenied)\n',
      'whose code can be phished: root\n',
    ])
      expect(stdout).toContain(part);
    expect(stdout).not.toContain(ESCAPE);
    expect(tooWide(stdout)).toEqual([]);
  });

  test('in Japanese', async () => {
    const { stdout } = await prove(snapshot, '--lang', 'ja');
    expect(stdout).toContain('守られている    ワークロードを置かない\n');
    expect(stdout).toContain('アクセスキーの所有者: ルートユーザー, ci (2 個)\n');
    expect(tooWide(stdout)).toEqual([]);
  });

  test('is not known where nothing of it was read', async () => {
    const { stdout } = await prove({ ...GUARDED, roles: undefined, resources: undefined });
    expect(stdout).toContain('Nothing of it was read');
    expect(stdout).not.toContain('Keep few IAM users');
  });

  test('is left out where only something else is asked', async () => {
    expect((await prove(snapshot, ...STOP)).stdout).not.toContain('NO POLICY BINDS THE MANAGEMENT');
  });

  test('is data, too', async () => {
    const { managementAccount } = await proved(snapshot);
    expect(managementAccount.id).toBe(MANAGEMENT);
    expect(managementAccount.cautions.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'no-workloads kept',
      'few-users kept',
      'no-access-keys not-kept',
      'least-privilege kept',
      'hardware-mfa not-kept',
    ]);
  });
});

describe('the answer', () => {
  test('YES, with the worst ways, their calls, and what closes them', async () => {
    const { status, stdout } = await prove(ARTICLE);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^CAN ANYBODY STILL DO IT\?\nYES: \d+ ways\n\nTHE WORST THREE\n/);
    for (const part of [
      'Close the account that keeps the logs  account-close-log-archive',
      'Shut CloudTrail out with the bucket policy  delivery-break-bucket-policy',
      '   delivery-break-default-encryption',
      '1. account:CloseAccount, by the root user of log-archive',
      `Deny s3:PutBucketPolicy on ${BUCKET} by a`,
      'BY GOAL',
      'THE 3 CHANGES THAT CLOSE THEM',
      'With all 3 of them applied, no way is left',
      'WHAT THIS RESTS ON',
      'read at\n   2026-11-02T00:00:00Z by arn:aws:iam::111111111111:role/Reader',
      'NEXT',
    ])
      expect(stdout).toContain(part);
    expect(stdout.match(/^\d\. /gm)).toHaveLength(3);
    expect(tooWide(stdout)).toEqual([]);
  });

  test('YES to one attack, with the statement that misses its call', async () => {
    const { status, stdout } = await prove(ARTICLE, '--technique', 's3-delete-object');
    expect(status).toBe(3);
    for (const part of [
      'Delete a log file  s3-delete-object',
      '1. s3:DeleteObject, by role/Admin of log-archive (222222222222)',
      'Statement 2 of service control policy article on Root (r-exam) denies',
      `Deny s3:DeleteObject on ${BUCKET}/AWSLogs/*`,
    ])
      expect(stdout).toContain(part);
    expect(tooWide(stdout)).toEqual([]);
  });

  test('in Japanese', async () => {
    const { status, stdout } = await prove(ARTICLE, '--lang', 'ja');
    expect(status).toBe(3);
    expect(stdout).toMatch(/^まだ誰かにできるか\?\nはい: \d+ 通り\n\n特に深刻な 3 件\n/);
    for (const part of [
      'ログを保管するアカウントを閉鎖する  account-close-log-archive',
      'バケットポリシーで CloudTrail の配信を止める  delivery-break-bucket-policy',
      '目的別',
      '前提と保証範囲',
      '次の一歩',
    ])
      expect(stdout).toContain(part);
    expect(stdout).not.toMatch(/undefined|Deny|the /);
    expect(tooWide(stdout)).toEqual([]);
  });

  test.each([
    ['en', 'NO: the one attack judged is blocked (proof: --all)'],
    ['ja', 'いいえ: 判定した攻撃 1 件はすべて防がれています'],
  ])('NO, in %s', async (lang, line) => {
    const { status, stdout } = await prove(GUARDED, ...STOP, '--lang', lang);
    expect(status).toBe(0);
    expect(stdout).toContain(line);
  });

  test.each([
    [
      'en',
      /^NO, outside the management account: \d+ attacks judged, all blocked/m,
      'From the management account,',
    ],
    ['ja', /^いいえ \(管理アカウントを除く\): 判定した攻撃 \d+ 件/m, '管理アカウントにはポリシーが効かず'],
  ])('a NO that holds for others only says so, in %s', async (lang, answer, meaning) => {
    const { status, stdout } = await prove(CLOSED, '--lang', lang);
    expect(status).toBe(0);
    expect(stdout).toMatch(answer);
    expect(stdout.replaceAll('\n', lang === 'en' ? ' ' : '')).toContain(meaning);
  });

  test('with --all each heading is there once, ways are numbered on, and each change is printed once', async () => {
    const { stdout } = await prove(ARTICLE, '--all');
    const headings = stdout.match(/^[A-Z][A-Z ]{3,}.*$/gm) ?? [];
    expect(new Set(headings).size).toBe(headings.length);
    const open = stdout.slice(0, stdout.indexOf('WHAT NO POLICY PREVENTS'));
    const numbers = (open.match(/^\d+(?=\. )/gm) ?? []).map(Number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(open).not.toMatch(/Fix +Deny/);
    expect(open.match(/Fix +change \d below/g)).toHaveLength(numbers.length);
  });

  test('a service’s own refusal is said in Japanese, too', async () => {
    const only = ['--technique', 'cloudtrail-org-trail-stop-delegated', '--all', '--lang', 'ja'];
    const { stdout } = await prove(
      organization({ trails: [organizationTrail()], policies: [OTHER] }),
      ...only,
    );
    expect(stdout).toMatch(/サービス自身が拒否する: [^A-Za-z]/);
  });

  test('the proof of a NO names the statement and where it is attached', async () => {
    const { status, stdout } = await prove(GUARDED, ...STOP, '--all');
    expect(status).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'denied by statement GuardTrails (1) of service control policy guard on Root (r-exam)',
    );
  });

  test.each([
    ['en', 'NOT KNOWN: 1 of 1 attack could not be judged', 'could not be read:'],
    ['ja', '不明: 攻撃 1 件のうち 1 件を判定できません', '読み取れなかった:'],
  ])('NOT KNOWN, with what was not read, in %s', async (lang, line, why) => {
    const { delegatedAdministrators, ...rest } = organization().organization;
    const snapshot = { ...organization({ trails: [organizationTrail()] }), organization: rest };
    expect(delegatedAdministrators).toEqual([]);
    const only = ['--technique', 'cloudtrail-org-trail-stop-delegated'];
    const { status, stdout } = await prove(snapshot, ...only, '--lang', lang);
    expect(status).toBe(4);
    expect(stdout).toContain(line);
    expect(stdout).toContain(why);
    expect(stdout).toContain('organizations:ListDelegatedAdministrators');
  });

  test('NOT KNOWN where there is no trail: nothing to silence is no safety', async () => {
    const { status, stdout } = await prove(
      { ...GUARDED, trails: [], logBuckets: [] },
      '--technique',
      'organization-leave',
    );
    expect(status).toBe(4);
    expect(stdout).toContain('NOT KNOWN: the Snapshot holds no trail');
  });

  test.each([
    ['none is attached', organization(), 'No service control policy is attached anywhere'],
    [
      'the type is disabled',
      organization({ policyTypes: [], policies: [OTHER] }),
      'Service control policies are not enabled in this organization',
    ],
  ])('one sentence instead of a list where %s', async (_, snapshot, sentence) => {
    const { status, stdout } = await prove(snapshot);
    expect(status).toBe(3);
    expect(stdout.replaceAll('\n', ' ')).toContain(sentence);
    expect(stdout).not.toMatch(/^1\. |CLOSE/m);
    expect(stdout).toContain('BY GOAL');
  });

  test('what no policy prevents counts only with --strict, and shows with --residual', async () => {
    const only = ['--technique', 'organization-detach-scp', '--actor', 'management'];
    const lax = await prove(GUARDED, ...only);
    expect(lax.status).toBe(0);
    expect(lax.stdout).toContain('none of which a policy can prevent');
    expect(lax.stdout).not.toContain('organizations:UpdatePolicy');
    const strict = await prove(GUARDED, ...only, '--strict');
    expect(strict.status).toBe(3);
    expect(strict.stdout).toContain('WHAT NO POLICY PREVENTS');
    const shown = await prove(GUARDED, ...only, '--residual');
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('WHAT NO POLICY PREVENTS');
  });

  test('names of the file cannot act on the terminal', async () => {
    const name = `work${ESCAPE}[2Jload\u202e`;
    const accounts = ARTICLE.accounts.map((one) => (one.id === WORKLOAD ? { ...one, name } : one));
    const { stdout } = await prove({ ...ARTICLE, accounts }, '--all');
    expect(stdout).toContain('work\\u{1b}[2Jload\\u{202e}');
    expect(stdout).not.toContain(ESCAPE);
    expect(stdout).not.toContain('\u202e');
  });
});

describe('--json', () => {
  test('is as the published schema says, the same in every language', async () => {
    const validate = new Ajv2020({ strict: false }).compile(proveSchema);
    const [english, japanese] = [await proved(ARTICLE), await proved(ARTICLE, '--lang', 'ja')];
    expect(japanese).toEqual(english);
    for (const { snapshot } of worlds.filter((_, index) => index % 12 === 0)) {
      expect([validate(await proved(snapshot)), validate.errors]).toEqual([true, null]);
    }
    expect(validate({ ...english, summary: {} })).toBe(false);
  });

  test('counts what the findings say', async () => {
    const { schema, summary, findings } = await proved(ARTICLE);
    expect(schema).toBe('indelible/prove@1');
    const open = findings.filter(({ verdict, residual }) => verdict === 'possible' && !residual);
    const ways = new Set(
      open.map(({ technique, target, direct }) => JSON.stringify([technique, target, direct === 'possible'])),
    );
    expect(summary).toMatchObject({ answer: 'yes', ways: ways.size, status: 3 });
  });

  test('a change for several accounts is one change, and says in whose path it stands', async () => {
    const { fixes, summary } = await proved(ARTICLE);
    const leaving = fixes.filter(({ techniques }) => techniques.includes('organization-leave'));
    expect(leaving).toHaveLength(1);
    expect(leaving[0]?.inPathOf).toBeGreaterThan(1);
    for (const { inPathOf } of fixes) expect(inPathOf).toBeLessThanOrEqual(summary.ways);
  });

  test('what a change leaves is closed by further ones, until no detour is left', async () => {
    const { fixes, left, summary } = await proved(organization({ policies: [OTHER] }), ...STOP);
    // Denied, it is still possible to leave the organization first.
    const actions = ['organizations:LeaveOrganization'];
    expect(fixes).toMatchObject([
      { inPathOf: 1, closes: 0, fix: { statements: [{ actions: ['cloudtrail:StopLogging'] }] } },
      { inPathOf: 0, closes: 0, fix: { statements: [{ actions }] } },
    ]);
    expect([summary, left]).toMatchObject([{ leftWhenFixed: 0 }, []]);
  });

  test('few policies close everything, each action on its own resources', async () => {
    const { fixes, left } = await proved(settled(world('nothing keeps an account in')));
    expect([fixes.length <= 6, left]).toEqual([true, []]);
    // What can only be detected has no statements.
    const statements = fixes.flatMap(({ fix }) => ('statements' in fix ? fix.statements : []));
    expect(statements.length).toBeGreaterThan(0);
    for (const { actions, resources } of statements) {
      const onObjects = actions.filter((action) => /^s3:(Get|Put|Delete|Update)Object/.test(action));
      const objects = resources.filter((resource) => /^arn:aws:s3:::[^/]+[/]/.test(resource));
      if (onObjects.length > 0) expect([actions, resources]).toEqual([onObjects, objects]);
    }
  });

  test('sts:AssumeRoot, which no policy of its caller stops, is not denied: what the root user does then, is', async () => {
    const only = ['--technique', 'assumeroot-unlock-bucket'];
    const { fixes, findings } = await proved(world('root sessions for the management account'), ...only);
    expect(findings.map(({ verdict }) => verdict)).toContain('possible');
    expect(fixes[0]?.fix).toMatchObject({
      policyType: 'scp',
      statements: [{ actions: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'], resources: [BUCKET] }],
      accounts: [LOG_ARCHIVE],
    });
  });

  test('where no change closes anything, none is called so, and what stays open is named with why', async () => {
    // The bucket is the management account's, which no policy binds.
    const outside = world('an RCP on the root, and the bucket in the management account');
    const snapshot = { ...outside, policies: [...outside.policies, OTHER] };
    const only = ['--technique', 's3-lifecycle-expire'];
    const { fixes, left } = await proved(snapshot, ...only);
    expect([fixes.filter(({ fix }) => 'statements' in fix), left]).toMatchObject([
      [],
      [{ technique: 's3-lifecycle-expire', why: 'no-policy' }],
    ]);
    const { stdout } = await prove(snapshot, ...only);
    for (const part of [
      'NO CHANGE WAS FOUND THAT CLOSES THEM',
      'OPEN IN SPITE OF ALL THAT',
      'no policy binds these calls',
      'Only what was asked about was judged',
    ])
      expect(stdout).toContain(part);
    expect(stdout).not.toMatch(/THAT CLOSE /);
  });
});

describe('filters', () => {
  test.each([
    [['--account', 'log-archive'], 's3-delete-object', 'cloudtrail-stop-logging'],
    [['--account', WORKLOAD], 'cloudtrail-stop-logging', 's3-delete-object'],
    [['--ou', 'Workloads'], 'cloudtrail-stop-logging', 's3-delete-object'],
    [['--goal', 'erase'], 's3-delete-object', 'cloudtrail-stop-logging'],
    [['--actor', 'management'], 'organization-detach-scp', 's3-delete-object'],
  ])('%j', async (args, inside, outside) => {
    const { findings, claim } = await proved(ARTICLE, ...args);
    const ids = findings.flatMap(({ technique, verdict }) => (verdict === 'possible' ? [technique] : []));
    expect(ids).toContain(inside);
    expect(ids).not.toContain(outside);
    expect(claim.only).toEqual([args.join(' ')]);
  });

  test('an account that others stand for is told of by its own name', async () => {
    const twin = '444444444444';
    const snapshot = organization({
      accounts: [...ARTICLE.accounts, account(twin, 'twin', WORKLOADS)],
      full: [...ARTICLE.accounts.flatMap(({ id, parentId }) => [id, parentId]), twin],
      trails: [trail(), trail({ arn: TRAIL.replace(WORKLOAD, twin), accountId: twin })],
      policies: [OTHER],
    });
    const { findings } = await proved(snapshot, ...STOP, '--account', 'twin');
    const mine = findings.filter(({ target }) => target.startsWith('arn:aws:cloudtrail'));
    expect(mine.length).toBeGreaterThan(0);
    for (const finding of mine) {
      expect(finding.accounts).toEqual([twin]);
      expect(JSON.stringify(finding)).not.toContain(WORKLOAD);
    }
  });

  test('--as asks about one role with its own policies', async () => {
    const reader = {
      ...role(WORKLOAD, 'Auditor', { AWS: rootOf(WORKLOAD) }),
      policies: [document(allow('cloudtrail:Describe*'))],
    };
    const only = [...STOP, '--as', reader.arn];
    const { status, stdout } = await prove(organization({ roles: [reader], policies: [OTHER] }), ...only);
    expect(status).toBe(0);
    expect(stdout).toContain(`Asked about only: --technique cloudtrail-stop-logging --as\n${reader.arn}`);
  });

  test.each([
    [['--account', 'nope'], 'the Snapshot has no account `nope`; it has\n  management (111111111111)'],
    [['--ou', 'nope'], 'the Snapshot has no organizational unit `nope`; it has\n  Root (r-exam)'],
    [['--technique', 'cloudtrail-stop'], 'did you mean one of these?'],
    [['--goal', 'nope'], '`nope` is not one of: silence'],
    [['--actor', 'nope'], '`nope` is not one of: admin'],
    [['--as', 'nope'], '`nope` is no ARN of a role or user'],
    [['--as', roleOf(WORKLOAD, 'Nobody')], 'does not hold the policies of'],
    [['--baseline', 'none.json'], 'cannot read `none.json`'],
    [['--exceptions', 'none.json'], 'cannot read `none.json`'],
  ])('%j is wrong usage', async (args, message) => {
    const { status, stdout, stderr } = await prove(ARTICLE, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('--baseline', () => {
  test('fails only on what is new', async () => {
    const before = await prove(ARTICLE, '--json');
    const baseline = ['--baseline', await file('baseline.json', before.stdout)];
    const same = await prove(ARTICLE, ...baseline);
    expect(same.status).toBe(0);
    expect(same.stdout).toContain('None is new since the baseline.');
    expect(same.stdout).toContain('YES:');
    // An account more, of which nothing was known before.
    const grown = { ...ARTICLE, trails: [...ARTICLE.trails, trail({ name: 'second', arn: `${TRAIL}-2` })] };
    const { summary, findings } = await proved(grown, ...baseline);
    expect(summary).toMatchObject({ status: 3 });
    const fresh = findings.filter(({ verdict, known }) => verdict === 'possible' && !known);
    expect(new Set(fresh.map(({ target }) => target))).toEqual(new Set([`${TRAIL}-2`]));
  });

  test('a detour that became the straight way is new', async () => {
    const closed = world('the article, corrected with the objects');
    const before = await prove(closed, '--json');
    const baseline = ['--baseline', await file('closed.json', before.stdout)];
    const { findings } = await proved(ARTICLE, ...baseline);
    const deletion = findings.filter(({ technique }) => technique === 's3-delete-object');
    expect(deletion.some(({ known }) => known)).toBe(false);
  });

  test('refuses that of another organization, whose buckets may have the same names', async () => {
    const { organization: mine } = ARTICLE;
    const other = { ...ARTICLE, organization: { ...mine, id: 'o-anotherorgid' } };
    const before = await prove(other, '--json');
    const { status, stderr } = await prove(ARTICLE, '--baseline', await file('other.json', before.stdout));
    expect(status).toBe(2);
    expect(stderr).toContain('is of organization `o-anotherorgid`, and the Snapshot of `o-exampleorgid`');
  });

  test.each([
    ['a Snapshot', ARTICLE, 'has the schema `"indelible/snapshot@1"`'],
    ['half an answer', '{"schema":"indelible/prove@1","summ', 'is not JSON'],
    ['an answer without findings', { schema: 'indelible/prove@1' }, '`summary` is missing'],
  ])('refuses %s', async (_, content, message) => {
    const { status, stderr } = await prove(ARTICLE, '--baseline', await file('wrong.json', content));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('exceptions', () => {
  const exception = { technique: STOP[1], owner: 'platform team', reason: 'migration', expires: TOMORROW };
  const open = organization({ policies: [OTHER] });
  const withExceptions = async (...exceptions: readonly unknown[]) =>
    prove(open, ...STOP, '--exceptions', await file('exceptions.json', exceptions));

  test('one that holds is counted and shown, and no failure', async () => {
    const { status, stdout } = await withExceptions(exception);
    expect(status).toBe(0);
    expect(stdout).toContain('YES: 1 way');
    expect(stdout).toContain(`platform team, until ${TOMORROW}: migration`);
  });

  test('one that expired excuses nothing, and is said to have', async () => {
    const { status, stdout } = await withExceptions({ ...exception, expires: '2020-01-01' });
    expect(status).toBe(3);
    expect(stdout).toContain('EXPIRED on 2020-01-01: platform team: migration');
  });

  test('one for another target or actor does not cover it; one with a wildcard does', async () => {
    expect((await withExceptions({ ...exception, target: `${TRAIL}-other` })).status).toBe(3);
    expect((await withExceptions({ ...exception, actor: 'admin' })).status).toBe(3);
    expect((await withExceptions({ ...exception, target: 'arn:aws:cloudtrail:*:trail/audit' })).status).toBe(
      0,
    );
  });

  test('one for one account does not cover those that are alike', async () => {
    const twin = '444444444444';
    const snapshot = organization({
      accounts: [...ARTICLE.accounts, account(twin, 'twin', WORKLOADS)],
      full: [ROOT, ...ARTICLE.accounts.flatMap(({ id, parentId }) => [id, parentId]), twin],
      trails: [trail(), trail({ arn: TRAIL.replace(WORKLOAD, twin), accountId: twin })],
      policies: [OTHER],
    });
    const of = async (...targets: readonly string[]) => {
      const name = await file(
        'twins.json',
        targets.map((target) => ({ ...exception, target })),
      );
      return (await prove(snapshot, ...STOP, '--exceptions', name)).status;
    };
    expect(await of(TRAIL)).toBe(3);
    expect(await of(TRAIL, TRAIL.replace(WORKLOAD, twin))).toBe(0);
  });

  test('the usual file is found, and one that nothing needs is noted', async () => {
    const place = await scratch();
    await writeFile(join(place, 'organization.json'), JSON.stringify(open));
    await writeFile(
      join(place, 'indelible-exceptions.json'),
      JSON.stringify([exception, { ...exception, technique: 'kms-disable-key', owner: 'nobody' }]),
    );
    const { stderr, stdout } = await indelible(['prove', '--snapshot', 'organization.json'], {}, place);
    expect(stderr).toContain('exception for kms-disable-key (nobody): nothing needs it any more');
    expect(stdout).toContain('1 way with an exception that holds');
  });

  test.each([
    ['no owner', { ...exception, owner: undefined }, '`[0].owner` is missing'],
    ['a blank owner', { ...exception, owner: '  ' }, '`[0].owner` is empty'],
    ['no end', { ...exception, expires: undefined }, '`[0].expires` is missing'],
    ['no day', { ...exception, expires: '2027-02-30' }, '`[0].expires` is `"2027-02-30"`, which is no day'],
    ['a time', { ...exception, expires: '2027-02-03T00:00:00Z' }, '`[0].expires`'],
    ['a misspelt member', { ...exception, targets: TRAIL }, '`[0].targets` is not known here'],
    ['a misspelt technique', { ...exception, technique: 'stop' }, '`[0].technique` names `"stop"`'],
    ['an actor that does not exist', { ...exception, actor: 'administrator' }, '`[0].actor`'],
  ])('%s is refused', async (_, wrong, message) => {
    const { status, stderr } = await withExceptions(wrong);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('the Snapshot', () => {
  test('comes from standard input, too', async () => {
    const child = spawn(
      process.execPath,
      start([], {}).spawnargs.slice(1, 2).concat('prove', '--snapshot', '-'),
      {
        env: { PATH: process.env.PATH },
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    child.stdin.end(JSON.stringify(ARTICLE));
    let stdout = '';
    for await (const part of child.stdout) stdout += part;
    expect(stdout).toContain('YES:');
  });

  test.each([
    ['en', '`accounts[3].id` is `"222222222222"` for the second time'],
    ['ja', '`accounts[3].id` の `"222222222222"` は重複しています'],
  ])('that does not hold together is explained with the place, in %s', async (lang, message) => {
    const twice = ARTICLE.accounts.filter(({ id }) => id === LOG_ARCHIVE);
    const { status, stdout, stderr } = await prove(
      { ...ARTICLE, accounts: [...ARTICLE.accounts, ...twice] },
      '--lang',
      lang,
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('with a policy that AWS would not have stored is refused', async () => {
    const written = { Version: '2012-10-17', Statement: [] };
    const [full, guard] = ARTICLE.policies;
    const policies = [full, { ...guard, document: written, content: JSON.stringify(written) }];
    const { status, stderr } = await prove({ ...ARTICLE, policies });
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be read: Statement');
  });

  test.each([
    ['en', 'Statement[0].Condition.StringNotLikes: there is no condition operator StringNotLikes'],
    ['ja', 'Statement[0].Condition.StringNotLikes: StringNotLikes という条件演算子はありません'],
  ])('with an operator that there is not is explained as grade does, in %s', async (lang, message) => {
    const statement = { ...deny('s3:*'), Condition: { StringNotLikes: { 'aws:PrincipalArn': 'x' } } };
    const scped = { ...ARTICLE, policies: [...ARTICLE.policies, scp('typo', [ROOT], statement)] };
    const logBuckets = ARTICLE.logBuckets.map((one) => ({
      ...one,
      policy: document({ ...statement, Principal: '*', Resource: `${BUCKET}/*` }),
    }));
    for (const snapshot of [scped, { ...ARTICLE, logBuckets }]) {
      const { status, stderr } = await prove(snapshot, '--lang', lang);
      expect(status).toBe(2);
      expect(stderr).toContain(message);
    }
  });

  test('that is a policy is for grade, and a folder is none', async () => {
    const policy = await prove(document(deny('s3:*')));
    expect([policy.status, policy.stderr]).toEqual([2, expect.stringContaining('`indelible grade` takes')]);
    const directory = await indelible(['prove', '--snapshot', '.', '--lang', 'ja', '-q'], {}, folder);
    expect([directory.status, directory.stderr]).toEqual([2, expect.stringContaining('フォルダー')]);
  });
});

test.each([
  ['3', ARTICLE, []],
  ['4', { ...GUARDED, trails: [], logBuckets: [] }, ['--technique', 'organization-leave']],
] as const)('a reader that goes away leaves the status at %s', async (due, snapshot, args) => {
  const name = await file('piped.json', snapshot);
  const child = start(['prove', '--snapshot', name, '--all', '-q', ...args], {}, folder);
  // Nobody reads at all: the first write fails.
  child.stdout?.destroy();
  const status = await new Promise((done) => child.once('close', done));
  expect(String(status)).toBe(due);
});

test('--markdown is for a pull request', async () => {
  const { status, stdout } = await prove(ARTICLE, '--markdown');
  expect(status).toBe(3);
  expect(stdout).toMatch(/^## .*\n\n\*\*YES: /);
  expect(stdout).toContain('|---|---:|');
});
