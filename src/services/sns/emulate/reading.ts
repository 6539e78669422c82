import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { needOn, needOnSubscription, notAuthorized, subscriptionOf, topicArn, topicOf } from './topic-of.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
function getTopicAttributes(call: Call): unknown {
  const { arn, accountId, policy, kmsKeyArn } = topicOf(call);
  return {
    Attributes: new Map([
      ['TopicArn', arn],
      ['Owner', accountId],
      ...(policy === undefined ? [] : [['Policy', JSON.stringify(policy)] as const]),
      ...(kmsKeyArn === undefined ? [] : [['KmsMasterKeyId', kmsKeyArn] as const]),
    ]),
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
function listSubscriptionsByTopic(call: Call): unknown {
  const topic = topicOf(call);
  const own = [...call.world.resources.values()].filter(
    ({ type, concerns = [] }) => type === 'AWS::SNS::Subscription' && concerns.includes(topic.arn),
  );
  const subscriptions = page(own, ({ arn }) => arn, {
    token: optionalText(call.input, 'NextToken'),
    size: 100,
  });
  if (subscriptions === undefined)
    throw new AwsError('InvalidParameter', 400, 'Invalid parameter: NextToken');
  return {
    Subscriptions: subscriptions.items.map((subscription) => shapeOf(subscription, topic)),
    NextToken: subscriptions.next,
  };
}

/** The World knows who subscribes, and not what receives. */
const shapeOf = ({ arn, accountId }: Resource, topic: Resource) => ({
  SubscriptionArn: arn,
  Owner: accountId,
  Protocol: 'email',
  Endpoint: 'alerts@example.com',
  TopicArn: topic.arn,
});

/**
 * For the subscription's own account; the topic's is refused where it is another one:
 * https://github.com/ansible-collections/community.aws/pull/1418
 * https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html
 */
function getSubscriptionAttributes(call: Call): unknown {
  const { arn, accountId, concerns = [], protected: authenticated = false } = subscriptionOf(call);
  if (accountId !== call.caller.accountId) throw notAuthorized();
  return {
    Attributes: new Map([
      ['SubscriptionArn', arn],
      ['TopicArn', concerns[0] ?? ''],
      ['Owner', accountId],
      ['PendingConfirmation', 'false'],
      ['ConfirmationWasAuthenticated', String(authenticated)],
    ]),
  };
}

const onTopic = (call: Call) => [needOn(call, topicArn(call))];

export const readingOperations: Readonly<Record<string, Operation>> = {
  GetTopicAttributes: { access: 'read', needs: onTopic, run: getTopicAttributes },
  ListSubscriptionsByTopic: { access: 'read', needs: onTopic, run: listSubscriptionsByTopic },
  GetSubscriptionAttributes: {
    access: 'read',
    needs: (call) => [needOnSubscription(call)],
    run: getSubscriptionAttributes,
  },
};
