import { collectPolicy, stackSetTemplate, terraform } from '../commands/permissions.ts';
import type { Terminal } from './terminal.ts';

export interface PermissionsFlags {
  readonly format: 'json' | 'stackset' | 'terraform';
}

export async function run({ print }: Terminal, { format }: PermissionsFlags): Promise<number> {
  if (format === 'terraform') print(terraform());
  else print(JSON.stringify(format === 'json' ? collectPolicy() : stackSetTemplate(), null, 2));
  return 0;
}
