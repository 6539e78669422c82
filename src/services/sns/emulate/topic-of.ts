import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';

const notFound = (what: string) => new AwsError('NotFound', 404, `${what} does not exist`);

export const topicArn = (call: Call): string => text(call.input, 'TopicArn');

export function topicOf(call: Call): Resource {
  const topic = call.world.resources.get(topicArn(call));
  if (topic?.type === 'AWS::SNS::Topic' && topic.region === call.region) return topic;
  throw notFound('Topic');
}

export function subscriptionOf(call: Call): Resource {
  const subscription = call.world.resources.get(text(call.input, 'SubscriptionArn'));
  if (subscription?.type === 'AWS::SNS::Subscription' && subscription.region === call.region)
    return subscription;
  throw notFound('Subscription');
}

export function needOn(call: Call, arn: string): AuthorizationNeed {
  const policy = call.world.resources.get(arn)?.policy;
  return {
    action: `sns:${call.operation}`,
    resource: arn,
    resourceAccount: ownerOf(arn),
    resourcePolicies: policy === undefined ? [] : [{ name: arn, document: policy }],
  };
}

/**
 * A subscription is no resource of its own: policies name its topic. It is asked of the caller's own policies: no
 * policy of the topic grants it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export function needOnSubscription(call: Call): AuthorizationNeed {
  const arn = text(call.input, 'SubscriptionArn');
  return { action: `sns:${call.operation}`, resource: arn.split(':').slice(0, 6).join(':') };
}

/** Those who may change a subscription: its own account and the topic's. */
export const ownersOf = ({ arn, accountId }: Resource): readonly string[] => [accountId, ownerOf(arn)];

const ownerOf = (arn: string): string => arn.split(':')[4] ?? '';

export const notAuthorized = () =>
  new AwsError('AuthorizationError', 403, 'Not authorized to access this subscription');
