import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { orAbsent } from '../../aws/absent.ts';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { customerKeyArn } from '../../aws/customer-key.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { snsClient } from './operations.ts';

/** A topic and its confirmed subscriptions as far as they can be read; nothing and no Gap: there is no such topic. */
export async function collectTopic(access: AwsAccess, arn: string): Promise<Reading<readonly Resource[]>> {
  const [, , , region = access.region, accountId = '', name = ''] = arn.split(':');
  const there = inRegion(access, region);
  const client = snsClient(there);
  const reader = new Reader();
  const settings = await reader.read(arn, 'sns:GetTopicAttributes', () => settingsOf(client, arn));
  if (settings === 'gone') return { value: [], gaps: reader.gaps };
  const kmsKeyArn = await customerKeyArn(there, reader, settings?.key, arn);
  const listed = await reader.read(arn, 'sns:ListSubscriptionsByTopic', () =>
    all(paginateListSubscriptionsByTopic({ client }, { TopicArn: arn }), (page) => page.Subscriptions),
  );
  const subscriptions = await concurrently((listed ?? []).filter(isConfirmed), (subscription) =>
    collectSubscription(client, reader, subscription),
  );
  const topic: Resource = {
    type: 'AWS::SNS::Topic',
    arn,
    name,
    accountId,
    region,
    ...(settings?.policy === undefined ? {} : { policy: settings.policy }),
    ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
  };
  return { value: [topic, ...subscriptions.flatMap((one) => one ?? []).sort(byArn)], gaps: reader.gaps };
}

const byArn = (one: Resource, other: Resource): number => (one.arn < other.arn ? -1 : 1);

interface Settings {
  readonly policy?: PolicyDocument;
  readonly key: string | undefined;
}

const settingsOf = (client: SNSClient, TopicArn: string) =>
  unlessGone(async (): Promise<Settings> => {
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    const key = Attributes?.KmsMasterKeyId;
    return Attributes?.Policy ? { policy: JSON.parse(Attributes.Policy), key } : { key };
  });

/** One that nobody has confirmed receives nothing, and has a word in place of its ARN. */
const isConfirmed = ({ SubscriptionArn }: Subscription): boolean =>
  SubscriptionArn?.startsWith('arn:') ?? false;

/** `undefined`: it has ended in the meantime. */
async function collectSubscription(
  client: SNSClient,
  reader: Reader,
  { SubscriptionArn: arn = '', Owner, TopicArn = '' }: Subscription,
): Promise<Resource | undefined> {
  const [, , , region = '', topicOwner = '', , name = ''] = arn.split(':');
  const authenticated = await reader.read(arn, 'sns:GetSubscriptionAttributes', () =>
    isAuthenticated(client, arn),
  );
  if (authenticated === 'gone') return undefined;
  return {
    type: 'AWS::SNS::Subscription',
    arn,
    name,
    accountId: Owner ?? topicOwner,
    region,
    concerns: [TopicArn],
    ...(authenticated === undefined ? {} : { protected: authenticated }),
  };
}

/**
 * Only a signed confirmation can ask for AuthenticateOnUnsubscribe, and no other attribute tells of it.
 * https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 * https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html
 */
const isAuthenticated = (client: SNSClient, SubscriptionArn: string) =>
  unlessGone(async () => {
    const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    return Attributes?.ConfirmationWasAuthenticated === 'true';
  });

const unlessGone = <T>(read: () => Promise<T>): Promise<T | 'gone'> =>
  orAbsent('NotFoundException', 'gone', read);
