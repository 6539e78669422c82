import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import type { AwsAccess } from './access.ts';
import { clientConfig, guarded } from './client.ts';

const access: AwsAccess = {
  partition: 'aws',
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:9',
  sandbox: false,
  mode: 'read',
  credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
  caller: { arn: '', accountId: '' },
  run: { id: 'a', userAgent: 'indelible/0 run/a' },
};
const config = { ...clientConfig(access), maxAttempts: 1 };

test('a reading access sends reads, and refuses the rest before anything is sent', async () => {
  const s3 = guarded(new S3Client(config), access);
  const sts = guarded(new STSClient(config), access);
  const refused = { code: 'BUG', reason: 'write-refused' };
  await expect(s3.send(new PutBucketPolicyCommand({ Bucket: 'b', Policy: '{}' }))).rejects.toMatchObject(
    refused,
  );
  await expect(
    sts.send(new AssumeRootCommand({ TargetPrincipal: '1', TaskPolicyArn: { arn: 'a' } })),
  ).rejects.toMatchObject(refused);
  // Nobody listens there: these got as far as the network.
  const sent = { code: 'ECONNREFUSED' };
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toMatchObject(sent);
  await expect(
    sts.send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111111111111:role/R', RoleSessionName: 'ss' })),
  ).rejects.toMatchObject(sent);
});

test('the clients of one run share their connections, and those of another run have their own', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (run: AwsAccess['run'], region: string) => {
    const client = new STSClient({ ...clientConfig({ ...access, endpoint, run, region }), maxAttempts: 1 });
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toThrow();
  };
  const [one, other] = [{ ...access.run }, { ...access.run }];
  for (const region of ['us-east-1', 'eu-west-1', 'eu-west-2']) await ask(one, region);
  expect(connections).toBe(1);
  await ask(other, 'us-east-1');
  expect(connections).toBe(2);
  server.closeAllConnections();
  server.close();
});

test('a writing access sends writes', async () => {
  const s3 = guarded(new S3Client(config), { ...access, mode: 'write' });
  await expect(s3.send(new PutBucketPolicyCommand({ Bucket: 'b', Policy: '{}' }))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('a server that does not answer is given up', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = { ...config, ...clientConfig({ ...access, run: { ...access.run } }), maxAttempts: 1 };
  const s3 = new S3Client({ ...own, endpoint, forcePathStyle: true });
  // As it is but for the time, which a test has not got.
  (
    s3.config.requestHandler as { updateHttpClientConfig?: (key: string, value: number) => void }
  ).updateHttpClientConfig?.('requestTimeout', 50);
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('no service goes to an endpoint of its own', async () => {
  process.env.AWS_ENDPOINT_URL_S3 = 'http://127.0.0.1:7';
  try {
    const s3 = new S3Client(config);
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toMatchObject({ port: 9 });
  } finally {
    delete process.env.AWS_ENDPOINT_URL_S3;
  }
});
