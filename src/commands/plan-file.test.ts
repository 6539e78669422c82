import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Plan } from '../model/plan.ts';
import { writeUndo } from './apply/undo-file.ts';
import { readPlanFile, sealed, writePlanFile } from './plan-file.ts';

const create = {
  kind: 'create-policy',
  policyType: 'SERVICE_CONTROL_POLICY',
  name: 'p',
  description: 'd',
  content: '{}',
} as const;
const attach = { kind: 'attach-policy', name: 'p', targetId: 'ou-1' } as const;
const detach = { kind: 'detach-policy', name: 'p', targetId: 'ou-1' } as const;
const remove = { kind: 'delete-policy', name: 'p' } as const;
const plan: Plan = {
  schema: 'indelible/plan@1',
  madeAt: '2026-01-01T00:00:00.000Z',
  organizationId: 'o-1',
  managementAccountId: '111111111111',
  target: { id: 'ou-1', name: 'Workloads' },
  guards: ['trail-unchangeable'],
  changes: [create, attach],
  undo: [detach, remove],
};

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'indelible-'));
  file = join(directory, 'indelible-plan.json');
  await writePlanFile(file, sealed(plan));
});

test('a plan comes back as it was written, also reformatted', async () => {
  expect(await readPlanFile(file)).toEqual(sealed(plan));
  const { schema, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...rest, schema }));
  expect(await readPlanFile(file)).toEqual(sealed(plan));
  expect(await readdir(directory)).toEqual(['indelible-plan.json']);
});

test('a changed plan is refused', async () => {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('ou-1', 'ou-2'));
  await expect(readPlanFile(file)).rejects.toMatchObject({ reason: 'plan-altered' });
});

test.each([
  ['{'],
  ['[]'],
  ['null'],
  ['{"schema":"indelible/plan@2"}'],
  [JSON.stringify({ ...sealed(plan), changes: [{ kind: 'create-policy', name: 'p' }] })],
  [JSON.stringify({ ...sealed(plan), changes: [{ kind: 'format-disk' }] })],
  [JSON.stringify({ ...sealed(plan), changes: [{ kind: 'constructor' }] })],
  [JSON.stringify({ ...sealed(plan), target: null })],
])('what is no plan is refused: %s', async (text) => {
  await writeFile(file, text);
  await expect(readPlanFile(file)).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason: 'not-a-plan' });
});

test('a file that is not there, or cannot be written, says so', async () => {
  await expect(readPlanFile(join(directory, 'none'))).rejects.toMatchObject({ reason: 'file-unreadable' });
  await expect(writePlanFile(join(directory, 'no', 'x'), sealed(plan))).rejects.toMatchObject({
    reason: 'file-unwritable',
  });
});

test('the undo takes back what is about to be done, and only that', async () => {
  const path = await writeUndo(file, sealed(plan), [attach]);
  expect(path).toBe(join(directory, 'indelible-plan.undo.json'));
  expect(await readPlanFile(path ?? '')).toMatchObject({
    changes: [detach],
    undo: [],
    undoes: sealed(plan).hash,
  });
});

test('the undo of an interrupted run of the same plan is kept', async () => {
  await writeUndo(file, sealed(plan), [create]);
  const path = await writeUndo(file, sealed(plan), [attach]);
  expect((await readPlanFile(path ?? '')).changes).toEqual([detach, remove]);
});

test('nothing else is written over', async () => {
  const other = sealed({ ...plan, organizationId: 'o-2' });
  await writeUndo(file, other, [create]);
  await writeFile(join(directory, 'indelible-plan.undo-2.json'), 'mine');
  const path = await writeUndo(file, sealed(plan), [create, attach]);
  expect(path).toBe(join(directory, 'indelible-plan.undo-3.json'));
  expect(await readFile(join(directory, 'indelible-plan.undo-2.json'), 'utf8')).toBe('mine');
});

test('nothing to take back, no file', async () => {
  const enable = { kind: 'enable-policy-type', policyType: 'SERVICE_CONTROL_POLICY' } as const;
  expect(await writeUndo(file, sealed(plan), [enable])).toBeUndefined();
  expect(await readdir(directory)).toEqual(['indelible-plan.json']);
});
