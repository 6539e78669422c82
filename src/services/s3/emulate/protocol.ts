import { randomBytes } from 'node:crypto';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Protocol, WireRequest } from '../../../sandbox/emulation.ts';
import { accountRequestIn, isAccountRequest } from './account-routes.ts';
import type { Reply } from './reply.ts';
import type { S3Request } from './request.ts';
import { operationOf } from './routes.ts';
import { writeXml, type XmlElement } from './xml.ts';

/** S3's REST with XML bodies: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html */
export const s3Protocol: Protocol = {
  read: (request) => {
    if (isAccountRequest(request)) return accountRequestIn(request);
    const input = requestIn(request);
    return { operation: operationOf(request.method, input), input: { ...input } };
  },

  write: (_operation, output, requestId) => {
    const { status = 200, headers = {}, document, body = '' } = output as Reply;
    const identity = identityHeaders(requestId);
    if (document === undefined) return { status, headers: { ...identity, ...headers }, body };
    const type = { 'content-type': 'application/xml' };
    return { status, headers: { ...identity, ...type, ...headers }, body: writeXml(document) };
  },

  writeError: (error, requestId, request) => {
    const headers = identityHeaders(requestId);
    const details = Object.entries(error.details);
    const inHeaders = details.filter(([name]) => isHeader(name));
    const ids: readonly XmlElement[] = [
      ['RequestId', requestId],
      ['HostId', headers['x-amz-id-2']],
    ];
    const told: readonly XmlElement[] = [
      ['Code', error.code],
      ['Message', error.message],
      ...details.filter(([name]) => !isHeader(name)),
    ];
    return {
      status: error.status,
      headers: { ...headers, 'content-type': 'application/xml', ...Object.fromEntries(inHeaders) },
      body: writeXml(
        isAccountRequest(request)
          ? ['ErrorResponse', [['Error', told], ...ids]]
          : ['Error', [...told, ['Resource', readable(request.path)], ...ids]],
        false,
      ),
    };
  },
};

/** See `errors.ts`: such details name headers, the others elements. */
const isHeader = (name: string): boolean => /^[a-z]/.test(name);

const identityHeaders = (requestId: string) => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': randomBytes(48).toString('base64'),
  server: 'AmazonS3',
});

const MAX_KEY_BYTES = 1024;

function requestIn({ path, query, headers }: WireRequest): S3Request {
  const { bucket, key } = namesIn(path, headers.host ?? '');
  if (bucket === '' && path !== '/') {
    throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: '' });
  }
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES) {
    throw new AwsError('KeyTooLongError', 400, 'Your key is too long', {
      Size: String(size),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }
  return { bucket, key, host: headers.host ?? '', query: Object.fromEntries(query), headers };
}

function namesIn(path: string, host: string): { readonly bucket: string; readonly key: string } {
  const virtual = bucketInHost(host);
  const rest = path.slice(1);
  if (virtual !== undefined) return { bucket: virtual, key: decoded(rest) };
  const slash = rest.indexOf('/');
  if (slash < 0) return { bucket: decoded(rest), key: '' };
  return { bucket: decoded(rest.slice(0, slash)), key: decoded(rest.slice(slash + 1)) };
}

/**
 * The bucket of a virtual-hosted-style request: `bucket.localhost`, `bucket.s3.localhost`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
function bucketInHost(host: string): string | undefined {
  const name = /^(.+?)(?:\.s3(?:\.[a-z0-9-]+)?)?\.localhost(?::\d*)?$/.exec(host.toLowerCase())?.[1];
  return name === undefined || /^s3(\.|$)/.test(name) ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
