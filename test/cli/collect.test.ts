import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indelible, type RunningSandbox, sandbox } from './harness.ts';

let running: RunningSandbox;
let folder: string;
beforeAll(async () => {
  running = await sandbox();
  folder = await mkdtemp(join(tmpdir(), 'indelible-collect-'));
});
afterAll(() => running.stop());

const asAdmin = () => ({ ...running.as('management', 'user/Admin'), NO_COLOR: '1' });

describe('indelible collect', () => {
  test.each([
    ['en', '3 of 3 accounts read', 'all of them reads', 'Every answer of AWS'],
    ['ja', '3 アカウント中 3 件を読み取りました', 'すべて読み取り', 'AWS の応答'],
  ])('writes what prove reads, and says how much it saw (%s)', async (lang, counted, calls, answers) => {
    const file = join(folder, `${lang}.json.gz`);
    const { status, stdout, stderr } = await indelible(
      ['collect', '--depth', 'full', '--out', file, '--lang', lang],
      asAdmin(),
    );
    expect([status, stderr]).toEqual([0, expect.stringContaining('SANDBOX')]);
    expect(stdout).toContain(counted);
    expect(stdout).toContain(calls);
    expect(stdout).toContain(answers);
    expect(await readdir(folder)).toContain(`${lang}.json.gz.answers.jsonl`);
    expect(stdout).toContain(`indelible prove --snapshot ${file}`);
    const proved = await indelible(['prove', '--snapshot', file, '--json']);
    expect(proved.status).toBe(3);
  });

  test('says what lies beyond its depth, and ends with 4', async () => {
    const file = join(folder, 'tree.json');
    const args = ['collect', '--depth', 'organization', '--out', file, '--json'];
    const { status, stdout } = await indelible(args, asAdmin());
    const document = JSON.parse(stdout);
    expect(status).toBe(4);
    expect(document.summary).toMatchObject({ accounts: 0, of: 3 });
    expect(document.gaps.map(({ code }: { readonly code: string }) => code)).toContain('NotCollected');
    const calls = Object.keys(document.provenance.calls);
    expect(calls.filter((call) => !call.startsWith('Organizations:'))).toEqual([
      'IAM:ListOrganizationsFeatures',
    ]);
  });

  test('records no answers for a file that is to tell nobody whose it is', async () => {
    const file = join(folder, 'shared.json');
    const args = ['collect', '--depth', 'organization', '--redact', '--out', file];
    const { status, stdout } = await indelible(args, asAdmin());
    expect(status).toBe(4);
    expect(stdout).not.toContain('Every answer');
    expect((await readdir(folder)).filter((name) => name.startsWith('shared'))).toEqual(['shared.json']);
  });

  test('leaves no file where it cannot be written', async () => {
    const { status, stderr } = await indelible(
      ['collect', '--depth', 'organization', '--out', join(folder, 'none', 'file.json')],
      asAdmin(),
    );
    expect(status).toBe(2);
    expect(stderr).toContain(join(folder, 'none', 'file.json'));
  });

  test('needs no file for prove, which then reads first', async () => {
    const { status, stdout, stderr } = await indelible(['prove', '--depth', 'logs'], asAdmin());
    expect(status).toBe(3);
    expect(stderr).toContain('Reading the organization');
    expect(stdout).toContain('CAN ANYBODY STILL DO IT?');
  });
});
