import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import { needOn, needOnSubscription, notAuthorized, ownersOf, subscriptionOf, topicArn } from './topic-of.ts';

const onTopic: Operation = { access: 'write', needs: (call) => [needOn(call, topicArn(call))] };

/**
 * Anybody may end a subscription that was confirmed without authentication, else only its owner and the topic's.
 * https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
 */
function unsubscribing(call: Call): readonly AuthorizationNeed[] {
  const subscription = subscriptionOf(call);
  return subscription.protected === true ? owning(call) : [needOnSubscription(call)];
}

function owning(call: Call): readonly AuthorizationNeed[] {
  if (!ownersOf(subscriptionOf(call)).includes(call.caller.accountId ?? '')) throw notAuthorized();
  return [needOnSubscription(call)];
}

/** To a topic; or to an endpoint or a telephone number, of which the World knows none. */
function publishing(call: Call): readonly AuthorizationNeed[] {
  const arn = optionalText(call.input, 'TopicArn') ?? optionalText(call.input, 'TargetArn');
  return [arn === undefined ? { action: 'sns:Publish', resource: '*' } : needOn(call, arn)];
}

export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  DeleteTopic: onTopic,
  /** https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html */
  Publish: { access: 'write', category: 'Data', needs: publishing },
  PutDataProtectionPolicy: {
    access: 'write',
    needs: (call) => [needOn(call, text(call.input, 'ResourceArn'))],
  },
  RemovePermission: onTopic,
  SetSubscriptionAttributes: { access: 'write', needs: owning },
  SetTopicAttributes: onTopic,
  Unsubscribe: { access: 'write', needs: unsubscribing },
};
