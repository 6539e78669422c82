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

interface About {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

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
  const about: About = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (about.license === undefined || !ALLOWED.has(about.license)) {
    throw new Error(`\`${about.name}\` is under \`${about.license}\`: it may not be shipped`);
  }
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice)([.-]|$)/i.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
  const text = texts.length > 0 ? texts.join('\n\n') : standardText(root, about);
  return { title: `${about.name} ${about.version} (${about.license})`, text };
}

/** For a package that names its licence and leaves the text out. */
function standardText(root: string, { name, license, author }: About): string {
  const holder = typeof author === 'object' ? author.name : author;
  if (license === 'Apache-2.0') return readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  if (license === 'MIT' && holder) return `Copyright (c) ${holder}\n\n${MIT}`;
  throw new Error(`\`${name}\` comes without the text of its licence`);
}

// https://spdx.org/licenses/MIT.html
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
