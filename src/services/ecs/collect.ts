import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  type Failure,
  paginateListClusters,
  paginateListServices,
  paginateListTasks,
} from '@aws-sdk/client-ecs';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { ecsClient } from './operations.ts';

/** Quotas: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html, API_DescribeTasks.html */
const SERVICES_AT_ONCE = 10;
const TASKS_AT_ONCE = 100;

interface Running {
  readonly type: 'AWS::ECS::Service' | 'AWS::ECS::Task';
  readonly arn: string;
  readonly name: string;
  readonly cluster: string;
  readonly definition: string | undefined;
  /** Instead of the role of the definition. */
  readonly roleArn?: string | undefined;
  readonly enabled: boolean | undefined;
  /** Of a task: the service that runs it. */
  readonly service?: string | undefined;
}

/**
 * The account's services of one Region, and the tasks that no service runs, or as another role than the service's; each
 * with its task role. The task execution role is ECS's own to use: no container has it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export async function collectContainers(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = ecsClient(access);
  const reader = new Reader();
  const clusters = await reader.read(ownArn(access, 'ecs', 'cluster/*'), 'ecs:ListClusters', () =>
    all(paginateListClusters({ client }, { maxResults: 100 }), (page) => page.clusterArns),
  );
  const found = await concurrently(clusters ?? [], async (cluster) => [
    ...(await servicesIn(client, reader, cluster)),
    ...(await tasksIn(client, reader, cluster)),
  ]);
  const running = found.flat();
  const roles = new Map(
    await concurrently(
      distinct(running.map(({ definition }) => definition)),
      async (definition) => [definition, await roleOf(client, reader, definition)] as const,
    ),
  );
  const resources = running.map((one) => ({
    one,
    roleArn: one.roleArn ?? roles.get(one.definition ?? ''),
  }));
  const ofServices = new Map(
    resources
      .filter(({ one }) => one.type === 'AWS::ECS::Service')
      .map(({ one, roleArn }) => [placeOf(one), roleArn]),
  );
  const isApart = ({ one, roleArn }: (typeof resources)[number]): boolean => {
    if (one.service === undefined) return true;
    const place = placeOf({ cluster: one.cluster, arn: one.service });
    return !ofServices.has(place) || ofServices.get(place) !== roleArn;
  };
  const value = resources
    .filter(isApart)
    .map(({ one, roleArn }) => resourceOf(access, one, roleArn))
    .sort(byArn);
  return { value, gaps: reader.gaps };
}

/** A service's name is its own in its cluster only. */
const placeOf = ({ arn, cluster }: Pick<Running, 'arn' | 'cluster'>): string => `${cluster} ${nameIn(arn)}`;

const nameIn = (arn: string): string => arn.split('/').at(-1) ?? '';

async function servicesIn(client: ECSClient, reader: Reader, cluster: string): Promise<readonly Running[]> {
  const listed = await reader.read(cluster, 'ecs:ListServices', () =>
    all(paginateListServices({ client }, { cluster, maxResults: 100 }), (page) => page.serviceArns),
  );
  const described = await concurrently(batches(listed ?? [], SERVICES_AT_ONCE), (services) =>
    reader.read(services[0] ?? cluster, 'ecs:DescribeServices', async () => {
      const answer = await client.send(new DescribeServicesCommand({ cluster, services: [...services] }));
      note(reader, 'ecs:DescribeServices', answer.failures);
      return answer.services ?? [];
    }),
  );
  return described.flatMap((services = []) =>
    services
      .filter(({ status }) => status !== 'INACTIVE')
      .map(({ serviceArn = '', taskDefinition, enableExecuteCommand }) => ({
        type: 'AWS::ECS::Service' as const,
        arn: serviceArn,
        name: nameIn(serviceArn),
        cluster,
        definition: taskDefinition,
        enabled: enableExecuteCommand === true,
      })),
  );
}

async function tasksIn(client: ECSClient, reader: Reader, cluster: string): Promise<readonly Running[]> {
  const listed = await reader.read(cluster, 'ecs:ListTasks', () =>
    all(paginateListTasks({ client }, { cluster, maxResults: 100 }), (page) => page.taskArns),
  );
  const described = await concurrently(batches(listed ?? [], TASKS_AT_ONCE), (tasks) =>
    reader.read(tasks[0] ?? cluster, 'ecs:DescribeTasks', async () => {
      const answer = await client.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
      note(reader, 'ecs:DescribeTasks', answer.failures);
      return answer.tasks ?? [];
    }),
  );
  return described.flatMap((tasks = []) =>
    tasks.map(({ taskArn = '', taskDefinitionArn, overrides, enableExecuteCommand, group = '' }) => ({
      type: 'AWS::ECS::Task' as const,
      arn: taskArn,
      name: nameIn(taskArn),
      cluster,
      definition: taskDefinitionArn,
      roleArn: overrides?.taskRoleArn,
      // What runs on behalf of something else is started anew by that, and then with other settings.
      enabled: enableExecuteCommand === true || (group.startsWith('family:') ? false : undefined),
      service: group.startsWith('service:') ? group.slice('service:'.length) : undefined,
    })),
  );
}

/** What is gone by now is no failure. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html */
function note(reader: Reader, action: string, failures: readonly Failure[] = []): void {
  for (const { arn = '', reason = '', detail = '' } of failures)
    if (reason !== 'MISSING')
      reader.gaps.push({ resource: arn, action, code: reason, message: detail || reason });
}

async function roleOf(client: ECSClient, reader: Reader, definition: string): Promise<string | undefined> {
  return reader.read(definition, 'ecs:DescribeTaskDefinition', async () => {
    const answer = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: definition }));
    return answer.taskDefinition?.taskRoleArn;
  });
}

const resourceOf = (access: AwsAccess, one: Running, roleArn: string | undefined): Resource => ({
  type: one.type,
  arn: one.arn,
  name: one.name,
  accountId: access.caller.accountId,
  region: access.region,
  concerns: [one.cluster],
  ...(roleArn === undefined ? {} : { roleArn }),
  ...(one.enabled === undefined ? {} : { enabled: one.enabled }),
});

const batches = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
