import { IndelibleError } from '../model/error.ts';
import { classify, type Failure, type Refusal } from './refusal.ts';

/** They were right once. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException']);
/** The request's credentials are wrong, whatever it asked for. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const REJECTED = new Set([
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'TimeoutError',
  'EHOSTUNREACH',
]);

/** An error of the SDK as one of ours; `doing` is the operation or file that failed. */
export function awsProblem(error: unknown, doing: string, endpoint?: string): IndelibleError {
  if (error instanceof IndelibleError) return error;
  return problemOf(classify(error), doing, endpoint, error);
}

export function problemOf(
  outcome: Refusal | Failure,
  doing: string,
  endpoint?: string,
  cause?: unknown,
): IndelibleError {
  const parameters = { doing, code: outcome.code, message: outcome.message };
  const options = cause === undefined ? undefined : { cause };
  if (outcome.outcome === 'refused')
    return new IndelibleError('AWS_DENIED', 'aws-denied', parameters, options);
  if (outcome.code === 'CredentialsProviderError') {
    return new IndelibleError('CONFIG_INVALID', 'no-credentials', parameters, options);
  }
  if (EXPIRED.has(outcome.code)) {
    return new IndelibleError('CONFIG_INVALID', 'credentials-expired', parameters, options);
  }
  if (REJECTED.has(outcome.code)) {
    return new IndelibleError('CONFIG_INVALID', 'credentials-rejected', parameters, options);
  }
  if (UNREACHABLE.has(outcome.code)) {
    return new IndelibleError(
      'AWS_FAILED',
      'aws-unreachable',
      { ...parameters, endpoint: endpoint ?? 'AWS' },
      options,
    );
  }
  return new IndelibleError('AWS_FAILED', 'aws-failed', parameters, options);
}
