import type { LogGroup } from '../../../model/snapshot.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';

export const anyGroup = ({ world, region, caller }: Call): string =>
  `arn:${world.partition}:logs:${region}:${caller.accountId ?? ''}:log-group:`;

/** The log group of the caller's account that an input names, or of any by its ARN; whether it exists or not. */
export function groupArn(call: Call): string {
  const named = optionalText(call.input, 'logGroupIdentifier') ?? text(call.input, 'logGroupName');
  return named.startsWith('arn:') ? named : `${anyGroup(call)}${named}`;
}

export function groupOf(call: Call): LogGroup {
  const group = call.world.logGroups.get(groupArn(call));
  if (group) return group;
  throw new AwsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
}

/**
 * Policies name a log group with `:*` at the end of its ARN.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export const onGroup = (call: Call): readonly AuthorizationNeed[] => [needOn(call, `${groupArn(call)}:*`)];

export const needOn = (call: Call, resource: string): AuthorizationNeed => ({
  action: `logs:${call.operation}`,
  resource,
  resourceAccount: resource.split(':')[4] ?? '',
});
