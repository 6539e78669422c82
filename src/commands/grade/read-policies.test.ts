import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NAMES } from '../../../test/grade/names.ts';
import { parsePolicyTexts, readPolicyTexts } from './read-policies.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'indelible-grade-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function* input(...chunks: readonly string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const read = (...paths: readonly string[]) => readPolicyTexts(paths, input());
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' }],
});

it('reads files, standard input and folders, and counts what holds no policy', async () => {
  file('more/a.json', POLICY);
  file('more/deep/b.tf', 'locals {}');
  file('more/package.json', '{"name":"x"}');
  file('more/empty.json', ' \n');
  file('more/notes.txt', POLICY);
  file('more/.hidden/c.json', POLICY);
  file('more/node_modules/d.json', POLICY);
  symlinkSync(folder, join(folder, 'more', 'loop'));
  const one = file('one.json', `\uFEFF${POLICY.replace('{', '{\r\n')}`);
  const { texts, problems, skipped } = await readPolicyTexts(
    [one, '-', join(folder, 'more'), one],
    input(POLICY.slice(0, 9), POLICY.slice(9)),
  );
  expect(texts.map(({ name }) => name)).toEqual(['one', '-', 'a']);
  expect(problems).toEqual([]);
  expect(skipped).toBe(3);
  expect(parsePolicyTexts(texts, NAMES).policies).toHaveLength(3);
});

it('reads UTF-16, as PowerShell writes it', async () => {
  const path = file('scp.json', Buffer.from(`\uFEFF${POLICY}`, 'utf16le'));
  expect((await read(path)).texts).toMatchObject([{ text: POLICY }]);
});

it.each([
  ['a missing file', () => join(folder, 'none.json'), 'file-missing'],
  ['an empty file', () => file('a.json', '  \n'), 'file-empty'],
  ['ten megabytes', () => file('a.json', POLICY + ' '.repeat(10_000_000)), 'file-too-large'],
  ['a picture', () => file('a.json', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe)), 'file-binary'],
  ['zeros', () => file('a.json', `{"a":"\0"}`), 'file-binary'],
  ['a text', () => file('a.txt', 'hello'), 'not-a-policy'],
  ['an endless file', () => '/dev/zero', 'file-too-large'],
])('refuses %s that the user names', async (_, make, code) => {
  expect(await read(make())).toMatchObject({ texts: [], problems: [{ code }], skipped: 0 });
});

it('refuses more standard input than a policy has', async () => {
  const endless = (async function* () {
    for (;;) yield Buffer.alloc(100_000, 'x');
  })();
  expect((await readPolicyTexts(['-'], endless)).problems).toMatchObject([{ code: 'file-too-large' }]);
});

it('goes ten folders deep and two thousand files far, and says so', async () => {
  file(`${'d/'.repeat(12)}a.json`, POLICY);
  for (let count = 0; count < 2_001; count += 1) file(`many/${count}.json`, '{}');
  expect((await read(folder)).problems.map(({ code }) => code)).toEqual([
    'folder-too-deep',
    'folder-too-large',
  ]);
});

it('places problems in the file, before placeholders were filled in', async () => {
  const text =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Resource":"[BUCKET]","Actio":"s3:*"}]}';
  const { texts } = await read(file('scp.json', text));
  const column = text.indexOf('"Actio"') + 1;
  expect(parsePolicyTexts(texts, NAMES).problems[0]).toMatchObject({
    code: 'unknown-element',
    line: 1,
    column,
    path: 'Statement[0].Actio',
  });
  const hcl = `resource "aws_organizations_policy" "g" {\n  content = <<E\n{\n "Version": "2012"}\nE\n}`;
  const inHcl = await read(file('a.tf', hcl));
  expect(parsePolicyTexts(inHcl.texts, NAMES).problems).toContainEqual(
    expect.objectContaining({ code: 'bad-version', line: 4, column: 13 }),
  );
});

it.each([
  ['broken JSON', '{"Statement": [', 'unexpected-end'],
  ['a repeated key', '{"Statement": [], "Statement": []}', 'duplicate-key'],
  ['typographic quotes', '{“Statement”: []}', 'typographic-quote'],
  ['a thousand levels', `{"Statement":${'['.repeat(1_000)}`, 'too-deep'],
])('says what is wrong with %s', async (_, text, code) => {
  const { texts } = await read(file('scp.json', text));
  expect(parsePolicyTexts(texts, NAMES).problems.map((problem) => problem.code)).toContain(code);
});

it('gives every policy a name of its own', async () => {
  const { texts } = await read(file('a/scp.json', POLICY), file('b/scp.json', POLICY));
  const names = parsePolicyTexts([...texts, ...texts], NAMES).policies.map(({ name }) => name);
  expect(new Set(names).size).toBe(4);
  expect(names[0]).toBe('scp');
});
