import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import s3 from './emulate.ts';

let sandbox: Sandbox;

/** A bucket open to everybody: what is tested here needs no signature. */
beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [s3],
    world: {
      schema: 'indelible/world@1',
      accounts: [{ id: '111111111111', name: 'management', management: true }],
      buckets: [
        {
          name: 'open',
          account: 'management',
          versioning: 'Enabled',
          policy: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:*',
              Resource: ['arn:aws:s3:::open', 'arn:aws:s3:::open/*'],
            },
          },
          objects: [{ key: 'a', body: 'hello' }],
        },
      ],
    },
  });
});
afterEach(() => sandbox.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends a path as it is, dots, slashes and all, which `fetch` would tidy up. */
function send(
  method: string,
  path: string,
  options: { readonly body?: string | Buffer; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(sandbox.endpoint);
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: options.headers ?? {} },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject).end(options.body);
  });
}

describe('answers', () => {
  test('to HEAD have headers and no body', async () => {
    expect(await send('HEAD', '/open/a')).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '5', etag: expect.any(String), 'x-amz-request-id': expect.any(String) },
    });
    expect(await send('HEAD', '/open/none')).toMatchObject({ status: 404, body: '' });
  });

  test('of errors are XML that names what was asked', async () => {
    const { status, headers, body } = await send('GET', '/open/n%20%26o');
    expect([status, headers['content-type']]).toEqual([404, 'application/xml']);
    expect(body).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchKey<\/Code><Message>.+<\/Message><Key>n &amp;o<\/Key><Resource>\/open\/n &amp;o<\/Resource><RequestId>[0-9A-Z]{16}<\/RequestId><HostId>.+<\/HostId><\/Error>$/,
    );
  });

  test('about a delete marker say so in headers', async () => {
    const { headers } = await send('DELETE', '/open/a');
    const id = String(headers['x-amz-version-id']);
    expect(await send('GET', '/open/a')).toMatchObject({
      status: 404,
      headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': id },
    });
    expect(await send('GET', `/open/a?versionId=${id}`)).toMatchObject({
      status: 405,
      headers: { allow: 'DELETE' },
    });
  });

  test('to the virtual-hosted style are the same', async () => {
    for (const host of ['open.localhost', 'open.s3.localhost']) {
      expect(await send('GET', '/a', { headers: { host } })).toMatchObject({ status: 200, body: 'hello' });
    }
  });
});

describe('hostile requests', () => {
  test.each([
    ['GET', '/open?policy&acl', 400, 'InvalidArgument'],
    ['GET', '/open/a?versionId=', 400, 'InvalidArgument'],
    ['GET', `/open/${'k'.repeat(1025)}`, 400, 'KeyTooLongError'],
    ['PUT', '/open/a?partNumber=-1&uploadId=x', 400, 'InvalidArgument'],
    ['GET', '/open?max-keys=1e3', 400, 'InvalidArgument'],
    ['GET', '/open?encoding-type=xml', 400, 'InvalidArgument'],
    ['GET', '/open?constructor&__proto__=1&list-type=2&prefix=none', 200, '<KeyCount>0</KeyCount>'],
    ['GET', '/open/..%2f..%2fetc%2fpasswd', 404, 'NoSuchKey'],
    ['GET', '/open/%00', 404, 'NoSuchKey'],
    ['GET', '/__proto__', 404, 'NoSuchBucket'],
    ['POST', '/open/a', 405, 'MethodNotAllowed'],
    ['PATCH', '/open/a', 405, 'MethodNotAllowed'],
    ['DELETE', '/', 405, 'MethodNotAllowed'],
  ])('%s %s: %i %s', async (method, path, status, text) => {
    const answer = await send(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(text);
    expect((await send('GET', '/open/a')).body).toBe('hello');
  });

  test.each([
    '<Delete><Object>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&x;</Key></Object></Delete>',
    `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`,
    '<Delete><Object><Key></Key></Object></Delete>',
    '<a>'.repeat(200_000),
    '{"Objects":[]}',
  ])('multi-delete %#: MalformedXML, and nothing is deleted', async (body) => {
    const answer = await send('POST', '/open?delete', { body });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<Code>MalformedXML</Code>');
    expect((await send('GET', '/open/a')).body).toBe('hello');
  });

  test.each(['open', 'open/', '/', '%FF/a', 'none/a'])('copying from %s is refused', async (source) => {
    const answer = await send('PUT', '/open/copy', { headers: { 'x-amz-copy-source': source } });
    expect([400, 404]).toContain(answer.status);
  });

  test('a key with characters that XML cannot hold comes back whole', async () => {
    await send('PUT', '/open/x%00%1B%7F%EF%BF%BE', { body: 'y' });
    const { body } = await send('GET', '/open?list-type=2&prefix=x&encoding-type=url');
    expect(body).toContain('<Key>x%00%1B%7F%EF%BF%BE</Key>');
    expect((await send('GET', '/open?list-type=2&prefix=x')).body).toContain('<Key>x&#x0;&#x1b;&#x7f;');
  });
});
