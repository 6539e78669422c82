import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardTemplate } from './new/guard.ts';
import { techniqueTemplate } from './new/technique.ts';

const kinds = new Map([
  ['technique', { folder: 'src/techniques', template: techniqueTemplate }],
  ['guard', { folder: 'src/guards', template: guardTemplate }],
]);

const [name = '', id = ''] = process.argv.slice(2);
const problem = scaffold(name, id);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
}

/** Writes the entry and says what to do with it; otherwise returns what is wrong. */
function scaffold(name: string, id: string): string | undefined {
  const kind = kinds.get(name);
  if (kind === undefined || id === '') return `usage: npm run new ${[...kinds.keys()].join('|')} <id>`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    return `\`${id}\` is no id: lower-case words with hyphens, as in \`s3-delete-object\``;
  }
  const path = `${kind.folder}/${id}.ts`;
  const file = join(import.meta.dirname, '..', path);
  if (existsSync(file)) return `\`${path}\` is there already`;
  writeFileSync(file, kind.template(id));
  console.log(`wrote ${path}\nFill it in, then: npm run generate && npm test`);
  return undefined;
}
