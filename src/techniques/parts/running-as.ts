import type { Exemption } from '../../model/exemption.ts';
import { many } from '../../model/policy.ts';
import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Role, Snapshot } from '../../model/snapshot.ts';
import type { Missing } from '../../model/technique.ts';
import { type ExemptPrincipal, exemptPrincipal, roleRead } from './exempt-principal.ts';
import { regionsInUse } from './region-in-use.ts';

interface Kind {
  readonly type: ResourceType;
  readonly service: string;
  readonly name: string;
  /** The one that assumes the role, where it is another. */
  readonly assumes?: string;
}

/** How each names itself in ARNs and, as the one that assumes a role, in trust policies. */
const KINDS: readonly Kind[] = [
  { type: 'AWS::Lambda::Function', service: 'lambda', name: 'function:indelible' },
  { type: 'AWS::EC2::Instance', service: 'ec2', name: 'instance/i-indelible' },
  { type: 'AWS::ECS::Service', service: 'ecs', name: 'service/indelible/indelible', assumes: 'ecs-tasks' },
  { type: 'AWS::ECS::Task', service: 'ecs', name: 'task/indelible/indelible', assumes: 'ecs-tasks' },
  { type: 'AWS::CloudFormation::Stack', service: 'cloudformation', name: 'stack/indelible/id' },
  { type: 'AWS::CodePipeline::Pipeline', service: 'codepipeline', name: 'indelible' },
];

/**
 * Resources of these types that act as the exempted role, and, of kinds that were not read, one of each that its trust
 * policy lets in.
 */
export function runningAs(
  exemption: Exemption,
  snapshot: Snapshot | undefined,
  ...types: readonly ResourceType[]
): readonly Resource[] {
  const principal = exemptPrincipal(exemption);
  if (snapshot === undefined || principal?.kind !== 'role') return [];
  const known = byRole(snapshot.resources ?? []).get(principal.arn) ?? [];
  return [...known.filter(isOpen), ...perhapsRunning(principal, exemption, snapshot)].filter(({ type }) =>
    types.includes(type),
  );
}

/**
 * Nobody gets into a task that was started without: commands can be switched on for new tasks only.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
const isOpen = ({ type, enabled }: Resource): boolean => type !== 'AWS::ECS::Task' || enabled !== false;

/** Whether anything of these types acts as the role. Before a principal is chosen, something is taken to. */
export function runsSomething(
  exemption: Exemption,
  snapshot: Snapshot,
  ...types: readonly ResourceType[]
): boolean | Missing {
  const principal = exemptPrincipal(exemption);
  if (exemption.principal === undefined) return true;
  if (principal?.kind !== 'role') return false;
  const hidden = perhapsRunning(principal, exemption, snapshot).find(({ type }) => types.includes(type));
  if (hidden !== undefined) return hiddenBy(hidden.type, principal, snapshot) ?? false;
  return runningAs(exemption, snapshot, ...types).length > 0;
}

/** What lists each kind, and what tells its roles. */
const READS: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  'AWS::CloudFormation::Stack': ['cloudformation:ListStacks', 'cloudformation:DescribeStacks'],
  'AWS::CodePipeline::Pipeline': ['codepipeline:ListPipelines', 'codepipeline:GetPipeline'],
  'AWS::EC2::Instance': ['ec2:DescribeInstances', 'iam:ListInstanceProfiles'],
  'AWS::ECS::Service': [
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:DescribeTaskDefinition',
  ],
  'AWS::ECS::Task': ['ecs:ListClusters', 'ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:DescribeTaskDefinition'],
  'AWS::Lambda::Function': ['lambda:ListFunctions'],
};

/** Why things of the type may act as the role that are not known to: in no other account may they have it. */
function hiddenBy(
  type: ResourceType,
  { arn, accountId }: ExemptPrincipal,
  { resources, gaps }: Snapshot,
): Missing | undefined {
  const reads = READS[type] ?? [];
  if (resources === undefined) return { resource: arn, action: reads[0] ?? '' };
  return gaps.find(
    ({ resource, action }) =>
      (reads.includes(action) || action === 'account:ListRegions' || action === 'sts:AssumeRole') &&
      (resource.includes(`:${accountId}:`) || resource.includes(':organizations:')),
  );
}

/** What may act as the role and was not read: nothing was, or not this kind. */
function perhapsRunning(
  principal: ExemptPrincipal,
  exemption: Exemption,
  snapshot: Snapshot,
): readonly Resource[] {
  const hidden = KINDS.filter(({ type }) => hiddenBy(type, principal, snapshot) !== undefined);
  if (hidden.length === 0) return [];
  const region = regionsInUse(snapshot)[0] ?? '';
  const types = hidden.map(({ type }) => type);
  return conceivable(principal, roleRead(exemption, snapshot), region).filter(({ type }) =>
    types.includes(type),
  );
}

/** Services that a trust policy lets in, such as `lambda.amazonaws.com`. */
export const servicesIn = ({ trust }: Role): readonly string[] =>
  many(trust.Statement).flatMap(({ Effect, Principal }) =>
    Effect !== 'Allow' || Principal === undefined || Principal === '*' ? [] : many(Principal.Service ?? []),
  );

const conceivable = (
  { accountId, partition, arn }: ExemptPrincipal,
  role: Role | Missing | undefined,
  region: string,
): readonly Resource[] => {
  if (role === undefined) return [];
  const assumed = (kind: Kind): string => `${kind.assumes ?? kind.service}.`;
  const services = 'trust' in role ? servicesIn(role) : KINDS.map(assumed);
  return KINDS.filter((kind) => services.some((one) => one.startsWith(assumed(kind)))).map(
    ({ type, service, name }) => ({
      type,
      arn: `arn:${partition}:${service}:${region}:${accountId}:${name}`,
      name: 'indelible',
      accountId,
      region,
      roleArn: arn,
    }),
  );
};

const known = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly Resource[]>>();

/** An organization has as many resources as roles, and as many questions about them. */
function byRole(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const present = known.get(resources);
  if (present !== undefined) return present;
  const made = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (resource.roleArn !== undefined)
      made.set(resource.roleArn, [...(made.get(resource.roleArn) ?? []), resource]);
  }
  known.set(resources, made);
  return made;
}
