import { timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { type Scope, sha256, sign, stringToSign } from './signing.ts';

/**
 * `aws-chunked` bodies, signed chunk by chunk or not, with or without trailing checksums.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly timestamp: string;
  readonly scope: Scope;
  /** The signature of the request's headers. */
  readonly seed: string;
}

export interface DecodedBody {
  readonly body: Buffer;
  /** Lower-case names. */
  readonly trailers: Readonly<Record<string, string>>;
}

const MAX_LINE = 4096;
const MAX_TRAILERS = 16;

/** `signing` is absent where the chunks carry no signatures. */
export function decodeChunked(
  encoded: Buffer,
  declared: { readonly length: number; readonly withTrailer: boolean; readonly signing?: ChunkSigning },
): DecodedBody {
  const reader = { encoded, position: 0 };
  const chain = { previous: declared.signing?.seed ?? '' };
  const chunks: Buffer[] = [];
  for (;;) {
    const { size, signature } = chunkHeader(readLine(reader));
    const data = readBytes(reader, size);
    if (declared.signing) verifyChunk(declared.signing, chain, data, signature);
    if (size === 0) break;
    chunks.push(data);
    if (readLine(reader) !== '') throw incomplete();
  }
  const trailers = readTrailers(reader, declared, chain);
  const body = Buffer.concat(chunks);
  if (body.length !== declared.length) throw incomplete();
  return { body, trailers };
}

interface Reader {
  readonly encoded: Buffer;
  position: number;
}

function readLine(reader: Reader): string {
  const end = reader.encoded.indexOf('\r\n', reader.position, 'latin1');
  if (end < 0 || end - reader.position > MAX_LINE) throw incomplete();
  const line = reader.encoded.toString('latin1', reader.position, end);
  reader.position = end + 2;
  return line;
}

function readBytes(reader: Reader, size: number): Buffer {
  const data = reader.encoded.subarray(reader.position, reader.position + size);
  if (data.length !== size) throw incomplete();
  reader.position += size;
  return data;
}

function chunkHeader(line: string): { size: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match?.[1]) throw incomplete();
  return { size: Number.parseInt(match[1], 16), signature: match[2] ?? '' };
}

function verifyChunk(
  signing: ChunkSigning,
  chain: { previous: string },
  data: Buffer,
  signature: string,
): void {
  const { timestamp, scope } = signing;
  const parts = [chain.previous, sha256(''), sha256(data)];
  chain.previous = verified(
    signing,
    stringToSign('AWS4-HMAC-SHA256-PAYLOAD', timestamp, scope, ...parts),
    signature,
  );
}

function readTrailers(
  reader: Reader,
  declared: { readonly withTrailer: boolean; readonly signing?: ChunkSigning },
  chain: { readonly previous: string },
): Readonly<Record<string, string>> {
  const lines: string[] = [];
  for (let line = readLastLine(reader); line !== ''; line = readLastLine(reader)) {
    if (lines.push(line) > MAX_TRAILERS) throw malformedTrailer();
  }
  if (reader.position < reader.encoded.length) throw incomplete();
  if (!declared.withTrailer && lines.length > 0) throw malformedTrailer();
  const trailers = new Map(lines.map(trailer));
  const signature = trailers.get('x-amz-trailer-signature') ?? '';
  trailers.delete('x-amz-trailer-signature');
  if (declared.signing && declared.withTrailer) {
    const canonical = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    const { timestamp, scope } = declared.signing;
    const parts = [chain.previous, sha256(canonical)];
    verified(
      declared.signing,
      stringToSign('AWS4-HMAC-SHA256-TRAILER', timestamp, scope, ...parts),
      signature,
    );
  }
  return Object.fromEntries(trailers);
}

/** Some clients leave out the last, empty line. */
function readLastLine(reader: Reader): string {
  return reader.position === reader.encoded.length ? '' : readLine(reader);
}

function trailer(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw malformedTrailer();
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

function verified(signing: ChunkSigning, text: string, signature: string): string {
  const expected = sign(signing.key, text);
  if (
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
  ) {
    return expected;
  }
  throw new AwsError(
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );
}

const incomplete = (): AwsError =>
  new AwsError(
    'IncompleteBody',
    400,
    'The request body terminated unexpectedly or is not what its headers declare.',
  );

const malformedTrailer = (): AwsError =>
  new AwsError('MalformedTrailerError', 400, 'The request contained trailing data that was not well-formed.');
