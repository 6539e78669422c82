import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { ReceivedRequest } from './received-request.ts';

const MAX_BODY = 64 * 1024 * 1024;
const MAX_TARGET = 16 * 1024;

/** Headers whose repetition would let two readers of one request see two different requests. */
const SINGLE = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'host',
  'transfer-encoding',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-trailer',
]);

/** Reads a request whole. Throws AwsError for what is too large or ambiguous. */
export async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const target = message.url ?? '';
  if (!target.startsWith('/') || target.length > MAX_TARGET) {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const rawQuery = question < 0 ? '' : target.slice(question + 1);
  refuseUndecodable(path);
  refuseUndecodable(rawQuery);
  return {
    method: message.method ?? 'GET',
    path,
    rawQuery,
    headers: headersOf(message.rawHeaders),
    body: await readBody(message),
    sourceIp: message.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
  };
}

function refuseUndecodable(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}

function headersOf(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    if (before !== undefined && SINGLE.has(name)) {
      throw new AwsError('InvalidRequest', 400, `The header ${name} may appear only once.`);
    }
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.freeze(Object.assign(Object.create(null), Object.fromEntries(headers)));
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (): AwsError =>
  new AwsError('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
    MaxSizeAllowed: String(MAX_BODY),
  });
