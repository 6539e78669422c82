import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Change } from '../model/change.ts';
import { IndelibleError } from '../model/error.ts';
import type { Plan } from '../model/plan.ts';
import { fileError } from './file-problem.ts';
import { replacing } from './replacing.ts';

/** A plan as it is kept in a file between `plan` and `apply`. */
export interface PlanFile extends Plan {
  /** SHA-256 of everything else: what is applied is what was shown. */
  readonly hash: string;
  /** For an undo: the hash of the plan that it takes back. */
  readonly undoes?: string;
}

export const sealed = (plan: Plan & { readonly undoes?: string }): PlanFile => ({
  ...plan,
  hash: hashOf(plan),
});

export const writePlanFile = (path: string, plan: PlanFile): Promise<void> =>
  replacing(path, (file) => writeFile(file, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 }));

/** Refuses what is not a plan, and a plan that was changed after it had been made. */
export async function readPlanFile(path: string): Promise<PlanFile> {
  const value = parse(path, await textOf(path));
  if (!isPlanFile(value)) throw new IndelibleError('CONFIG_INVALID', 'not-a-plan', { file: path });
  const { hash, ...plan } = value;
  if (hash !== hashOf(plan)) throw new IndelibleError('CONFIG_INVALID', 'plan-altered', { file: path });
  return value;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileError('file-unreadable', path, error);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new IndelibleError('CONFIG_INVALID', 'not-a-plan', { file: path });
  }
}

const TEXTS: Readonly<Record<Change['kind'], readonly string[]>> = {
  'enable-policy-type': ['policyType'],
  'disable-policy-type': ['policyType'],
  'create-policy': ['policyType', 'name', 'description', 'content'],
  'update-policy': ['name', 'content', 'before'],
  'delete-policy': ['name'],
  'attach-policy': ['name', 'targetId'],
  'detach-policy': ['name', 'targetId'],
};

function isPlanFile(value: unknown): value is PlanFile {
  return (
    isRecord(value) &&
    value.schema === 'indelible/plan@1' &&
    hasTexts(value, ['madeAt', 'organizationId', 'managementAccountId', 'hash']) &&
    isRecord(value.target) &&
    hasTexts(value.target, ['id', 'name']) &&
    Array.isArray(value.guards) &&
    isChanges(value.changes) &&
    isChanges(value.undo)
  );
}

function isChanges(value: unknown): boolean {
  return Array.isArray(value) && value.every((change) => isRecord(change) && isChange(change));
}

function isChange(change: Readonly<Record<string, unknown>>): boolean {
  const names = Object.entries(TEXTS).find(([kind]) => kind === change.kind)?.[1];
  return names !== undefined && hasTexts(change, names);
}

const hasTexts = (record: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof record[name] === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hashOf = (plan: object): string => createHash('sha256').update(canonical(plan)).digest('hex');

/** The same text whatever the order of keys, so that reformatting a plan does not break it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
