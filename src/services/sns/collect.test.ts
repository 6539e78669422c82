import { expect, test } from 'vitest';
import { readerOf, without } from '../../../test/collecting.ts';
import { allow, document, LOG_ARCHIVE, OUTSIDE, resource, WORKLOAD } from '../../../test/worlds/build.ts';
import { collectTopic } from './collect.ts';
import sns from './emulate.ts';

const ARN = `arn:aws:sns:eu-west-1:${LOG_ARCHIVE}:alerts`;
const KEY = `arn:aws:kms:eu-west-1:${LOG_ARCHIVE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const policy = document(allow('sns:*', ARN, { Principal: { AWS: `arn:aws:iam::${WORKLOAD}:root` } }));
const bare = resource('AWS::SNS::Topic', ARN);
const topic = { ...bare, policy, kmsKeyArn: KEY };

const subscription = (index: number, rest = {}) =>
  resource('AWS::SNS::Subscription', `${ARN}:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, {
    concerns: [ARN],
    protected: index % 2 === 0,
    ...rest,
  });

test('a topic and its subscriptions are as their Snapshot has them, on two pages', async () => {
  const resources = [topic, ...Array.from({ length: 101 }, (_, index) => subscription(index))];
  const access = await readerOf(sns, { resources });
  expect(await collectTopic(access, ARN)).toEqual({ value: resources, gaps: [] });
});

test('a topic without policy, key and subscriptions has none', async () => {
  const access = await readerOf(sns, { resources: [bare] });
  expect(await collectTopic(access, ARN)).toEqual({ value: [bare], gaps: [] });
});

test('no topic is no Gap', async () => {
  expect(await collectTopic(await readerOf(sns, {}), ARN)).toEqual({ value: [], gaps: [] });
});

test('a subscription of another account is there, but how it ends only that account can read', async () => {
  const foreign = subscription(0, { accountId: WORKLOAD });
  const { protected: _, ...unread } = foreign;
  const own = await readerOf(sns, { resources: [topic, foreign] });
  expect(await collectTopic(own, ARN)).toMatchObject({
    value: [topic, unread],
    gaps: [
      {
        resource: foreign.arn,
        action: 'sns:GetSubscriptionAttributes',
        code: 'AuthorizationErrorException',
        message: 'Not authorized to access this subscription',
      },
    ],
  });
  const other = await readerOf(sns, { resources: [topic, foreign] }, { account: WORKLOAD });
  expect(await collectTopic(other, ARN)).toEqual({ value: [topic, foreign], gaps: [] });
});

const one = subscription(1);
const { protected: _, ...withoutEnd } = one;

test.each([
  ['sns:GetTopicAttributes', ARN, [bare, one]],
  ['sns:ListSubscriptionsByTopic', ARN, [topic]],
  ['sns:GetSubscriptionAttributes', one.arn, [topic, withoutEnd]],
])('without %s there is its Gap', async (action, at, value) => {
  const closed = { ...topic, policy: document(allow('sns:*', ARN, { Principal: { AWS: OUTSIDE } })) };
  const access = await readerOf(sns, { resources: [closed, one] }, { policy: without(action) });
  const reading = await collectTopic(access, ARN);
  expect(reading.gaps).toMatchObject([{ resource: at, action, code: 'AuthorizationErrorException' }]);
  expect(reading.value).toEqual(value.map((it) => (it === topic ? closed : it)));
});

test('a key that AWS manages is not the customer’s', async () => {
  const access = await readerOf(sns, { resources: [{ ...bare, kmsKeyArn: 'alias/aws/sns' }] });
  expect(await collectTopic(access, ARN)).toEqual({ value: [bare], gaps: [] });
});
