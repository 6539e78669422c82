import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOlder, tooOld } from '../scripts/setup/versions.mjs';

/** A clone of a tiny project in a folder with spaces, set up by the scripts of this one. */
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'indelible-setup-')), 'a clone');
  cpSync(join(import.meta.dirname, '../scripts/run.mjs'), join(folder, 'scripts/run.mjs'));
  cpSync(join(import.meta.dirname, '../scripts/setup'), join(folder, 'scripts/setup'), { recursive: true });
  write('dependency/package.json', '{"name":"dependency","version":"1.0.0"}');
  write('package.json', JSON.stringify(about));
  write('package-lock.json', lockFile('1.0.0'));
  write(
    'src/cli/indelible.ts',
    `const ran: string = JSON.stringify({ args: process.argv.slice(2), folder: process.cwd(), node: process.version });
     console.log(ran);
     if (process.argv[2] === 'wait') setInterval(() => {}, 1000);
     process.exitCode = Number(process.env.EXIT ?? 0);`,
  );
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const about = { name: 'clone', version: '1.0.0', dependencies: { dependency: 'file:dependency' } };

const lockFile = (version: string): string =>
  JSON.stringify({
    name: about.name,
    version: about.version,
    lockfileVersion: 3,
    packages: {
      '': about,
      dependency: { version },
      'node_modules/dependency': { resolved: 'dependency', link: true },
    },
  });

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A stand-in for npm: the interface is the variable by which npm tells its scripts where it is. */
function fakeNpm(code: string): Readonly<Record<string, string>> {
  write('npm-cli.js', code);
  return { npm_execpath: join(folder, 'npm-cli.js') };
}

function begin(args: readonly string[], env: Readonly<Record<string, string>> = {}, node = process.execPath) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_)/i.test(name));
  return spawn(node, [join(folder, 'scripts/run.mjs'), ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [status, signal] = await once(child, 'close');
  return { status, signal, out, err };
}

const run = (...options: Parameters<typeof begin>) => finish(begin(...options));

const INSTALLING = 'Indelible: installing dependencies (npm ci), once …\n';

describe('a clone', () => {
  it('installs what is missing, once, and then says nothing', async () => {
    const first = await run(['indelible', 'grade', 'a b']);
    expect(first).toMatchObject({ status: 0, err: INSTALLING });
    expect(JSON.parse(first.out)).toEqual({ args: ['grade', 'a b'], folder, node: process.version });
    expect(existsSync(join(folder, 'node_modules/dependency/package.json'))).toBe(true);
    expect(existsSync(join(folder, '.cache/setup.lock'))).toBe(false);

    const second = await run(['demo', '--lang', 'ja']);
    expect(second).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(second.out).args).toEqual(['demo', '--lang', 'ja']);
  });

  it('installs again when the lock file has changed, and when the folder is gone', async () => {
    await run(['demo']);
    write('package-lock.json', `${lockFile('1.0.0')}\n`);
    expect((await run(['demo'])).err).toBe(INSTALLING);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect((await run(['demo'])).err).toBe(INSTALLING);
    expect((await run(['demo'])).err).toBe('');
  });

  it('installs everything whatever npm was told to leave out', async () => {
    write(
      '.npmrc',
      'ignore-scripts=true\nomit[]=dev\nomit[]=optional\npackage-lock=false\nengine-strict=true\n',
    );
    expect(await run(['demo'], { NODE_ENV: 'production', CI: 'true' })).toMatchObject({ status: 0 });
    expect(existsSync(join(folder, 'node_modules/dependency/package.json'))).toBe(true);
  });

  it('hands on the exit status and works in the folder of whoever called npm', async () => {
    const env = { EXIT: '3', npm_lifecycle_event: 'indelible', INIT_CWD: tmpdir() };
    const { status, out } = await run(['indelible'], env);
    expect(status).toBe(3);
    expect(JSON.parse(out).folder).toBe(tmpdir());
    // A folder that another script's npm left behind is not the caller's.
    expect(JSON.parse((await run(['indelible'], { ...env, npm_lifecycle_event: 'test' })).out).folder).toBe(
      folder,
    );
  });

  it('ends when it is told to, and its verb with it', async () => {
    const child = begin(['indelible', 'wait']);
    child.stdout.once('data', () => child.kill('SIGTERM'));
    expect(await finish(child)).toMatchObject({ status: null, signal: 'SIGTERM' });
  });

  it('names its verbs when it does not know one', async () => {
    const { status, err } = await run(['misspelt']);
    expect(status).toBe(2);
    expect(err).toContain('usage: npm run demo|indelible|test|');
  });
});

