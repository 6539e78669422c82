import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Sent {
  readonly status: number;
  readonly requestId: string;
  readonly body: Buffer;
}

/** Stands before an endpoint and keeps each answer as it was sent; the first call is answered 503 without asking. */
export async function recordingProxy(endpoint: string): Promise<{ endpoint: string; sent: Sent[] }> {
  const sent: Sent[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const answer = (status: number, headers: object, body: Buffer) => {
      const named = { ...headers } as Readonly<Record<string, string>>;
      const requestId = named['x-amzn-requestid'] ?? named['x-amz-request-id'] ?? '';
      sent.push({ status, requestId, body });
      outgoing.writeHead(status, named).end(body);
    };
    const body = await buffer(incoming);
    if (sent.length === 0) {
      answer(503, { 'x-amzn-requestid': 'busy' }, Buffer.from('{"__type":"ServiceUnavailable"}'));
      return;
    }
    const { method, url, headers } = incoming;
    request(new URL(url ?? '', endpoint), { method, headers }, async (received) =>
      answer(received.statusCode ?? 0, received.headers, await buffer(received)),
    ).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}
