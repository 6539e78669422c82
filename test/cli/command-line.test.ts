import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import { indelible, sandbox, scratch, start } from './harness.ts';

const ESCAPE = '\u001b[';

describe('without a verb', () => {
  test('shows three doors', async () => {
    const { status, stdout } = await indelible([]);
    expect(status).toBe(0);
    expect(stdout).toContain('indelible demo');
    expect(stdout).toMatch(/grade FILE\s+what it blocks/);
    expect(stdout).toContain('indelible drill --account ID');
  });

  test.each([
    [['--lang', 'ja'], {}],
    [['--lang=ja'], {}],
    [['-q', '--lang', 'ja'], {}],
    [[], { LANG: 'ja_JP.UTF-8' }],
  ])('speaks Japanese with %j %j', async (args, environment) => {
    const { status, stdout } = await indelible(args, environment);
    expect(status).toBe(0);
    expect(stdout).toContain('どこから始めますか');
  });
});

describe('help', () => {
  test('lists the verbs in groups, and loads neither SDK nor sandbox', async () => {
    const { status, stdout } = await indelible(['--help'], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
        "import{registerHooks}from'node:module';registerHooks({load(u,c,n){if(/@aws-sdk|\\/sandbox\\/|\\/commands\\/(?!version)/.test(u))console.log('LOADED '+u);return n(u,c)}})",
      )}`,
    });
    expect(status).toBe(0);
    expect(stdout).not.toContain('LOADED');
    for (const part of [
      'Close:',
      'plan',
      'apply',
      'Check:',
      'drill',
      'More:',
      'demo',
      'sandbox',
      'Exit status:',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test('of one verb, asked for either way', async () => {
    const one = await indelible(['help', 'drill']);
    expect(one).toEqual(await indelible(['drill', '--help']));
    expect(one.status).toBe(0);
  });

  test.each(['prove', 'plan', 'apply', 'drill', 'demo', 'sandbox'])(
    '%s has examples and fits a terminal',
    async (verb) => {
      for (const lang of ['en', 'ja']) {
        const { status, stdout } = await indelible([verb, '--help', '--lang', lang]);
        expect(status).toBe(0);
        expect(stdout).toContain(`indelible ${verb}`);
        expect(stdout.split('\n').every((line) => widthOf(line) <= 80)).toBe(true);
        expect(stdout).not.toContain('undefined');
        if (lang === 'ja') expect(stdout).not.toMatch(/\[options\]|\[command\]|choices|default/);
      }
    },
  );
});

test.each([
  [['plann'], 'there is no verb `plann`: did you mean `plan`?\nSee `indelible --help`.'],
  [['help', 'plann'], 'there is no verb `plann`'],
  [[''], 'name a verb'],
  [['--json'], 'name a verb'],
  [['--nope'], 'there is no option `--nope`\nSee `indelible --help`.'],
  [['--quie'], 'there is no option `--quie`: did you mean `--quiet`?'],
  [['prove', '--snapshot'], 'the option `--snapshot <file>` needs a value'],
  [['prove'], 'found no AWS credentials'],
  [['grade'], 'the argument `file` is missing'],
  [['drill'], 'the option `--account <id>` is missing\nSee `indelible drill --help`.'],
  [['drill', '--account'], 'the option `--account <id>` needs a value'],
  [['drill', '--account', '12'], '`12` is no account id'],
  [['drill', '--account', '222222222222', '--technique', 'nope'], 'there is no technique `nope`'],
  [['plan', '--frobnicate'], 'there is no option `--frobnicate`\nSee `indelible plan --help`.'],
  [['plan', 'a', 'b'], 'nothing takes `a, b` here'],
  [['apply'], 'the argument `file` is missing'],
  [['plan', '--lang', 'fr'], '`fr` is not one of: en, ja'],
  [['--lang', 'fr'], '`fr` is not one of: en, ja'],
  [['sandbox', '--port', '99999'], '`99999` is no port'],
  [['sandbox', '--world', 'none.json'], 'cannot read `none.json`'],
])('wrong usage %j ends with 2', async (args, message) => {
  const { status, stdout, stderr } = await indelible(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stdout).toBe('');
});

test.each([
  [['plann'], '`plann` というコマンドはありません。`plan` のことですか?'],
  [['drill'], 'オプション `--account <id>` が必要です'],
  [['apply'], '引数 `file` がありません'],
  [['prove'], 'AWS の認証情報が見つかりません'],
  [['plan', '--target'], 'オプション `--target <id|name>` に値がありません'],
  [['plan', 'x'], '`x` は余分な引数です'],
  [['--nope'], '`--nope` というオプションはありません'],
])('wrong usage %j is explained in Japanese', async (args, message) => {
  const { status, stderr } = await indelible(args, { LANG: 'ja_JP.UTF-8' });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/unknown|missing|required|invalid|Did you/);
});

describe('credentials and endpoints', () => {
  test('none', async () => {
    const { status, stderr } = await indelible(['plan', '--target', 'x']);
    expect(status).toBe(2);
    expect(stderr).toContain('found no AWS credentials');
  });

  test('nobody listens there', async () => {
    const { status, stderr } = await indelible(['drill', '--account', '222222222222'], {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 's',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('cannot reach `http://127.0.0.1:9`');
  });

  test('keys of another sandbox', async () => {
    const aws = await sandbox();
    const { status, stderr } = await indelible(['plan', '--lang', 'ja'], {
      ...aws.as('shop', 'root'),
      AWS_ACCESS_KEY_ID: 'AKIAZZZZZZZZZZZZZZZZ',
    });
    expect(await aws.stop()).toBe(0);
    expect(status).toBe(2);
    expect(stderr).toContain('この認証情報を受け付けません');
  });
});

