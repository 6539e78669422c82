import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import { ownArn, ownResources } from '../../../sandbox/own-resources.ts';

export const stacksOf = (call: Call): readonly Resource[] => ownResources(call, 'AWS::CloudFormation::Stack');

const named = (call: Call): string => text(call.input, 'StackName', { max: 2048 });

const find = (call: Call): Resource | undefined =>
  stacksOf(call).find(({ arn, name }) => [arn, name].includes(named(call)));

/** By name or by id, which is the ARN; permissions are asked for on the ARN. */
export const stackArn = (call: Call): string =>
  find(call)?.arn ??
  (named(call).startsWith('arn:') ? named(call) : ownArn(call, 'cloudformation', `stack/${named(call)}/*`));

export function stackOf(call: Call): Resource {
  const stack = find(call);
  if (stack === undefined)
    throw new AwsError('ValidationError', 400, `Stack with id ${named(call)} does not exist`);
  return stack;
}
