import type { Exemption } from '../../model/exemption.ts';
import { many } from '../../model/policy.ts';
import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Role, Snapshot } from '../../model/snapshot.ts';
import type { Missing } from '../../model/technique.ts';
import { type ExemptPrincipal, exemptPrincipal, roleRead } from './exempt-principal.ts';
import { regionsInUse } from './region-in-use.ts';

/** How each names itself in ARNs and, as the one that assumes a role, in trust policies. */
const KINDS: readonly { readonly type: ResourceType; readonly service: string; readonly name: string }[] = [
  { type: 'AWS::Lambda::Function', service: 'lambda', name: 'function:indelible' },
  { type: 'AWS::EC2::Instance', service: 'ec2', name: 'instance/i-indelible' },
  { type: 'AWS::CloudFormation::Stack', service: 'cloudformation', name: 'stack/indelible/id' },
  { type: 'AWS::CodePipeline::Pipeline', service: 'codepipeline', name: 'indelible' },
];

/** Resources of these types that act as the exempted role; where none were read, those that its trust policy lets. */
export function runningAs(
  exemption: Exemption,
  snapshot: Snapshot | undefined,
  ...types: readonly ResourceType[]
): readonly Resource[] {
  const principal = exemptPrincipal(exemption);
  if (snapshot === undefined || principal?.kind !== 'role') return [];
  const { resources } = snapshot;
  const all =
    resources === undefined
      ? conceivable(principal, roleRead(exemption, snapshot), regionsInUse(snapshot)[0] ?? '')
      : (byRole(resources).get(principal.arn) ?? []);
  return all.filter(({ type }) => types.includes(type));
}

/** Whether anything of these types acts as the role. Before a principal is chosen, something is taken to. */
export function runsSomething(
  exemption: Exemption,
  snapshot: Snapshot,
  ...types: readonly ResourceType[]
): boolean | Missing {
  if (exemption.principal === undefined) return true;
  if (runningAs(exemption, snapshot, ...types).length === 0) return false;
  return snapshot.resources === undefined
    ? { resource: exemption.principal.arn, action: READS[types[0] ?? ''] ?? 'lambda:ListFunctions' }
    : true;
}

const READS: Readonly<Record<string, string>> = {
  'AWS::CodePipeline::Pipeline': 'codepipeline:ListPipelines',
};

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
  const services = role !== undefined && 'trust' in role ? servicesIn(role) : [];
  return KINDS.filter(({ service }) => services.some((one) => one.startsWith(`${service}.`))).map(
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
