import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueIndexes } from './generate/catalogues.ts';
import type { GeneratedFile } from './generate/module.ts';
import { serviceIndexes } from './generate/services.ts';

const root = join(import.meta.dirname, '..');
const onlyCheck = process.argv.includes('--check');

try {
  const files = [...(await catalogueIndexes(root)), ...serviceIndexes(root)];
  const stale = files.filter((file) => read(file) !== file.text);
  for (const file of stale) settle(file);
  if (onlyCheck && stale.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function settle(file: GeneratedFile): void {
  if (!onlyCheck) write(file);
  console.log(onlyCheck ? `${file.path} is stale: run npm run generate` : `wrote ${file.path}`);
}

function read({ path }: GeneratedFile): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function write({ path, text }: GeneratedFile): void {
  if (text === undefined) rmSync(join(root, path));
  else writeFileSync(join(root, path), text);
}
