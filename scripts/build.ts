import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { declarations } from './build/declarations.ts';
import { thirdPartyLicences } from './build/licences.ts';

const root = join(import.meta.dirname, '..');
const place = join(root, 'dist');

// Built beside its place and moved there whole: a build that fails leaves the last one as it was.
const folder = join(root, '.cache', `dist-${process.pid}`);
try {
  mkdirSync(folder, { recursive: true });
  const [metafile] = await Promise.all([bundle(root, folder), declarations(root, join(folder, 'types'))]);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(root, metafile));
  rmSync(place, { recursive: true, force: true });
  renameSync(folder, place);
} catch (error) {
  rmSync(folder, { recursive: true, force: true });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
