import { timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import type { ChunkSigning } from './chunked.ts';
import type { Dialect } from './dialect.ts';
import type { ReceivedRequest } from './received-request.ts';
import { compactTime, type SignatureClaim } from './signature-claim.ts';
import { signatureErrors } from './signature-errors.ts';
import { ALGORITHM, canonicalRequest, sha256, sign, signingKey, stringToSign } from './signing.ts';
import type { Credential, World } from './world.ts';

export interface Verified {
  readonly credential: Credential;
  /** What the signatures of a streamed body's chunks go on from. */
  readonly chunkSigning: ChunkSigning;
}

const SKEW_MILLISECONDS = 15 * 60_000;

/**
 * The credential that signed the request; throws the error that AWS answers otherwise.
 * Signatures are checked against wall time (`wallNow`), sessions against the World's.
 */
export function verifySignature(
  world: World,
  request: ReceivedRequest,
  claim: SignatureClaim,
  dialect: Dialect,
  wallNow: Date,
): Verified {
  const credential = credentialOf(world, claim, dialect);
  refuseUnsignedHeaders(request, claim, dialect);
  refuseSkew(claim, dialect, wallNow);
  const canonical = canonicalForm(request, claim);
  const text = stringToSign(ALGORITHM, claim.timestamp, claim.scope, sha256(canonical));
  const key = signingKey(credential.secretAccessKey, claim.scope);
  const expected = sign(key, text);
  if (!equalTexts(expected, claim.signature)) {
    const { accessKeyId, signature } = claim;
    throw signatureErrors.mismatch(dialect, { accessKeyId, signature, stringToSign: text });
  }
  // After the signature, so that nobody learns about a session without its secret key.
  refuseExpired(world, credential, claim, dialect, wallNow);
  return {
    credential,
    chunkSigning: { key, timestamp: claim.timestamp, scope: claim.scope, seed: expected },
  };
}

function credentialOf(world: World, claim: SignatureClaim, dialect: Dialect): Credential {
  const credential = world.credentials.get(claim.accessKeyId);
  if (credential?.status !== 'Active') throw signatureErrors.unknownKey(dialect, claim.accessKeyId);
  if (!equalTexts(credential.sessionToken ?? '', claim.sessionToken ?? '')) {
    throw claim.sessionToken === undefined
      ? signatureErrors.unknownKey(dialect, claim.accessKeyId)
      : signatureErrors.invalidToken(dialect);
  }
  return credential;
}

/** A header that nobody signed could be added on the way. */
function refuseUnsignedHeaders(request: ReceivedRequest, claim: SignatureClaim, dialect: Dialect): void {
  const signed = new Set(claim.signedHeaders);
  const absent = claim.signedHeaders.find((name) => request.headers[name] === undefined);
  if (!signed.has('host') || absent !== undefined) {
    const what =
      absent === undefined ? "'Host' must be a 'SignedHeader'" : `'${absent}' is not among the headers`;
    throw dialect === 's3'
      ? signatureErrors.malformed(dialect, what)
      : signatureErrors.badSignature(dialect, what);
  }
  if (dialect !== 's3') return;
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name),
  );
  // A presigned URL may come with the hash of a body that was not known when it was signed.
  if (unsigned.length === 0 || (claim.place === 'query' && unsigned.join() === 'x-amz-content-sha256'))
    return;
  throw new AwsError('AccessDenied', 403, 'There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
}

function refuseSkew(claim: SignatureClaim, dialect: Dialect, wallNow: Date): void {
  const signedAt = timeOf(claim.timestamp);
  const early = signedAt - wallNow.getTime() > SKEW_MILLISECONDS;
  const late = claim.expiresSeconds === undefined && wallNow.getTime() - signedAt > SKEW_MILLISECONDS;
  if (!early && !late && !Number.isNaN(signedAt)) return;
  const limit = new Date(wallNow.getTime() + (early ? SKEW_MILLISECONDS : -SKEW_MILLISECONDS));
  throw signatureErrors.skewed(dialect, {
    timestamp: claim.timestamp,
    server: compactTime(wallNow),
    limit: compactTime(limit),
    early,
  });
}

function refuseExpired(
  world: World,
  credential: Credential,
  claim: SignatureClaim,
  dialect: Dialect,
  wallNow: Date,
): void {
  if (claim.expiresSeconds !== undefined) {
    const end = timeOf(claim.timestamp) + claim.expiresSeconds * 1000;
    if (wallNow.getTime() > end) {
      throw new AwsError('AccessDenied', 403, 'Request has expired', {
        'X-Amz-Expires': String(claim.expiresSeconds),
        Expires: new Date(end).toISOString(),
        ServerTime: wallNow.toISOString(),
      });
    }
  }
  if (credential.expiresAt && credential.expiresAt <= world.clock.now())
    throw signatureErrors.expiredToken(dialect);
}

function canonicalForm(request: ReceivedRequest, claim: SignatureClaim): string {
  try {
    return canonicalRequest(request, claim.scope.service, claim.signedHeaders, payloadHash(request, claim));
  } catch (error) {
    if (error instanceof URIError) throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
    throw error;
  }
}

/** S3 signs what the client declares about the body (and compares afterwards); every other service the body itself. */
function payloadHash(request: ReceivedRequest, claim: SignatureClaim): string {
  if (claim.scope.service !== 's3') return sha256(request.body);
  const declared = request.headers['x-amz-content-sha256'];
  if (declared !== undefined) return declared;
  if (claim.place === 'query') return 'UNSIGNED-PAYLOAD';
  throw new AwsError('InvalidRequest', 400, 'Missing required header for this request: x-amz-content-sha256');
}

function timeOf(timestamp: string): number {
  return Date.parse(
    timestamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
}

function equalTexts(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
}
