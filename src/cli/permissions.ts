import { stackSetTemplate, terraform } from '../commands/permissions/templates.ts';
import { type PermittedVerb, permissionsFor } from '../commands/permissions.ts';
import type { Terminal } from './terminal.ts';

export interface PermissionsFlags {
  readonly for: PermittedVerb;
  readonly roleName?: string;
  readonly format: 'json' | 'stackset' | 'terraform';
}

export async function run({ print }: Terminal, flags: PermissionsFlags): Promise<number> {
  const permissions = permissionsFor(flags.for, flags.roleName);
  const { caller } = permissions;
  if (flags.format === 'terraform') print(terraform(permissions));
  else print(JSON.stringify(flags.format === 'json' ? caller : stackSetTemplate(permissions), null, 2));
  return 0;
}
