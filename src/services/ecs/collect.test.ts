import { afterEach, expect, test } from 'vitest';
import { ACCOUNT, elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectContainers } from './collect.ts';
import ecs from './emulate.ts';

const roleArn = `arn:aws:iam::${ACCOUNT}:role/Deployer`;
const CLUSTER = here('ecs', 'cluster/tools');
const service = (name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::ECS::Service', here('ecs', `service/tools/${name}`), name, {
    concerns: [CLUSTER],
    roleArn,
    enabled: false,
    ...rest,
  });
const task = (name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::ECS::Task', here('ecs', `task/tools/${name}`), name, {
    concerns: [CLUSTER],
    roleArn,
    enabled: true,
    ...rest,
  });
const SERVICE = service('deployer');
const TASK = task('0123456789abcdef');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = ecs,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectContainers(reading(sandbox));
}

test('services and standalone tasks are those of the account and Region, with their task roles', async () => {
  const there = [SERVICE, TASK];
  expect(await collected([...there, ...there.flatMap(elsewhere)])).toEqual({ value: there, gaps: [] });
});

test('where nothing runs, one call says so', async () => {
  expect(await collected(elsewhere(SERVICE), ['ecs:ListServices', 'ecs:ListTasks'])).toEqual({
    value: [],
    gaps: [],
  });
});

test('without a task role', async () => {
  const { roleArn: _, ...none } = SERVICE;
  expect(await collected([none])).toEqual({ value: [none], gaps: [] });
});

test('of several clusters, and more than a page', async () => {
  const many = Array.from({ length: 101 }, (_, index) => service(`s${String(index).padStart(3, '0')}`));
  const other = {
    ...SERVICE,
    arn: here('ecs', 'service/other/deployer'),
    concerns: [here('ecs', 'cluster/other')],
  };
  const tasks = Array.from({ length: 101 }, (_, index) => task(`t${String(index).padStart(3, '0')}`));
  expect(await collected([...many, other, ...tasks])).toEqual({
    value: [other, ...many, ...tasks],
    gaps: [],
  });
});

/** The tasks that AWS would describe, of which the World says only those that no service runs. */
const running = (...tasks: readonly Readonly<Record<string, unknown>>[]): Emulation => ({
  ...ecs,
  operations: {
    ...ecs.operations,
    ListTasks: {
      access: 'read',
      needs: () => [],
      run: () => ({ taskArns: tasks.map(({ taskArn }) => taskArn) }),
    },
    DescribeTasks: { access: 'read', needs: () => [], run: () => ({ tasks, failures: [] }) },
  },
});

test('of the tasks of a service, those that run as another role than it', async () => {
  const definition = here('ecs', 'task-definition/tools_deployer:1');
  const one = { taskDefinitionArn: definition, group: 'service:deployer', enableExecuteCommand: false };
  const other = `arn:aws:iam::${ACCOUNT}:role/Former`;
  const { enabled: _, ...apart } = task('apart', { roleArn: other });
  const { enabled: __, ...orphan } = task('orphan');
  const { value } = await collected(
    [SERVICE],
    undefined,
    running(
      { ...one, taskArn: here('ecs', 'task/tools/alike') },
      { ...one, taskArn: apart.arn, overrides: { taskRoleArn: other } },
      { ...one, taskArn: orphan.arn, group: 'service:gone' },
    ),
  );
  expect(value).toEqual([SERVICE, apart, orphan]);
});

test('nobody gets into a standalone task that was started without', async () => {
  const definition = here('ecs', 'task-definition/tools_deployer:1');
  const closed = task('closed', { enabled: false });
  const { value } = await collected(
    [SERVICE],
    undefined,
    running({ taskArn: closed.arn, taskDefinitionArn: definition, group: 'family:once' }),
  );
  expect(value).toEqual([SERVICE, closed]);
});

test.each(['DescribeServices', 'DescribeTasks'])('what %s could not tell', async (operation) => {
  const failing = (reason: string): Emulation => ({
    ...ecs,
    operations: {
      ...ecs.operations,
      [operation]: {
        access: 'read',
        needs: () => [],
        run: () => ({ services: [], tasks: [], failures: [{ arn: SERVICE.arn, reason }] }),
      },
    },
  });
  const gone = await collected([SERVICE, TASK], undefined, failing('MISSING'));
  await sandbox.close();
  const failed = await collected([SERVICE, TASK], undefined, failing('ACCESS_DENIED'));
  expect(gone.gaps).toEqual([]);
  expect(failed.gaps).toMatchObject([
    { resource: SERVICE.arn, action: `ecs:${operation}`, code: 'ACCESS_DENIED' },
  ]);
});

const DEFINITION = here('ecs', 'task-definition/tools_deployer:1');

test.each([
  ['ecs:ListClusters', here('ecs', 'cluster/*'), []],
  ['ecs:ListServices', CLUSTER, []],
  ['ecs:DescribeServices', SERVICE.arn, []],
  ['ecs:ListTasks', CLUSTER, [SERVICE]],
  ['ecs:DescribeTaskDefinition', DEFINITION, [{ ...SERVICE, roleArn: undefined }]],
])('without %s', async (action, on, value) => {
  const read = await collected([SERVICE], [action]);
  expect(read.value.map((one) => ({ ...one }))).toEqual(
    value.map((one) => expect.objectContaining(JSON.parse(JSON.stringify(one)))),
  );
  expect(read.gaps).toMatchObject([{ resource: on, action, code: 'AccessDeniedException' }]);
});

test('without ecs:DescribeTasks', async () => {
  const read = await collected([TASK], ['ecs:DescribeTasks']);
  expect(read.value).toEqual([]);
  expect(read.gaps).toMatchObject([{ resource: TASK.arn, action: 'ecs:DescribeTasks' }]);
});
