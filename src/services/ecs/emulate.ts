import type { Context } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { list, optionalBoolean, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

const INVALID = 'InvalidParameterException';
const invalid = (message: string): AwsError => new AwsError(INVALID, 400, message);

const servicesOf = (call: Call): readonly Resource[] => ownResources(call, 'AWS::ECS::Service');
const tasksOf = (call: Call): readonly Resource[] => ownResources(call, 'AWS::ECS::Task');

/** A cluster is there where something runs in it. */
const clusterIn = ({ concerns = [] }: Resource): string => concerns[0] ?? '';
const clustersOf = (call: Call): readonly string[] =>
  [...new Set([...servicesOf(call), ...tasksOf(call)].map(clusterIn))].sort();

/** By ARN or by name. */
function clusterArn(call: Call): string {
  const named = optionalText(call.input, 'cluster', { max: 2048 }) ?? 'default';
  return named.startsWith('arn:') ? named : ownArn(call, 'ecs', `cluster/${named}`);
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Of the given kind in the call's cluster: by ARN or by name. */
function arnIn(call: Call, kind: 'service' | 'task', named: string): string {
  return named.startsWith('arn:')
    ? named
    : ownArn(call, 'ecs', `${kind}/${nameIn(clusterArn(call))}/${named}`);
}

const inCluster = (call: Call): Context => ({ 'ecs:cluster': clusterArn(call) });

const named = (call: Call, member: string, kind: 'service' | 'task', most: number): readonly string[] =>
  list(call.input, member, most).map((one) => arnIn(call, kind, text({ one }, 'one', { max: 2048 })));

const onEach =
  (member: string, kind: 'service' | 'task', most: number) =>
  (call: Call): readonly AuthorizationNeed[] =>
    named(call, member, kind, most).map((arn) => ({
      ...needOn(call, `ecs:${call.operation}`, arn),
      context: inCluster(call),
    }));

const onAnything = (call: Call): readonly AuthorizationNeed[] => [
  { action: `ecs:${call.operation}`, resource: '*', context: inCluster(call) },
];

function listed(call: Call, member: string, arns: readonly string[]): unknown {
  const found = page(arns, (arn) => arn, {
    token: optionalText(call.input, 'nextToken', { max: 10_000 }),
    size: optionalInteger(call.input, 'maxResults', { min: 1, max: 100 }) ?? 10,
  });
  if (found === undefined) throw invalid('Invalid token.');
  return { [member]: found.items, nextToken: found.next };
}

function arnsHere(call: Call, resources: readonly Resource[]): readonly string[] {
  const cluster = clusterArn(call);
  if (!clustersOf(call).includes(cluster))
    throw new AwsError('ClusterNotFoundException', 400, 'Cluster not found.');
  return resources.filter((one) => clusterIn(one) === cluster).map(({ arn }) => arn);
}

/** Every service and standalone task has a definition of its own, named after it. */
const definitionOf = (call: Call, { arn }: Resource): string =>
  ownArn(call, 'ecs', `task-definition/${arn.split('/').slice(1).join('_')}:1`);

function described(
  call: Call,
  members: readonly [asked: string, answered: string],
  kind: 'service' | 'task',
  resources: readonly Resource[],
  shape: (resource: Resource) => object,
): unknown {
  const [asked, answered] = members;
  const found = named(call, asked, kind, 100).map((arn) => ({
    arn,
    resource: resources.find((one) => one.arn === arn),
  }));
  return {
    [answered]: found.flatMap(({ resource }) => (resource === undefined ? [] : [shape(resource)])),
    failures: found.flatMap(({ arn, resource }) =>
      resource === undefined ? [{ arn, reason: 'MISSING' }] : [],
    ),
  };
}

const describeServices = (call: Call): unknown =>
  described(call, ['services', 'services'], 'service', servicesOf(call), (service) => ({
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterIn(service),
    status: 'ACTIVE',
    taskDefinition: definitionOf(call, service),
    enableExecuteCommand: service.enabled ?? false,
  }));

const describeTasks = (call: Call): unknown =>
  described(call, ['tasks', 'tasks'], 'task', tasksOf(call), (task) => ({
    taskArn: task.arn,
    clusterArn: clusterIn(task),
    group: task.enabled === undefined ? 'daemon' : `family:${task.name}`,
    lastStatus: 'RUNNING',
    taskDefinitionArn: definitionOf(call, task),
    enableExecuteCommand: task.enabled ?? false,
    overrides: {},
  }));

/** The World knows as whom it runs, and not what. */
function describeTaskDefinition(call: Call): unknown {
  const arn = text(call.input, 'taskDefinition', { max: 2048 });
  const resource = [...servicesOf(call), ...tasksOf(call)].find((one) => definitionOf(call, one) === arn);
  if (resource === undefined)
    throw new AwsError('ClientException', 400, 'Unable to describe task definition.');
  return {
    taskDefinition: {
      taskDefinitionArn: arn,
      ...(resource.roleArn === undefined ? {} : { taskRoleArn: resource.roleArn }),
      containerDefinitions: [],
    },
  };
}

const onTask = (call: Call): readonly AuthorizationNeed[] =>
  [clusterArn(call), arnIn(call, 'task', text(call.input, 'task', { max: 2048 }))].map((arn) => ({
    ...needOn(call, 'ecs:ExecuteCommand', arn),
    context: inCluster(call),
  }));

const updating = (call: Call): readonly AuthorizationNeed[] => [
  {
    ...needOn(call, 'ecs:UpdateService', arnIn(call, 'service', text(call.input, 'service', { max: 2048 }))),
    context: {
      ...inCluster(call),
      'ecs:enable-execute-command': String(optionalBoolean(call.input, 'enableExecuteCommand') ?? false),
    },
  },
];

/** By ARN, or by family with or without a revision. */
function definitionArn(call: Call, member: string): string {
  const asked = text(call.input, member, { max: 2048 });
  return asked.startsWith('arn:') ? asked : ownArn(call, 'ecs', `task-definition/${asked}`);
}

/** The task role is handed over to the containers. */
function registering(call: Call): readonly AuthorizationNeed[] {
  const role = optionalText(call.input, 'taskRoleArn', { max: 2048 });
  return [
    needOn(call, 'ecs:RegisterTaskDefinition', `${definitionArn(call, 'family')}:1`),
    ...(role === undefined
      ? []
      : [
          {
            action: 'iam:PassRole',
            resource: role,
            context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
          },
        ]),
  ];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
const operations: Readonly<Record<string, Operation>> = {
  DescribeServices: { access: 'read', needs: onEach('services', 'service', 10), run: describeServices },
  DescribeTaskDefinition: {
    access: 'read',
    needs: () => [{ action: 'ecs:DescribeTaskDefinition', resource: '*' }],
    run: describeTaskDefinition,
  },
  DescribeTasks: { access: 'read', needs: onEach('tasks', 'task', 100), run: describeTasks },
  ListClusters: {
    access: 'read',
    needs: () => [{ action: 'ecs:ListClusters', resource: '*' }],
    run: (call) => listed(call, 'clusterArns', clustersOf(call)),
  },
  ListServices: {
    access: 'read',
    needs: onAnything,
    run: (call) => listed(call, 'serviceArns', arnsHere(call, servicesOf(call))),
  },
  ListTasks: {
    access: 'read',
    needs: (call) => [
      {
        ...needOn(
          call,
          'ecs:ListTasks',
          ownArn(call, 'ecs', `container-instance/${nameIn(clusterArn(call))}/*`),
        ),
        context: inCluster(call),
      },
    ],
    run: (call) => listed(call, 'taskArns', arnsHere(call, tasksOf(call))),
  },
  ExecuteCommand: { access: 'write', needs: onTask },
  RegisterTaskDefinition: { access: 'write', needs: registering },
  RunTask: {
    access: 'write',
    needs: (call) => [needOn(call, 'ecs:RunTask', definitionArn(call, 'taskDefinition'))],
  },
  UpdateService: { access: 'write', needs: updating },
};

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html */
export default {
  service: 'ecs',
  protocol: jsonProtocol({ targets: ['AmazonEC2ContainerServiceV20141113'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, INVALID),
} satisfies Emulation;
