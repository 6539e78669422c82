import { AwsError } from './aws-error.ts';
import { verifyChecksums } from './checksums.ts';
import { type ChunkSigning, decodeChunked } from './chunked.ts';
import type { ReceivedRequest } from './received-request.ts';
import { sha256 } from './signing.ts';

/** What an S3 request carries once its framing is undone and its integrity verified. */
export interface Payload {
  readonly body: Uint8Array;
  /** The request's headers with the trailing ones, and without what only described the framing. */
  readonly headers: Readonly<Record<string, string>>;
}

/** `signing` is absent for anonymous requests. */
export function s3Payload(request: ReceivedRequest, signing: ChunkSigning | undefined): Payload {
  const declared = request.headers['x-amz-content-sha256'];
  const payload = declared?.startsWith('STREAMING-')
    ? streamed(request, declared, signing)
    : whole(request, declared);
  // The checksum of CompleteMultipartUpload is the object's, not its XML's.
  const ofObject = request.method === 'POST' && /(^|&)uploadId=/.test(request.rawQuery);
  if (!ofObject) verifyChecksums(payload.headers, payload.body);
  return payload;
}

function whole(request: ReceivedRequest, declared: string | undefined): Payload {
  const { body, headers } = request;
  if (declared === undefined || declared === 'UNSIGNED-PAYLOAD') return { body, headers };
  if (!/^[0-9a-f]{64}$/i.test(declared)) throw invalidDeclaration();
  const computed = sha256(body);
  if (computed !== declared.toLowerCase()) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed },
    );
  }
  return { body, headers };
}

function streamed(request: ReceivedRequest, declared: string, signing: ChunkSigning | undefined): Payload {
  const unsigned = declared === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  const withTrailer = declared.endsWith('-TRAILER');
  if (!unsigned && !/^STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?$/.test(declared))
    throw invalidDeclaration();
  if (!unsigned && !signing) throw new AwsError('AccessDenied', 403, 'Access Denied');
  const length = request.headers['x-amz-decoded-content-length'];
  if (length === undefined || !/^\d{1,10}$/.test(length)) {
    throw new AwsError('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.');
  }
  const { body, trailers } = decodeChunked(asBuffer(request.body), {
    length: Number(length),
    withTrailer,
    ...(signing && !unsigned ? { signing } : {}),
  });
  refuseOtherTrailers(request.headers['x-amz-trailer'], trailers);
  return { body, headers: { ...withoutFraming(request.headers), ...trailers, 'content-length': length } };
}

/** Trailing headers become headers of the request: only those that the signed `x-amz-trailer` announces may. */
function refuseOtherTrailers(
  announced: string | undefined,
  trailers: Readonly<Record<string, string>>,
): void {
  const names = (announced ?? '').split(',').map((name) => name.trim().toLowerCase());
  const expected = new Set(names.filter((name) => name !== ''));
  const given = Object.keys(trailers);
  if (
    given.length === expected.size &&
    given.every((name) => expected.has(name) && /^x-amz-checksum-/.test(name))
  )
    return;
  throw new AwsError(
    'MalformedTrailerError',
    400,
    'The request contained trailing data that was not well-formed.',
  );
}

/** `Content-Encoding: aws-chunked` is not stored with the object. */
function withoutFraming(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'content-encoding': encoding, ...rest } = headers;
  const kept = (encoding ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked');
  return kept.length === 0 ? rest : { ...rest, 'content-encoding': kept.join(',') };
}

const invalidDeclaration = (): AwsError =>
  new AwsError(
    'InvalidArgument',
    400,
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
  );

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
