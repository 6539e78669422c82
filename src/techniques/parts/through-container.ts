import type { Resource } from '../../model/resource.ts';
import type { Need, Step } from '../../model/technique.ts';
import { partitionOf } from './partition.ts';

type Ways = readonly (readonly Step[])[];

/**
 * Containers with the attacker's image and the role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export const registerTask = (
  { partition, region, accountId }: Readonly<Record<'partition' | 'region' | 'accountId', string>>,
  pass: Need,
): Step => ({
  operation: 'ecs:RegisterTaskDefinition',
  event: 'RegisterTaskDefinition',
  needs: [
    pass,
    {
      action: 'ecs:RegisterTaskDefinition',
      resource: `arn:${partition}:ecs:${region}:${accountId}:task-definition/indelible:1`,
    },
  ],
  input: { family: 'indelible', taskRoleArn: pass.resource, containerDefinitions: [] },
});

/** Where it was not read, the container's ARN names it. */
const clusterOf = ({ arn, concerns = [] }: Resource): string =>
  concerns[0] ?? arn.replace(/:(?:service|task)\/([^/]+)\/.*/, ':cluster/$1');

/**
 * A command in a container acts as the task role. A session that Systems Manager is asked for directly does so, too.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
function entering(container: Resource, task: Pick<Need, 'resource' | 'anyUnder'>): Ways {
  const { roleArn = '' } = container;
  const cluster = clusterOf(container);
  const effect = [{ kind: 'gain-principal', arn: roleArn }] as const;
  const context = { 'ecs:cluster': cluster };
  return [
    [
      {
        operation: 'ecs:ExecuteCommand',
        event: 'ExecuteCommand',
        needs: [{ resource: cluster }, task].map((one) => ({
          action: 'ecs:ExecuteCommand',
          ...one,
          context,
        })),
        input: { cluster, task: task.resource, command: 'sh', interactive: true },
        effect,
      },
    ],
    [
      {
        operation: 'ssm:StartSession',
        event: 'StartSession',
        needs: [{ action: 'ssm:StartSession', ...task }],
        input: { Target: 'ecs:indelible' },
        effect,
      },
    ],
  ];
}

/** Commands are switched on for tasks that start from then on, which an update of the service has start. */
function throughService(service: Resource): Ways {
  const { arn, region, accountId, enabled, roleArn = '' } = service;
  const cluster = clusterOf(service);
  const partition = partitionOf(arn);
  const anyUnder = `arn:${partition}:ecs:${region}:${accountId}:task/${cluster.split('/').at(-1)}/`;
  const pass = {
    action: 'iam:PassRole',
    resource: roleArn,
    context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  };
  const update = (input: Step['input'], context: Need['context']): Step => ({
    operation: 'ecs:UpdateService',
    event: 'UpdateService',
    needs: [{ action: 'ecs:UpdateService', resource: arn, context: { 'ecs:cluster': cluster, ...context } }],
    input: { cluster, service: arn, ...input },
  });
  const enter = entering(service, { resource: `${anyUnder}indelible`, anyUnder });
  const enable: Step = {
    ...update(
      { enableExecuteCommand: true, forceNewDeployment: true },
      { 'ecs:enable-execute-command': 'true' },
    ),
    perhaps: [pass],
  };
  const definition = registerTask({ partition, region, accountId }, pass);
  const replace = update(
    { taskDefinition: 'indelible' },
    { 'ecs:task-definition': definition.needs[1]?.resource ?? '' },
  );
  return [
    ...(enabled === true ? enter : enter.map((steps) => [enable, ...steps])),
    [definition, { ...replace, effect: [{ kind: 'gain-principal', arn: roleArn }] }],
  ];
}

export const throughContainer = (container: Resource): Ways =>
  container.type === 'AWS::ECS::Service'
    ? throughService(container)
    : entering(container, { resource: container.arn });
