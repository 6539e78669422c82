import * as sdk from '@aws-sdk/client-ecs';
import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientOptions,
  elsewhere,
  here,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import ecs from './emulate.ts';

const roleArn = `arn:aws:iam::${ACCOUNT}:role/Deployer`;
const cluster = here('ecs', 'cluster/tools');
const containers = { concerns: [cluster], roleArn, enabled: true };
const SERVICE = resource('AWS::ECS::Service', here('ecs', 'service/tools/deployer'), 'deployer', containers);
const TASK = resource('AWS::ECS::Task', here('ecs', 'task/tools/0123abcd'), '0123abcd', containers);

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  const there = [SERVICE, TASK];
  sandbox = await startWith([ecs], [...there, ...there.flatMap(elsewhere)], denied);
  return new sdk.ECS(clientOptions(sandbox));
}

const refusal = (code: string, message = '') =>
  expect.objectContaining({ name: code, message: expect.stringContaining(message) });

test('every operation is one of the API', () => {
  expect(Object.keys(ecs.operations).filter((one) => !(`${one}Command` in sdk))).toEqual([]);
});

test('a service and a task by name, their role, and what is not there', async () => {
  const it = await client();
  const { services = [] } = await it.describeServices({ cluster: 'tools', services: ['deployer'] });
  expect(services).toMatchObject([{ serviceArn: SERVICE.arn, status: 'ACTIVE', enableExecuteCommand: true }]);
  const taskDefinition = services[0]?.taskDefinition ?? '';
  expect(await it.describeTaskDefinition({ taskDefinition })).toMatchObject({
    taskDefinition: { taskRoleArn: roleArn },
  });
  expect(await it.describeTasks({ cluster: 'tools', tasks: ['0123abcd', 'none'] })).toMatchObject({
    tasks: [{ taskArn: TASK.arn, enableExecuteCommand: true }],
    failures: [{ arn: here('ecs', 'task/tools/none'), reason: 'MISSING' }],
  });
  await expect(it.listServices({})).rejects.toEqual(refusal('ClusterNotFoundException'));
  await expect(it.listClusters({ nextToken: 'none' })).rejects.toEqual(refusal('InvalidParameterException'));
  await expect(it.describeTaskDefinition({ taskDefinition: 'none:1' })).rejects.toEqual(
    refusal('ClientException'),
  );
});

const command = { cluster, command: '/bin/sh', interactive: true } as const;
const family = { family: 'indelible', taskRoleArn: roleArn, containerDefinitions: [] };
const definition = here('ecs', 'task-definition/indelible:1');

test.each<[string, string, (it: sdk.ECS) => Promise<unknown>]>([
  ['ecs:ListClusters', '*', (it) => it.listClusters({})],
  ['ecs:ListServices', '*', (it) => it.listServices({ cluster })],
  ['ecs:ListTasks', here('ecs', 'container-instance/tools/*'), (it) => it.listTasks({ cluster })],
  ['ecs:DescribeServices', SERVICE.arn, (it) => it.describeServices({ cluster, services: ['deployer'] })],
  ['ecs:DescribeTasks', TASK.arn, (it) => it.describeTasks({ cluster, tasks: [TASK.arn] })],
  ['ecs:ExecuteCommand', cluster, (it) => it.executeCommand({ ...command, task: TASK.arn })],
  ['ecs:UpdateService', SERVICE.arn, (it) => it.updateService({ cluster, service: 'deployer' })],
  ['ecs:RegisterTaskDefinition', definition, (it) => it.registerTaskDefinition(family)],
  ['iam:PassRole', roleArn, (it) => it.registerTaskDefinition(family)],
  ['ecs:RunTask', definition, (it) => it.runTask({ cluster, taskDefinition: 'indelible:1' })],
])('%s is asked for on %s', async (action, on, call) => {
  await expect(call(await client([action]))).rejects.toEqual(
    refusal('AccessDeniedException', `${action} on resource: ${on}`),
  );
});

test('a write is authorized, then answered 501', async () => {
  const it = await client();
  await expect(it.executeCommand({ ...command, task: TASK.arn })).rejects.toEqual(refusal('NotEmulated'));
  await expect(it.updateService({ cluster, service: 'deployer' })).rejects.toEqual(refusal('NotEmulated'));
  await expect(it.registerTaskDefinition(family)).rejects.toEqual(refusal('NotEmulated'));
});
