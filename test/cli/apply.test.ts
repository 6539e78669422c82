import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AwsAccess } from '../../src/aws/access.ts';
import { apply } from '../../src/commands/apply.ts';
import { execute } from '../../src/commands/execute.ts';
import { plan } from '../../src/commands/plan.ts';
import { readPlanFile, sealed, writePlanFile } from '../../src/commands/plan-file.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { scratch } from './harness.ts';
import { accessTo, begin } from './in-process.ts';

const OU = 'ou-a1b2-workloads';

let sandbox: Sandbox;
let access: AwsAccess;
let directory: string;
let file: string;

beforeEach(async () => {
  sandbox = await begin();
  access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  directory = await scratch();
  file = join(directory, 'indelible-plan.json');
  const reader = await accessTo(sandbox, 'management', 'user/Admin', 'read');
  const { plan: made } = await plan(reader, {
    target: 'Workloads',
    trail: 'shop-trail',
    bucket: 'shop-logs',
  });
  await writePlanFile(file, sealed(made));
});
afterEach(() => sandbox.close());

const ignore = (): void => {};
const applied = async (path = file, onChange: () => void = ignore) =>
  apply(access, path, await readPlanFile(path), onChange);

/** Names of the service control policies on the target, and of all that there are besides AWS's own. */
const world = () => {
  const { policies, attachments } = sandbox.world.organization;
  return {
    attached: (attachments.get(OU) ?? []).map((id) => policies.get(id)?.name),
    all: [...policies.values()].filter(({ awsManaged }) => !awsManaged).map(({ name }) => name),
  };
};

async function call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const outcome = await execute(access, { operation: `organizations:${operation}`, input });
  if (outcome.outcome !== 'succeeded') throw new Error(outcome.message);
  return outcome.output;
}

async function createPolicy(name: string, statement: object): Promise<string> {
  const output = await call('CreatePolicy', {
    Type: 'SERVICE_CONTROL_POLICY',
    Name: name,
    Description: '',
    Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  });
  return (output as { Policy: { PolicySummary: { Id: string } } }).Policy.PolicySummary.Id;
}

const DENY = { Effect: 'Deny', Action: 'ec2:RunInstances', Resource: '*' };

/** Fills the target up to AWS's quota of attachments. */
async function fill(): Promise<void> {
  await call('EnablePolicyType', { RootId: 'r-a1b2', PolicyType: 'SERVICE_CONTROL_POLICY' });
  for (let count = world().attached.length; count < 10; count += 1) {
    await call('AttachPolicy', { PolicyId: await createPolicy(`other-${count}`, DENY), TargetId: OU });
  }
}

test('goes through in order, and back', async () => {
  const { done, stopped, undoFile } = await applied();
  expect(done.map(({ kind }) => kind)).toEqual(['enable-policy-type', 'create-policy', 'attach-policy']);
  expect(stopped).toBeUndefined();
  expect(world().attached).toContain('indelible-shop-trail');
  expect((await applied()).done).toEqual([]);
  const undone = await applied(undoFile);
  expect(undone.done.map(({ kind }) => kind)).toEqual(['detach-policy', 'delete-policy']);
  expect(undone.undoFile).toBeUndefined();
  expect(world().all).toEqual([]);
  expect((await applied(undoFile)).done).toEqual([]);
  expect((await readdir(directory)).sort()).toEqual(['indelible-plan.json', 'indelible-plan.undo.json']);
});

test('stopped half-way by a quota: says what was done, and its undo takes exactly that back', async () => {
  await fill();
  const { attached } = world();
  const { done, stopped, undoFile } = await applied();
  expect(done.map(({ kind }) => kind)).toEqual(['create-policy']);
  expect(stopped?.at.kind).toBe('attach-policy');
  expect(stopped?.error).toMatchObject({
    code: 'AWS_FAILED',
    parameters: { code: 'ConstraintViolationException' },
  });
  expect(world().all).toContain('indelible-shop-trail');
  expect((await applied(undoFile)).stopped).toBeUndefined();
  expect(world().all).not.toContain('indelible-shop-trail');
  expect(world().attached).toEqual(attached);
});

test('interrupted after any change, the undo is there and works; so does going on', async () => {
  for (const after of [1, 2, 3]) {
    let changes = 0;
    const interrupt = () => {
      changes += 1;
      if (changes === after) throw new Error('killed');
    };
    await expect(applied(file, interrupt)).rejects.toThrow('killed');
    const undo = join(directory, 'indelible-plan.undo.json');
    expect((await applied(undo)).stopped).toBeUndefined();
    expect(world().all).toEqual([]);
    await call('DisablePolicyType', { RootId: 'r-a1b2', PolicyType: 'SERVICE_CONTROL_POLICY' });
  }
  let changes = 0;
  const afterTwo = () => {
    changes += 1;
    if (changes === 2) throw new Error('killed');
  };
  await expect(applied(file, afterTwo)).rejects.toThrow('killed');
  const { done, undoFile } = await applied();
  expect(done.map(({ kind }) => kind)).toEqual(['attach-policy']);
  await applied(undoFile);
  expect(world().all).toEqual([]);
});

test('a read-back that fails hides neither what was done nor its undo', async () => {
  let changes = 0;
  const { done, stopped, undoFile } = await applied(file, () => {
    changes += 1;
    if (changes === 3) void sandbox.close();
  });
  expect(done).toHaveLength(3);
  expect(stopped?.error.code).toBe('AWS_FAILED');
  expect(undoFile).toBe(join(directory, 'indelible-plan.undo.json'));
});

test('a policy of that name with another content is left alone', async () => {
  await createPolicy('indelible-shop-trail', DENY);
  await expect(applied()).rejects.toMatchObject({ reason: 'moved-policy-differs' });
  expect(await readdir(directory)).toEqual(['indelible-plan.json']);
});

test('another organization’s plan is refused', async () => {
  const { hash: _, ...rest } = await readPlanFile(file);
  await writePlanFile(file, sealed({ ...rest, organizationId: 'o-other' }));
  await expect(applied()).rejects.toMatchObject({ reason: 'other-organization' });
});

test('whoever may not is told so by AWS, and nothing is done', async () => {
  const member = await accessTo(sandbox, 'shop', 'user/Admin', 'write');
  await expect(apply(member, file, await readPlanFile(file), ignore)).rejects.toMatchObject({
    code: 'AWS_DENIED',
    reason: 'organization-unreadable',
  });
  expect(world().all).toEqual([]);
});
