import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AwsError } from './aws-error.ts';
import { dialectOf, writeError } from './dialect.ts';
import type { WireResponse } from './emulation.ts';
import { uuid } from './ids.ts';
import { refuseForeign } from './loopback.ts';
import { receive } from './receive.ts';
import type { ReceivedRequest } from './received-request.ts';

/** Answers a request that is complete and comes from this machine. */
export type Answer = (request: ReceivedRequest) => WireResponse;

/** The HTTP server, on loopback only. Whatever comes in, it answers or closes the connection, and lives. */
export function createFront(answer: Answer): Server {
  const server = createServer(
    { requireHostHeader: false, maxHeaderSize: 64 * 1024, headersTimeout: 20_000, requestTimeout: 120_000 },
    (request, response) => {
      void respond(answer, request, response);
    },
  );
  server.keepAliveTimeout = 65_000;
  server.on('clientError', (error, socket) => refuseUnparsable(error, socket as Socket));
  server.on('connect', (_request, socket) => refuseUnparsable(undefined, socket as Socket));
  return server;
}

async function respond(answer: Answer, message: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on('error', () => response.destroy());
  let received: ReceivedRequest | undefined;
  try {
    refuseForeign(message);
    received = await receive(message);
    send(message, response, answer(received));
  } catch (error) {
    if (message.destroyed && !message.complete) {
      response.destroy();
      return;
    }
    // The rest of a body that was not read must not be taken for the next request.
    if (!message.complete) response.setHeader('connection', 'close');
    send(message, response, errorResponse(error, received));
  }
}

function errorResponse(error: unknown, received: ReceivedRequest | undefined): WireResponse {
  const requestId = uuid();
  const dialect = received ? dialectOf(received) : 's3';
  if (error instanceof AwsError) return writeError(dialect, error, requestId);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`sandbox: ${requestId}: ${text.replaceAll('\n', ' | ')}`);
  const code = dialect === 's3' ? 'InternalError' : 'InternalFailure';
  return writeError(
    dialect,
    new AwsError(code, 500, 'We encountered an internal error. Please try again.'),
    requestId,
  );
}

function send(message: IncomingMessage, response: ServerResponse, answer: WireResponse): void {
  const bodiless = message.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const length = bodiless ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...encodable(answer.headers), ...length });
  response.end(bodiless ? undefined : body);
}

/** Node.js refuses to send a header with characters outside Latin-1 or with line ends. */
function encodable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(/[^\t\u0020-\u007E\u0080-\u00FF]/g, '?'),
    ]),
  );
}

function refuseUnparsable(error: (Error & { code?: string }) | undefined, socket: Socket): void {
  if (!socket.writable || error?.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, line, code } = UNPARSABLE[error?.code ?? ''] ?? BAD_REQUEST;
  const body = writeError('s3', new AwsError(code, status, 'The request is not well-formed.'), uuid()).body;
  socket.end(
    `HTTP/1.1 ${status} ${line}\r\ncontent-type: application/xml\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    // A client that keeps sending would hold the connection open.
    () => socket.destroy(),
  );
}

const BAD_REQUEST = { status: 400, line: 'Bad Request', code: 'BadRequest' };

const UNPARSABLE: Readonly<Record<string, typeof BAD_REQUEST>> = {
  HPE_HEADER_OVERFLOW: { status: 400, line: 'Bad Request', code: 'RequestHeaderSectionTooLarge' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 400, line: 'Bad Request', code: 'RequestTimeout' },
};
