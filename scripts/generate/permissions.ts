import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byName, GENERATED, type GeneratedFile } from './module.ts';
import { sessionPolicy } from './session-policy.ts';

const READ = /\.read\([^;]*?'([a-z0-9-]+:[A-Z]\w+)',|permission: '([a-z0-9-]+:[A-Z]\w+)'/g;
/** Named in every collection, and by no Reader. */
const ALWAYS = ['organizations:DescribeOrganization', 'sts:AssumeRole'];

/** What the readers of `services/` ask AWS for, as their code names it. */
export async function collectPermissions(root: string): Promise<readonly GeneratedFile[]> {
  const services = join(root, 'src/services');
  const files = [
    ...readdirSync(services, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(services, name))
          .filter((file) => /^collect.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
          .map((file) => join(services, name, file)),
      ),
    join(root, 'src/aws/customer-key.ts'),
  ];
  const found = new Set(ALWAYS);
  for (const file of files)
    for (const [, read, named] of readFileSync(file, 'utf8').matchAll(READ)) found.add(read ?? named ?? '');
  const text = [
    GENERATED,
    '',
    '/** Permissions that a collection needs. */',
    'export const COLLECT_PERMISSIONS = [',
    ...[...found].sort(byName).map((action) => `  '${action}',`),
    '] as const;',
    '',
  ].join('\n');
  return [{ path: 'src/commands/permissions/collect.ts', text }, await sessionPolicy([...found])];
}
