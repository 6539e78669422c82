import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Licences whose code may be part of an Apache-2.0 package. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
]);

/** The licence texts of every package of which something is in the bundle; a text that several share, once. */
export function thirdPartyLicences(root: string, metafile: Pick<Metafile, 'outputs'>): string {
  const packagesByText = Map.groupBy(
    bundledPackages(metafile).map((folder) => readPackage(root, join(root, folder))),
    ({ text }) => text,
  );
  const parts = [...packagesByText].map(
    ([text, packages]) => `${packages.map(({ title }) => title).join('\n')}\n\n${text}\n`,
  );
  return ['Indelible contains code of these packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Their folders, `node_modules/…`. */
function bundledPackages({ outputs }: Pick<Metafile, 'outputs'>): readonly string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function readPackage(root: string, folder: string): { readonly title: string; readonly text: string } {
  const about: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (about.license === undefined || !ALLOWED.has(about.license)) {
    throw new Error(`\`${about.name}\` is under \`${about.license}\`: it may not be shipped`);
  }
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice)([.-]|$)/i.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
  // The text of the Apache licence is the same for all; any other names its copyright holder.
  if (texts.length === 0 && about.license === 'Apache-2.0') {
    texts.push(readFileSync(join(root, 'LICENSE'), 'utf8').trim());
  }
  if (texts.length === 0) throw new Error(`\`${about.name}\` comes without the text of its licence`);
  const text = texts.join('\n\n');
  return { title: `${about.name} ${about.version} (${about.license})`, text };
}
