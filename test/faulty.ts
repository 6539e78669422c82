import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** As they came: the signature covers Host and the rest. */
  readonly headers: readonly string[];
  readonly body: string;
  /** `X-Amz-Target` of the JSON protocols. */
  readonly target: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the connection ends: within the body, which was to be of a length or in chunks. */
  readonly cut?: 'length' | 'chunked';
}

/** What a request gets instead of the answer that `honest` gets from behind; `nth` counts those asked for, from 1. */
export interface Fault {
  readonly of: (sent: Sent) => boolean;
  readonly answer: (
    sent: Sent,
    nth: number,
    honest: (sent: Sent) => Promise<Answer>,
  ) => Promise<Answer | 'reset'> | Answer | 'reset';
}

export interface Faulty {
  readonly endpoint: string;
  /** How many of the faults a request met. */
  readonly met: () => number;
  readonly close: () => Promise<void>;
}

/** A network on loopback that carries requests to an endpoint as they are signed, but for those of the faults. */
export async function faulty(endpoint: string, faults: readonly Fault[]): Promise<Faulty> {
  const met = new Map<Fault, number>();
  const honest = (sent: Sent) => carry(endpoint, sent);
  const server = createServer(async (message, response) => {
    const sent = await receive(message);
    const fault = faults.find(({ of }) => of(sent));
    const nth = fault === undefined ? 0 : (met.get(fault) ?? 0) + 1;
    if (fault !== undefined) met.set(fault, nth);
    const answer = await (fault?.answer(sent, nth, honest) ?? honest(sent));
    if (answer === 'reset') message.socket.destroy();
    else give(response, sent, answer);
  });
  // By default it closes, before a client's longest pause is over, what that client goes on with.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met: () => met.size,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function receive(message: IncomingMessage): Promise<Sent> {
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: message.rawHeaders,
    body: await text(message),
    target: String(message.headers['x-amz-target'] ?? ''),
  };
}

async function carry(endpoint: string, { method, path, headers, body }: Sent): Promise<Answer> {
  const onward = request(`${endpoint}${path}`, { method, headers: [...headers], setHost: false });
  onward.end(body);
  const [message] = (await once(onward, 'response')) as [IncomingMessage];
  const answered = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(answered),
    body: (await buffer(message)).toString(),
  };
}

const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive']);

function give(response: ServerResponse, { method }: Sent, { status, headers, body, cut }: Answer): void {
  const kept = Object.entries(headers).filter(([name]) => !FRAMING.has(name));
  const length = cut === 'chunked' || method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...Object.fromEntries(kept), ...length });
  if (cut === undefined) response.end(method === 'HEAD' ? '' : body);
  else response.write(body.slice(0, body.length / 2), () => response.destroy());
}
