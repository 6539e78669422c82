import * as sdk from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { readerOf } from '../../../test/collecting.ts';
import {
  allow,
  deny,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  type Parts,
  resource,
  scp,
  WORKLOAD,
} from '../../../test/worlds/build.ts';
import { clientConfig } from '../../aws/client.ts';
import { classify } from '../../aws/refusal.ts';
import sns from './emulate.ts';

const ARN = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:alerts`;
const topic = resource('AWS::SNS::Topic', ARN, {
  policy: document(allow('sns:DeleteTopic', ARN, { Principal: { AWS: WORKLOAD } })),
});
const subscription = (protectedFrom: boolean) =>
  resource('AWS::SNS::Subscription', `${ARN}:1234abcd-12ab-34cd-56ef-1234567890ab`, {
    concerns: [ARN],
    protected: protectedFrom,
    accountId: WORKLOAD,
  });
const SubscriptionArn = subscription(true).arn;

const clientIn = async (account: string, parts: Parts = { resources: [topic, subscription(true)] }) =>
  new sdk.SNS(clientConfig(await readerOf(sns, parts, { account })));

const passed = { name: 'NotEmulated' };
const refused = { name: 'AuthorizationErrorException', $metadata: { httpStatusCode: 403 } };

test('every operation is one of the API', () => {
  const unknown = Object.keys(sns.operations).filter((name) => !(`${name}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('what is not there, or malformed, is told as SNS tells it', async () => {
  const client = await clientIn(LOG_ARCHIVE, { resources: [topic] });
  const gone = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };
  await expect(client.getTopicAttributes({ TopicArn: `${ARN}-2` })).rejects.toMatchObject(gone);
  await expect(client.getSubscriptionAttributes({ SubscriptionArn })).rejects.toMatchObject(gone);
  const invalid = { name: 'InvalidParameterException', $metadata: { httpStatusCode: 400 } };
  await expect(client.getTopicAttributes({} as never)).rejects.toMatchObject(invalid);
  await expect(client.listSubscriptionsByTopic({ TopicArn: ARN, NextToken: 'x' })).rejects.toMatchObject(
    invalid,
  );
});

test('the policy of the topic lets another account in, for what it grants', async () => {
  const client = await clientIn(WORKLOAD);
  await expect(client.deleteTopic({ TopicArn: ARN })).rejects.toMatchObject(passed);
  await expect(client.getTopicAttributes({ TopicArn: ARN })).rejects.toMatchObject(refused);
  await expect(client.publish({ TopicArn: ARN, Message: 'm' })).rejects.toMatchObject(refused);
  await expect(client.publish({ PhoneNumber: '+15555550100', Message: 'm' })).rejects.toMatchObject(passed);
});

test('a service control policy holds the owner, and the refusal names it', async () => {
  const client = await clientIn(LOG_ARCHIVE, {
    resources: [topic],
    policies: [scp('guard', [LOG_ARCHIVE], deny('sns:SetTopicAttributes', ARN))],
  });
  const attempt = client.setTopicAttributes({ TopicArn: ARN, AttributeName: 'Policy', AttributeValue: '' });
  await expect(attempt.catch(classify)).resolves.toMatchObject({
    outcome: 'refused',
    policyType: 'service control policy',
    denial: 'explicit',
  });
});

test('only its owner and the topic’s may end a subscription that asks for authentication', async () => {
  const end = async (account: string, authenticated: boolean) =>
    (await clientIn(account, { resources: [topic, subscription(authenticated)] })).unsubscribe({
      SubscriptionArn,
    });
  for (const account of [LOG_ARCHIVE, WORKLOAD]) {
    await expect(end(account, true)).rejects.toMatchObject(passed);
  }
  await expect(end(MANAGEMENT, true)).rejects.toMatchObject(refused);
  await expect(end(MANAGEMENT, false)).rejects.toMatchObject(passed);
});

test('nobody else changes a subscription', async () => {
  const change = async (account: string) =>
    (await clientIn(account)).setSubscriptionAttributes({ SubscriptionArn, AttributeName: 'FilterPolicy' });
  await expect(change(MANAGEMENT)).rejects.toMatchObject(refused);
  await expect(change(WORKLOAD)).rejects.toMatchObject(passed);
});
