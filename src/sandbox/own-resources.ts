import type { Resource, ResourceType } from '../model/resource.ts';
import type { AuthorizationNeed, Call } from './emulation.ts';

/** What the caller's account has of a type in the Region that it calls. */
export const ownResources = ({ world, caller, region }: Call, type: ResourceType): readonly Resource[] =>
  world.resources.of(type, caller.accountId ?? '', region);

/** An ARN in the caller's account and the Region that it calls. */
export const ownArn = ({ world, caller, region }: Call, service: string, rest: string): string =>
  `arn:${world.partition}:${service}:${region}:${caller.accountId}:${rest}`;

/** A permission on a resource, there or not, with the policy that lets other accounts in. */
export function needOn(
  { world }: Call,
  action: string,
  arn: string,
  document = world.resources.get(arn)?.policy,
): AuthorizationNeed {
  return {
    action,
    resource: arn,
    resourceAccount: arn.split(':')[4] ?? '',
    ...(document === undefined ? {} : { resourcePolicies: [{ name: 'resource policy', document }] }),
  };
}
