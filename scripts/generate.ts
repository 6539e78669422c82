import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { actionTable } from './generate/actions.ts';
import { catalogueIndexes } from './generate/catalogues.ts';
import type { GeneratedFile } from './generate/module.ts';
import { verbPermissions } from './generate/permissions.ts';
import { schemaFiles } from './generate/schemas.ts';
import { servicePrefixes } from './generate/service-prefixes.ts';
import { serviceIndexes } from './generate/services.ts';
import { techniquePages } from './generate/technique-pages.ts';

const root = join(import.meta.dirname, '..');
const onlyCheck = process.argv.includes('--check');

try {
  const files = [
    ...(await catalogueIndexes(root)),
    ...serviceIndexes(root),
    await actionTable(),
    await servicePrefixes(),
    ...(await techniquePages(root)),
    ...schemaFiles(),
    ...(await verbPermissions(root)),
  ];
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
  const file = join(root, path);
  if (text === undefined) {
    rmSync(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
