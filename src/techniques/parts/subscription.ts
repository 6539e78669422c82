import type { Resource } from '../../model/resource.ts';
import type { Step } from '../../model/technique.ts';

/** Its ARN is the topic's with an id after it. */
export const topicOf = ({ arn }: Resource): string => arn.slice(0, arn.lastIndexOf(':'));

/**
 * A signed call about a subscription, by the account that owns it or the one that owns the topic. The service
 * authorization reference lists the topic as a resource that a policy may name, and not as a required one.
 * https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
 */
export function onSubscription(
  subscription: Resource,
  name: string,
  input: Step['input'] = {},
): readonly Step[] {
  const topic = topicOf(subscription);
  const accounts = new Set([subscription.accountId, topic.split(':')[4] ?? '']);
  return [...accounts].map((accountId) => ({
    operation: `sns:${name}`,
    region: subscription.region,
    event: name,
    needs: [{ action: `sns:${name}`, resource: '*' }],
    perhaps: [{ action: `sns:${name}`, resource: topic, serviceGrants: true }],
    input: { SubscriptionArn: subscription.arn, ...input },
    as: { kind: 'account', accountId },
  }));
}
