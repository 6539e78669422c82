import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { arrayModule, byName, type GeneratedFile, lazyModule } from './module.ts';

/**
 * The lists of what each service emulates and calls. What needs an SDK is loaded only when it is used.
 * `collect.ts` is in no list: a verb knows what it reads.
 */
export function serviceIndexes(root: string): readonly GeneratedFile[] {
  const folder = join(root, 'src', 'services');
  if (!existsSync(folder)) return [];
  const services = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(byName);
  const having = (file: string) => services.filter((name) => existsSync(join(folder, name, file)));
  return [
    {
      path: 'src/services/emulations.ts',
      text: arrayModule('emulations', having('emulate.ts'), (name) => `./${name}/emulate.ts`),
    },
    {
      path: 'src/services/operations.ts',
      text: lazyModule('operations', having('operations.ts'), (name) => `./${name}/operations.ts`),
    },
  ];
}
