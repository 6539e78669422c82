import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isReplaceable, replacing } from './replacing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'indelible-replacing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (said: string) => (path: string) => writeFile(path, said);

it('puts a whole file in the place of what was there', async () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'before');
  await replacing(file, text('after'));
  expect(readFileSync(file, 'utf8')).toBe('after');
  expect(readdirSync(folder)).toEqual(['out.json']);
});

it('leaves what was there, and nothing beside it, where writing fails', async () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'before');
  const half = async (path: string) => {
    await writeFile(path, 'ha');
    throw new Error('ENOSPC: no space left on device, write');
  };
  await expect(replacing(file, half)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    parameters: { file, message: 'no space left on device' },
  });
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['out.json']);
});

it('writes through a link, which stays one', async () => {
  const [file, link] = [join(folder, 'real.json'), join(folder, 'link.json')];
  writeFileSync(file, 'before');
  symlinkSync(file, link);
  await replacing(link, text('after'));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('after');
});

it('says that a folder is none', async () => {
  mkdirSync(join(folder, 'out'));
  await expect(replacing(join(folder, 'out'), text('after'))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  });
});

it('takes no device for a file', async () => {
  expect(await isReplaceable('/dev/null')).toBe(false);
  expect(await isReplaceable(join(folder, 'new.json'))).toBe(true);
});
