import type { Dialect } from './dialect.ts';
import type { ReceivedRequest } from './received-request.ts';
import { signatureErrors } from './signature-errors.ts';
import { ALGORITHM, type Scope } from './signing.ts';

/** What a request says about its signature: in the `Authorization` header, or in the query of a presigned URL. */
export interface SignatureClaim {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  /** How long a presigned URL holds. */
  readonly expiresSeconds?: number;
  readonly sessionToken?: string;
}

/** `undefined`: the request is not signed. */
export function signatureClaim(request: ReceivedRequest, dialect: Dialect): SignatureClaim | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return claimInHeader(request, authorization, dialect);
  const query = new URLSearchParams(request.rawQuery);
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) return claimInQuery(query, dialect);
  // Signature Version 2 in a query: refused, never taken for an anonymous request.
  if (query.has('AWSAccessKeyId') || query.has('Signature'))
    throw signatureErrors.unsupported(dialect, 'AWS');
  return undefined;
}

function claimInHeader(request: ReceivedRequest, authorization: string, dialect: Dialect): SignatureClaim {
  const space = authorization.indexOf(' ');
  const algorithm = space < 0 ? authorization : authorization.slice(0, space);
  if (algorithm !== ALGORITHM) throw signatureErrors.unsupported(dialect, algorithm.slice(0, 64));
  const parts = new Map<string, string>();
  for (const part of authorization.slice(space + 1).split(',')) {
    const equals = part.indexOf('=');
    parts.set(part.slice(0, Math.max(equals, 0)).trim(), part.slice(equals + 1).trim());
  }
  const required = (name: string): string => {
    const value = parts.get(name);
    if (value) return value;
    throw signatureErrors.malformed(dialect, `Authorization header requires '${name}' parameter.`);
  };
  const timestamp = request.headers['x-amz-date'] ?? compactDate(request.headers.date);
  if (timestamp === undefined || !TIMESTAMP.test(timestamp)) {
    throw signatureErrors.malformed(
      dialect,
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  const sessionToken = request.headers['x-amz-security-token'];
  return {
    place: 'header',
    ...credentialParts(required('Credential'), timestamp, (what) => signatureErrors.malformed(dialect, what)),
    signedHeaders: headerNames(required('SignedHeaders')),
    signature: required('Signature'),
    timestamp,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

function claimInQuery(query: URLSearchParams, dialect: Dialect): SignatureClaim {
  const refused = (what: string) => signatureErrors.queryMalformed(dialect, what);
  const required = (name: string): string => {
    const values = query.getAll(name);
    if (values.length === 1 && values[0]) return values[0];
    throw refused(`Query-string authentication version 4 requires the ${name} parameter exactly once.`);
  };
  if (required('X-Amz-Algorithm') !== ALGORITHM)
    throw refused('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const timestamp = required('X-Amz-Date');
  if (!TIMESTAMP.test(timestamp))
    throw refused("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const expires = required('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) > 604_800 || Number(expires) < 1) {
    throw refused('X-Amz-Expires must be between 1 and 604800 seconds');
  }
  const sessionToken = query.get('X-Amz-Security-Token');
  return {
    place: 'query',
    ...credentialParts(required('X-Amz-Credential'), timestamp, refused),
    signedHeaders: headerNames(required('X-Amz-SignedHeaders')),
    signature: required('X-Amz-Signature'),
    timestamp,
    expiresSeconds: Number(expires),
    ...(sessionToken === null ? {} : { sessionToken }),
  };
}

function credentialParts(
  credential: string,
  timestamp: string,
  refused: (what: string) => Error,
): Pick<SignatureClaim, 'accessKeyId' | 'scope'> {
  const [accessKeyId, date, region = '', service, end, ...rest] = credential.split('/');
  // The Region becomes part of the keys of log files.
  const isRegion = /^[a-z0-9-]{1,64}$/.test(region);
  if (!accessKeyId || !date || !isRegion || !service || end !== 'aws4_request' || rest.length > 0) {
    throw refused(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  if (date !== timestamp.slice(0, 8)) {
    throw refused(
      `Invalid credential date "${date.slice(0, 32)}". This date is not the same as X-Amz-Date: "${timestamp}".`,
    );
  }
  return { accessKeyId, scope: { date, region, service } };
}

const TIMESTAMP = /^\d{8}T\d{6}Z$/;

const headerNames = (list: string): readonly string[] => list.split(';').map((name) => name.toLowerCase());

function compactDate(httpDate: string | undefined): string | undefined {
  const time = Date.parse(httpDate ?? '');
  return Number.isNaN(time) ? undefined : compactTime(new Date(time));
}

/** `YYYYMMDDTHHMMSSZ`. */
export function compactTime(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
