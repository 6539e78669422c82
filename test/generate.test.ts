import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueIndexes } from '../scripts/generate/catalogues.ts';
import { arrayModule, byName, GENERATED, identifier } from '../scripts/generate/module.ts';
import { serviceIndexes } from '../scripts/generate/services.ts';
import { techniquePages } from '../scripts/generate/technique-pages.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'indelible-generate-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('a catalogue', () => {
  it('lists its entries in order, and neither its index, its tests nor its folders', async () => {
    file('src/guards/stay.ts', `export default { id: 'stay' };`);
    file('src/guards/b-lock.ts', `export default { id: 'b-lock' };`);
    file('src/guards/b-lock.test.ts', '');
    file('src/guards/index.ts', '');
    file('src/guards/parts/deny.ts', '');
    expect(await catalogueIndexes(root)).toEqual([
      {
        path: 'src/guards/index.ts',
        text: [
          GENERATED,
          `import bLock from './b-lock.ts';`,
          `import stay from './stay.ts';`,
          '',
          'export const guards = Object.freeze([bLock, stay]);',
          '',
        ].join('\n'),
      },
    ]);
  });

  it('has no index while it has no entry', async () => {
    mkdirSync(join(root, 'src/reports'), { recursive: true });
    expect(await catalogueIndexes(root)).toEqual([{ path: 'src/reports/index.ts', text: undefined }]);
  });

  it.each([
    [
      'an id that is not the file name',
      `export default { id: 'go' };`,
      'states the id `go`: it must be `stay`',
    ],
    ['no default export', `export const id = 'stay';`, 'has no default export with an id'],
    ['no id', 'export default {};', 'has no default export with an id'],
    ['a syntax error', 'export default {', '`src/guards/stay.ts` cannot be loaded'],
  ])('refuses %s', async (_, text, message) => {
    file('src/guards/stay.ts', text);
    await expect(catalogueIndexes(root)).rejects.toThrow(message);
  });

  it('refuses a name that cannot be a variable', () => {
    expect(() => identifier('delete')).toThrow('`delete` cannot name a variable');
    expect(identifier('s3-delete-object')).toBe('s3DeleteObject');
  });
});

describe('services', () => {
  it('has no list of what does not exist', () => {
    mkdirSync(join(root, 'src/services/s3'), { recursive: true });
    expect(serviceIndexes(root).map(({ text }) => text)).toEqual([undefined, undefined]);
  });

  it('lists each entry point that exists, loading SDKs only on call', () => {
    file('src/services/s3/emulate.ts', '');
    file('src/services/s3/operations.ts', '');
    file('src/services/cloudtrail/emulate.ts', '');
    file('src/services/operations.ts', '');
    const [emulations, operations] = serviceIndexes(root);
    expect(emulations?.text).toContain('export const emulations = Object.freeze([cloudtrail, s3]);');
    expect(operations?.text).toContain(
      `export const operations = {\n  s3: () => import('./s3/operations.ts'),\n};`,
    );
  });
});

it.each([
  ['short', ['a', 'b-c', 'b2', 'b10', 's3-x', 's3-x-y', 'z']],
  ['long', Array.from({ length: 30 }, (_, place) => `attack-number-${place}`).sort(byName)],
])('writes as the formatter would: %s', (_, names) => {
  const text = arrayModule('guards', names, (name) => `./${name}.ts`) ?? '';
  const biome = join(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome');
  const formatted = execFileSync(
    process.execPath,
    [biome, 'check', '--write', '--stdin-file-path=src/guards/index.ts'],
    {
      input: text,
      cwd: join(import.meta.dirname, '..'),
    },
  );
  expect(formatted.toString()).toBe(text);
});

describe('pages of techniques', () => {
  it('exist for every technique in both languages, with an index', async () => {
    const files = await techniquePages(join(import.meta.dirname, '..'));
    const leave = files.find(({ path }) => path === 'docs/techniques/organization-leave.md')?.text ?? '';
    expect(leave).toContain('# Leave the organization\n');
    expect(leave).toContain('# 組織から離脱する\n');
    expect(leave).toContain('`organizations:LeaveOrganization` on `*`');
    const index = files.find(({ path }) => path === 'docs/techniques/README.md')?.text ?? '';
    expect(index).toContain('(organization-leave.md)');
  });

  it('are taken away with their technique', async () => {
    mkdirSync(join(root, 'src/techniques'), { recursive: true });
    file('docs/techniques/gone.md', '');
    expect(await techniquePages(root)).toContainEqual({ path: 'docs/techniques/gone.md', text: undefined });
  });
});