describe('sandbox', () => {
  test('says in one line what there is, and ends when asked', async () => {
    const { description, stop } = await sandbox();
    expect(description.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(description.organization).toMatchObject({ managementAccountId: '111111111111' });
    expect(description.trails.length).toBeGreaterThan(0);
    for (const { principals } of description.accounts) {
      expect(principals.some(({ arn }) => arn.endsWith(':root'))).toBe(true);
      expect(principals.some(({ arn }) => arn.endsWith('/Admin'))).toBe(true);
    }
    expect(await stop()).toBe(0);
  });

  test('prints lines to paste, ends with Ctrl-C, and keeps quiet when told', async () => {
    const child = start(['sandbox', '--quiet']);
    let stdout = '';
    let stderr = '';
    let interrupted = false;
    child.stdout?.on('data', (part) => {
      stdout += part;
      // Once: a second Ctrl-C ends the process there and then, as people expect of it.
      if (interrupted || !stdout.includes('log-archive')) return;
      interrupted = child.kill('SIGINT');
    });
    child.stderr?.on('data', (part) => {
      stderr += part;
    });
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
    expect(stdout).toMatch(/export AWS_ACCESS_KEY_ID=\S+\n\s+export AWS_SECRET_ACCESS_KEY=\S+\n/);
    expect(stdout).toMatch(/export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\n/);
    expect(stdout).toContain('export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1\n');
    expect(stdout.split('\n').every((line) => line.includes('arn:') || widthOf(line) <= 80)).toBe(true);
    // A profile of the person's own would win over what was pasted.
    expect(stdout).toContain('unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN\n');
    expect(stderr).toBe('');
  });

  test('a port that is taken, a world that is wrong', async () => {
    const { description, stop } = await sandbox();
    const port = new URL(description.endpoint).port;
    const taken = await indelible(['sandbox', '--port', port]);
    await stop();
    expect(taken.status).toBe(2);
    expect(taken.stderr).toContain(`cannot listen on port ${port}`);
    const world = join(await scratch(), 'world.json');
    await writeFile(world, '{"schema":"indelible/world@1","accounts":[{"id":"1"}]}');
    const wrong = await indelible(['sandbox', '--world', world]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('`accounts[0].id`');
  });
});

describe('colours', () => {
  test.each([
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{}, [], false],
  ])('%j %j', async (environment, args, coloured) => {
    const { stdout } = await indelible(args, environment);
    expect(stdout.includes(ESCAPE)).toBe(coloured);
  });
});

test('a reader that goes away is no error', async () => {
  const child = start(['--help']);
  child.stdout?.destroy();
  const [status] = await once(child, 'close');
  expect(status).toBe(0);
});