describe('an installation', () => {
  const countingNpm = `
    const fs = require('fs');
    fs.appendFileSync('installed.txt', 'once\\n');
    setTimeout(() => fs.mkdirSync('node_modules', { recursive: true }), 300);`;

  it('happens once when two processes start together', async () => {
    const npm = fakeNpm(countingNpm);
    const both = await Promise.all([run(['demo'], npm), run(['demo'], npm)]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'installed.txt'), 'utf8')).toBe('once\n');
  });

  it('that was killed is done again, without waiting for the dead', async () => {
    const child = begin(
      ['demo'],
      fakeNpm(`require('fs').mkdirSync('node_modules'); setTimeout(() => {}, 5000);`),
    );
    await vi.waitFor(() => expect(existsSync(join(folder, 'node_modules'))).toBe(true), { timeout: 10_000 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(folder, '.cache/setup.lock'))).toBe(true);
    expect(await run(['demo'], fakeNpm(countingNpm))).toMatchObject({ status: 0, err: INSTALLING });
  });

  it('takes over a lock that nobody has touched for long', async () => {
    const lock = join(folder, '.cache/setup.lock');
    write('.cache/setup.lock/owner', `1 elsewhere`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await run(['demo'], fakeNpm(countingNpm))).toMatchObject({ status: 0, err: INSTALLING });
  });

  it.each([
    ['ENOSPC', 'The disk is full'],
    ['EACCES', 'No permission to write to'],
    ['EAI_AGAIN', 'The npm registry cannot be reached'],
    ['EUSAGE', 'package.json and package-lock.json disagree'],
    ['EINTEGRITY', 'A package differs from what the lock file promises'],
    ['E418', 'The set-up failed for the reason above.'],
  ])('that fails with %s says why in one sentence, after what npm said', async (code, sentence) => {
    const npm = fakeNpm(`console.error('npm error code ${code}\\nnpm error details'); process.exitCode = 1;`);
    const { status, err, out } = await run(['demo'], npm);
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(new RegExp(`npm error details\\n\\n${sentence}[^\\n]*\\n$`));
    expect((await run(['demo'], fakeNpm(countingNpm))).status).toBe(0);
  });

  it('of which npm wrote only a part does not count', async () => {
    const npm = fakeNpm(`require('fs').mkdirSync('node_modules');
      console.error('npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write');`);
    expect(await run(['demo'], npm)).toMatchObject({
      status: 1,
      err: expect.stringContaining('The disk is full'),
    });
  });
});

describe('Node.js', () => {
  it.each([
    ['18.20.4', '20.0.0', true],
    ['20.0.0', '20.0.0', false],
    ['24.21.0', '20.0.0', false],
    ['22.9.0', '22.13', true],
    ['22.13.0', '22.13', false],
    ['9.11.2', '20.0.0', true],
  ])('%s is older than %s: %s', (version, other, older) => {
    expect(isOlder(version, other)).toBe(older);
    expect(tooOld(version, other) === undefined).toBe(!older);
  });

  it('gets one sentence when it is too old', () => {
    expect(tooOld('18.20.4', '20.0.0')).toMatch(
      /^Indelible needs Node\.js 20 or newer and this is 18\.20\.4: .+$/,
    );
  });

  // The Node.js that started `npm test`; from 24 on, nothing is brought.
  const starter = process.env.npm_node_execpath;
  const own = join(import.meta.dirname, '../.cache');
  it.skipIf(!starter || starter === process.execPath || !existsSync(own))(
    'of the clone runs what an older one starts',
    async () => {
      symlinkSync(own, join(folder, '.cache'));
      const { status, out } = await run(['demo'], {}, starter);
      expect(status).toBe(0);
      expect(JSON.parse(out).node).toMatch(/^v2[4-9]\./);
    },
  );
});
