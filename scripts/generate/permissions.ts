import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usedBy } from './imports.ts';
import { byName, GENERATED, type GeneratedFile } from './module.ts';
import { sessionPolicy } from './session-policy.ts';

const READ = /\.read\([^;]*?'([a-z0-9-]+:[A-Z]\w+)',|permission: '([a-z0-9-]+:[A-Z]\w+)'/g;
/** Asked for by every verb, and by no Reader. */
const ALWAYS = ['organizations:DescribeOrganization'];

/** Verb to what it needs besides the reads of its readers. */
const VERBS = { collect: ['sts:AssumeRole'], drill: ['sts:AssumeRole'], apply: [] } as const;

/** What the readers that a verb uses ask AWS for, as their code names it. */
export async function verbPermissions(root: string): Promise<readonly GeneratedFile[]> {
  const reads = Object.entries(VERBS).map(([verb, besides]) => ({
    verb,
    found: readsOf(root, verb, besides),
  }));
  const collected = reads.find(({ verb }) => verb === 'collect')?.found ?? [];
  return [
    ...reads.map(({ verb, found }) => ({
      path: `src/commands/permissions/${verb}.ts`,
      text: listOf(verb, found),
    })),
    await sessionPolicy(collected),
  ];
}

function readsOf(root: string, verb: string, besides: readonly string[]): readonly string[] {
  const found = new Set([...ALWAYS, ...besides]);
  for (const file of usedBy(join(root, `src/commands/${verb}.ts`))) {
    if (!/\/src\/(?:services|aws)\//.test(file)) continue;
    for (const [, read, named] of readFileSync(file, 'utf8').matchAll(READ)) found.add(read ?? named ?? '');
  }
  return [...found].sort(byName);
}

const listOf = (verb: string, found: readonly string[]): string =>
  [
    GENERATED,
    '',
    `/** Permissions that ${verb} reads with. */`,
    `export const ${verb.toUpperCase()}_PERMISSIONS = [`,
    ...found.map((action) => `  '${action}',`),
    '] as const;',
    '',
  ].join('\n');
