import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { thirdPartyLicences } from '../scripts/build/licences.ts';
import { VERSION } from '../src/commands/version.ts';

const root = join(import.meta.dirname, '..');
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const execute = promisify(execFile);

/** A folder elsewhere, in which the packed tarball is installed. */
let folder: string;
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'indelible-pack-'));
  const { stdout } = await npm(
    root,
    'pack',
    '--json',
    '--ignore-scripts=false',
    '--pack-destination',
    folder,
  );
  packed = JSON.parse(stdout.slice(stdout.search(/^\[/m)))[0];
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  // Offline: whatever the package needed besides itself would be missing.
  await npm(folder, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename));
});
afterAll(() => rmSync(folder, { recursive: true }));

function npm(cwd: string, ...args: readonly string[]) {
  const { npm_execpath, npm_node_execpath } = process.env;
  return npm_execpath && npm_node_execpath
    ? execute(npm_node_execpath, [npm_execpath, ...args], { cwd })
    : execute('npm', [...args], { cwd });
}

/** The installed command, run by this Node.js in a folder that has nothing. */
function indelible(...args: readonly string[]) {
  const program = join(folder, 'node_modules', 'indelible', about.bin.indelible);
  return execute(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: 'C' },
  });
}

it('holds what runs, and what must go with it, and nothing else', () => {
  const paths = packed.files.map(({ path }) => path);
  for (const path of [
    'LICENSE',
    'README.md',
    'package.json',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/types/index.d.ts',
  ]) {
    expect(paths).toContain(path);
  }
  expect(
    paths.filter((path) => !/^(dist\/|examples\/|schemas\/|LICENSE$|README\.md$|package\.json$)/.test(path)),
  ).toEqual([]);
  expect(about.dependencies).toBeUndefined();
});

it('shows its help and version', async () => {
  expect((await indelible('--help')).stdout).toContain('indelible');
  expect((await indelible('--version')).stdout.trim()).toBe(about.version);
  expect(VERSION).toBe(about.version);
});

it('runs the demo', async () => {
  const result = JSON.parse((await indelible('demo', '--json')).stdout);
  expect(result.schema).toBe('indelible/demo@1');
});

it('is a library with types', async () => {
  const use = `import { evaluate, type Decision } from 'indelible';
    const request = { principal: 'arn:aws:iam::111122223333:user/ann', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceAccount: '111122223333', context: {} };
    const decision: Decision = evaluate({ request });
    console.log(decision.decision);`;
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'use.ts'), use);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024', '--rootDir', 'src'];
  await execute(process.execPath, [tsc, ...options, 'src/use.ts'], { cwd: folder });
  expect((await execute(process.execPath, ['src/use.ts'], { cwd: folder })).stdout).toBe('implicit-deny\n');
});

it('refuses to ship code under a licence that does not fit', () => {
  const place = join(folder, 'node_modules', 'copyleft');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'LICENSE'), 'text of the licence');
  const bundle = {
    outputs: { 'cli.js': { inputs: { 'node_modules/copyleft/index.js': { bytesInOutput: 1 } } } },
  };
  const ship = (license: string) => {
    writeFileSync(
      join(place, 'package.json'),
      JSON.stringify({ name: 'copyleft', version: '1.0.0', license }),
    );
    return thirdPartyLicences(folder, bundle as never);
  };
  expect(() => ship('AGPL-3.0-or-later')).toThrow(
    '`copyleft` is under `AGPL-3.0-or-later`: it may not be shipped',
  );
  expect(ship('MIT')).toContain('copyleft 1.0.0 (MIT)\n\ntext of the licence');
});
