import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';

export function arnOf({ world, region, caller }: Call, name: string, owner?: string): string {
  return `arn:${world.partition}:sqs:${region}:${owner ?? caller.accountId ?? ''}:${name}`;
}

/** A queue's URL ends in its account and name: `https://sqs.us-east-1.amazonaws.com/111122223333/queue`. */
export function arnInUrl(call: Call): string {
  const url = text(call.input, 'QueueUrl');
  const [, owner, name = url] = /\/(\d{12})\/([\w.-]+)$/.exec(url) ?? [];
  return arnOf(call, name, owner);
}

export function queueAt(call: Call, arn: string): Resource {
  const queue = call.world.resources.get(arn);
  if (queue?.type === 'AWS::SQS::Queue') return queue;
  throw new AwsError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
}

/**
 * What a queue's policy cannot grant to other accounts.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html
 */
const OWN_ACCOUNT_ONLY = new Set(['DeleteQueue', 'RemovePermission', 'SetQueueAttributes']);

export function needOn(call: Call, arn: string): AuthorizationNeed {
  const owner = arn.split(':')[4] ?? '';
  const policy = call.world.resources.get(arn)?.policy;
  const grantable = owner === call.caller.accountId || !OWN_ACCOUNT_ONLY.has(call.operation);
  return {
    action: `sqs:${call.operation}`,
    resource: arn,
    resourceAccount: owner,
    resourcePolicies: policy === undefined || !grantable ? [] : [{ name: arn, document: policy }],
  };
}
