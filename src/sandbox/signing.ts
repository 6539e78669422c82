import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { ReceivedRequest } from './received-request.ts';

/** Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export interface Scope {
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

export const scopeText = (scope: Scope): string =>
  `${scope.date}/${scope.region}/${scope.service}/aws4_request`;

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

export function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  const date = hmac(`AWS4${secretAccessKey}`, scope.date);
  return hmac(hmac(hmac(date, scope.region), scope.service), 'aws4_request');
}

/** `kind` tells a request (`AWS4-HMAC-SHA256`) from a chunk or a trailer of a streamed body. */
export function stringToSign(
  kind: string,
  timestamp: string,
  scope: Scope,
  ...rest: readonly string[]
): string {
  return [kind, timestamp, scopeText(scope), ...rest].join('\n');
}

export const sign = (key: Buffer, text: string): string => hmac(key, text).toString('hex');

/** Throws URIError where the path or the query is not valid percent-encoded UTF-8. */
export function canonicalRequest(
  request: ReceivedRequest,
  service: string,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.rawQuery),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers[name] ?? '')}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** S3 encodes a key once; every other service encodes the encoded path again, after removing dot segments. */
function canonicalPath(path: string, service: string): string {
  if (service === 's3') return path.split('/').map(decodeURIComponent).map(encode).join('/');
  return withoutDotSegments(path).split('/').map(encode).join('/');
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && segment !== '') kept.push(segment);
  }
  const slash = kept.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${kept.join('/')}${slash}`;
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  const parameters = rawQuery
    .split('&')
    .filter((parameter) => parameter !== '' && !parameter.startsWith('X-Amz-Signature='))
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      const [name, value] =
        equals < 0 ? [parameter, ''] : [parameter.slice(0, equals), parameter.slice(equals + 1)];
      return [encode(decode(name)), encode(decode(value))] as const;
    });
  parameters.sort(
    ([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue),
  );
  return parameters.map(([name, value]) => `${name}=${value}`).join('&');
}

const canonicalHeader = (value: string): string => value.trim().replace(/ +/g, ' ');

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Node.js takes three times as long for a key of bytes as for the same one as a KeyObject. */
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', typeof key === 'string' ? key : createSecretKey(key))
    .update(text)
    .digest();
