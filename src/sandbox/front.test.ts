import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AwsError } from './aws-error.ts';
import { createFront } from './front.ts';
import type { ReceivedRequest } from './received-request.ts';

let server: Server;
let port: number;
const received: ReceivedRequest[] = [];

beforeAll(async () => {
  server = createFront((request) => {
    received.push(request);
    if (request.path === '/bug') throw new TypeError('a bug');
    if (request.path === '/denied') throw new AwsError('AccessDenied', 403, 'Access Denied');
    if (request.path === '/odd-header')
      return { status: 200, headers: { 'x-odd': 'a\r\nb\u3042' }, body: '' };
    return { status: 200, headers: {}, body: `${request.method} ${request.path}` };
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends bytes on a new connection; what came back when the server closed it or fell silent after an answer. */
function exchange(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.write(bytes);
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
  });
}

const get = (path: string, headers: readonly string[] = []) =>
  exchange(
    [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', ...headers, '', ''].join('\r\n'),
  );

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('front', () => {
  it('answers', async () => {
    const answer = await get('/a%20b?c=d');
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(/\r\n\r\nGET \/a%20b$/);
    expect(received.at(-1)).toMatchObject({ path: '/a%20b', rawQuery: 'c=d', sourceIp: '127.0.0.1' });
  });

  it('keeps a connection for several requests', async () => {
    const head = `Host: localhost:${port}`;
    const answer = await exchange(
      `GET /one HTTP/1.1\r\n${head}\r\n\r\nGET /two HTTP/1.1\r\n${head}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/GET \/one/);
    expect(answer).toMatch(/GET \/two/);
  });

  it('answers HEAD without a body', async () => {
    const answer = await exchange(`HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/\r\n\r\n$/);
    expect(statusOf(answer)).toBe(200);
  });

  it.each(['127.0.0.1', 'localhost:80', '[::1]:1', 'my-bucket.localhost:9000', 'b.s3.localhost'])(
    'answers the host %s',
    async (host) => {
      expect(statusOf(await exchange(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))).toBe(
        200,
      );
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:80@127.0.0.1',
    '10.0.0.1',
    '',
    'localhost, evil.example',
  ])('refuses the host %j', async (host) => {
    const answer = await exchange(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('HostRefused');
  });

  it('refuses no host, and two', async () => {
    expect(statusOf(await exchange('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400);
    const two = await exchange(
      'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\nConnection: close\r\n\r\n',
    );
    expect(two).toContain('HostRefused');
  });

  it('refuses web pages', async () => {
    const answer = await get('/', ['Origin: http://127.0.0.1:1']);
    expect(statusOf(answer)).toBe(403);
    expect(answer).toContain('OriginRefused');
  });

  it('writes errors as AWS does, in the form that the caller reads', async () => {
    expect(await get('/denied')).toContain('<Code>AccessDenied</Code>');
    expect(await get('/denied', ['X-Amz-Target: A.B'])).toContain('"__type":"AccessDenied"');
    expect(await get('/denied', ['Content-Type: application/x-www-form-urlencoded'])).toContain(
      '<ErrorResponse ',
    );
  });

  it('answers 500 to a bug, reports it in one line and goes on', async () => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await get('/bug');
    expect(statusOf(answer)).toBe(500);
    expect(answer).toContain('InternalError');
    expect(answer).not.toContain('a bug');
    expect(report).toHaveBeenCalledOnce();
    expect(report.mock.calls[0]?.[0]).not.toContain('\n');
    report.mockRestore();
    expect(statusOf(await get('/'))).toBe(200);
  });

  it('sends no header that could split the answer', async () => {
    expect(await get('/odd-header')).toContain('x-odd: a??b?');
  });

  it.each([
    ['rubbish', 'rubbish\r\n\r\n'],
    ['a TLS hello', Buffer.from('16030100050100000100', 'hex')],
    ['a NUL in the path', 'GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A\r\n\r\n'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'an unknown transfer encoding',
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n',
    ],
    ['a broken chunk', 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'],
    ['an absurd header', `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['an absurd path', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
    ['a proxy request', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['broken percent-encoding', 'GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['a query that is not UTF-8', 'GET /?a=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    [
      'two Authorization headers',
      'GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: a\r\nAuthorization: b\r\nConnection: close\r\n\r\n',
    ],
    [
      'an absurd length',
      'PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n',
    ],
  ])('answers 400 to %s and lives', async (_what, bytes) => {
    const before = received.length;
    const answer = await exchange(bytes);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toMatch(/<Code>\w+<\/Code>/);
    expect(received.length).toBe(before);
    expect(statusOf(await get('/'))).toBe(200);
  });

  it('reads a chunked body', async () => {
    await exchange(
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    );
    expect(Buffer.from(received.at(-1)?.body ?? []).toString()).toBe('abc');
  });

  it('stops reading a body over the limit', async () => {
    const head = 'PUT / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunk = `800000\r\n${'a'.repeat(0x80_00_00)}\r\n`;
    const before = received.length;
    const answer = await exchange(Buffer.from(head + chunk.repeat(9)));
    // The answer may be lost when the connection is cut while the client still sends.
    if (answer !== '') expect(answer).toContain('EntityTooLarge');
    expect(received.length).toBe(before);
    expect(statusOf(await get('/'))).toBe(200);
  });

  it('survives clients that leave', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc', () =>
          socket.resetAndDestroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect(statusOf(await get('/'))).toBe(200);
  });
});
