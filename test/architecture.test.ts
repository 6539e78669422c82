import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeInBrowserRooms } from './architecture/browser.ts';
import { cycles } from './architecture/cycles.ts';
import { forbiddenImports, unknownRooms } from './architecture/rooms.ts';
import { forbiddenServiceImports, unreachedServiceFiles } from './architecture/services.ts';
import { tooLong, unfitNames } from './architecture/size.ts';
import { readTree } from './architecture/tree.ts';

const tree = readTree(join(import.meta.dirname, '..'));

it('looks at the whole tree', () => {
  const paths = tree.map(({ path }) => path);
  expect(paths).toContain('src/model/error.ts');
  expect(paths).toContain('scripts/setup/start.mjs');
  expect(paths).toContain('test/architecture.test.ts');
});

it.each([
  ['imports go only where the table allows', forbiddenImports],
  ['every file is in a room of the table', unknownRooms],
  ['the entry points of a service stay apart', forbiddenServiceImports],
  ['every file of a service belongs to an entry point', unreachedServiceFiles],
  ['no file imports itself through others', cycles],
  ['rooms of the browser use nothing of Node.js', nodeInBrowserRooms],
  ['no file is too long', tooLong],
])('%s', (_, breaches) => {
  expect(breaches(tree)).toEqual([]);
});

it('files are named for what is in them', () => {
  expect(unfitNames(tree.map(({ path }) => path))).toEqual([]);
});
