import { AwsError } from './aws-error.ts';
import type { Dialect } from './dialect.ts';

/**
 * What AWS answers to a signature that it does not accept.
 * S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
 * others: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export const signatureErrors = {
  missing: (dialect: Dialect) =>
    choose(dialect, {
      s3: ['AccessDenied', 403, 'Access Denied'],
      json: ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
      query: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    }),

  malformed: (dialect: Dialect, what: string) =>
    choose(dialect, {
      s3: ['AuthorizationHeaderMalformed', 400, `The authorization header is malformed; ${what}`],
      json: ['IncompleteSignatureException', 400, what],
      query: ['IncompleteSignature', 400, what],
    }),

  queryMalformed: (dialect: Dialect, what: string) =>
    dialect === 's3'
      ? new AwsError('AuthorizationQueryParametersError', 400, what)
      : signatureErrors.malformed(dialect, what),

  unsupported: (dialect: Dialect, algorithm: string) =>
    choose(dialect, {
      s3: [
        'InvalidRequest',
        400,
        'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
      ],
      json: ['IncompleteSignatureException', 400, `Unsupported AWS 'algorithm': '${algorithm}'`],
      query: ['IncompleteSignature', 400, `Unsupported AWS 'algorithm': '${algorithm}'`],
    }),

  unknownKey: (dialect: Dialect, accessKeyId: string) =>
    choose(
      dialect,
      {
        s3: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
        json: ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
        query: ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
      },
      { AWSAccessKeyId: accessKeyId },
    ),

  invalidToken: (dialect: Dialect) =>
    choose(dialect, {
      s3: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
      json: ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
      query: ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
    }),

  expiredToken: (dialect: Dialect) =>
    choose(dialect, {
      s3: ['ExpiredToken', 400, 'The provided token has expired.'],
      json: ['ExpiredTokenException', 400, 'The security token included in the request is expired'],
      query: ['ExpiredToken', 403, 'The security token included in the request is expired'],
    }),

  mismatch: (dialect: Dialect, details: { accessKeyId: string; stringToSign: string; signature: string }) =>
    choose(
      dialect,
      {
        s3: [
          'SignatureDoesNotMatch',
          403,
          'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        ],
        json: ['InvalidSignatureException', 400, MISMATCH],
        query: ['SignatureDoesNotMatch', 403, MISMATCH],
      },
      {
        AWSAccessKeyId: details.accessKeyId,
        StringToSign: details.stringToSign,
        SignatureProvided: details.signature,
      },
    ),

  /** `what` is the sentence of all services but S3. */
  badSignature: (dialect: Exclude<Dialect, 's3'>, what: string) =>
    choose(dialect, {
      s3: ['SignatureDoesNotMatch', 403, what],
      json: ['InvalidSignatureException', 400, what],
      query: ['SignatureDoesNotMatch', 403, what],
    }),

  skewed: (dialect: Dialect, times: { timestamp: string; server: string; limit: string; early: boolean }) => {
    if (dialect === 's3') {
      return new AwsError(
        'RequestTimeTooSkewed',
        403,
        'The difference between the request time and the current time is too large.',
        {
          RequestTime: times.timestamp,
          ServerTime: extended(times.server),
          MaxAllowedSkewMilliseconds: '900000',
        },
      );
    }
    const what = times.early
      ? `Signature not yet current: ${times.timestamp} is still later than ${times.limit} (${times.server} + 15 min.)`
      : `Signature expired: ${times.timestamp} is now earlier than ${times.limit} (${times.server} - 15 min.)`;
    return signatureErrors.badSignature(dialect, what);
  },
} as const;

/** S3's own form: the SDK corrects its clock by it. https://github.com/versity/versitygw/issues/1514 */
const extended = (compact: string): string =>
  compact.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5');

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function choose(
  dialect: Dialect,
  errors: Readonly<Record<Dialect, readonly [string, number, string]>>,
  s3Details: Readonly<Record<string, string>> = {},
): AwsError {
  const [code, status, message] = errors[dialect];
  return new AwsError(code, status, message, dialect === 's3' ? s3Details : {});
}
