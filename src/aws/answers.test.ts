import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { GetBucketPolicyCommand, GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import type { Answer } from './access.ts';
import { clientConfig, guarded } from './client.ts';

const ID = { 'x-amz-request-id': 'R1' };
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function told(listener: RequestListener): Promise<{ client: S3Client; answers: readonly Answer[] }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const answers: Answer[] = [];
  const access = {
    partition: 'aws',
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandbox: false,
    mode: 'read',
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
    caller: { arn: '', accountId: '111111111111' },
    run: { id: 'a', userAgent: 'indelible/0 run/a', onAnswer: (answer: Answer) => answers.push(answer) },
  } as const;
  const config = { ...clientConfig(access), forcePathStyle: true, maxAttempts: 1 };
  return { client: guarded(new S3Client(config), access), answers };
}

test('an answer is told of before the call returns, with what it said of itself', async () => {
  const body = '{"Version":"2012-10-17"}';
  const { client, answers } = await told((_, to) => to.setHeader('x-amz-request-id', 'R1').end(body));
  expect((await client.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).Policy).toBe(body);
  const said = { service: 'S3', operation: 'GetBucketPolicy', account: '111111111111', region: 'eu-west-1' };
  expect(answers).toMatchObject([{ ...said, requestId: 'R1', status: 200, sha256: sha256(body) }]);
});

test('a refusal and an answer without a body are told of as well', async () => {
  const refusal = '<Error><Code>AccessDenied</Code></Error>';
  const { client, answers } = await told((from, to) =>
    from.method === 'HEAD' ? to.writeHead(200, ID).end() : to.writeHead(403, ID).end(refusal),
  );
  await expect(client.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await client.send(new HeadBucketCommand({ Bucket: 'b' }));
  expect(answers).toMatchObject([
    { status: 403, sha256: sha256(refusal) },
    { status: 200, sha256: sha256('') },
  ]);
});

test('an answer of something else on the way is told of, and fails the call', async () => {
  const { client, answers } = await told((_, to) => to.end('<html>'));
  await expect(client.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toThrow('no request ID');
  expect(answers).toMatchObject([{ status: 200, sha256: sha256('<html>') }]);
  expect(answers[0]).not.toHaveProperty('requestId');
});

test('an object streams, and is told of once it was read', async () => {
  const object = Buffer.alloc(5_000_000, 'record');
  const { client, answers } = await told((_, to) => to.writeHead(200, ID).end(object));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
  expect(answers).toEqual([]);
  expect(sha256(await buffer(Body as NodeJS.ReadableStream))).toBe(sha256(object));
  expect(answers).toMatchObject([{ operation: 'GetObject', sha256: sha256(object) }]);
});

test('an answer that is cut short fails the call, and is no answer', async () => {
  const { client, answers } = await told((_, to) => {
    to.setHeader('content-length', 100);
    to.write('half', () => to.destroy());
  });
  await expect(client.send(new GetBucketPolicyCommand({ Bucket: 'b' }))).rejects.toThrow();
  expect(answers).toEqual([]);
});
