import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it, onTestFinished } from 'vitest';
import { clientConfig, guarded } from './client.ts';
import { classify } from './refusal.ts';

const ID = { 'x-amzn-requestid': 'R1' };

/** What each of some reads gets of a server that gives every request the same answer. */
async function readsOf(status: number, headers: Readonly<Record<string, string>>, body: string) {
  const server = createServer((_, to) => to.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const access = {
    partition: 'aws',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandbox: false,
    mode: 'read',
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
    caller: { arn: '', accountId: '111111111111' },
    run: { id: 'a', userAgent: 'indelible/0 run/a' },
  } as const;
  const config = { ...clientConfig(access), forcePathStyle: true, maxAttempts: 1 };
  const s3 = guarded(new S3Client(config), access);
  const TopicArn = 'arn:aws:sns:us-east-1:111111111111:t';
  const outcome = (read: Promise<unknown>): Promise<string> =>
    read.then(
      () => 'answered',
      (error) => classify(error).code,
    );
  return {
    roles: await outcome(guarded(new IAMClient(config), access).send(new ListRolesCommand({}))),
    topic: await outcome(
      guarded(new SNSClient(config), access).send(new GetTopicAttributesCommand({ TopicArn })),
    ),
    tags: await outcome(s3.send(new GetBucketTaggingCommand({ Bucket: 'b' }))),
    head: await outcome(s3.send(new HeadBucketCommand({ Bucket: 'b' }))),
  };
}

const every = (code: string) => ({ roles: code, topic: code, tags: code, head: code });

it.each([
  [200, ''],
  [200, '<html><body>Sign in</body></html>'],
  [404, ''],
  [404, '<html><body>Not found</body></html>'],
  [403, ''],
])('%i by something that is not AWS is no answer: %j', async (status, body) => {
  expect(await readsOf(status, {}, body)).toEqual(every(`HTTP ${status}`));
});

it.each([200, 404])('%i without a body is an answer to HEAD only', async (status) => {
  const head = status === 200 ? 'answered' : 'NotFound';
  expect(await readsOf(status, ID, '')).toEqual({ ...every(`HTTP ${status}`), head });
});

it('is there no topic where SNS says so', async () => {
  const body = '<ErrorResponse><Error><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse>';
  expect(await readsOf(404, ID, body)).toMatchObject({ topic: 'NotFoundException' });
});
