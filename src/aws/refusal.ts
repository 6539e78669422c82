/**
 * The policy types that AWS names in a denial message.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export type DenyingPolicyType =
  | 'service control policy'
  | 'resource control policy'
  | 'VPC endpoint policy'
  | 'resource-based policy'
  | 'identity-based policy'
  | 'permissions boundary'
  | 'session policy'
  | 'role trust policy';

/** Access was denied. Without `policyType` AWS did not say by what: it may be no policy of ours at all. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly code: string;
  readonly message: string;
  readonly policyType?: DenyingPolicyType;
  /** `implicit`: no policy of that type allows it. */
  readonly denial?: 'explicit' | 'implicit';
  /** AWS names it within one account or organization only. */
  readonly policyArn?: string;
  readonly requestId?: string;
}

/** Anything else that went wrong. It says nothing about permissions. */
export interface Failure {
  readonly outcome: 'failed';
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** What the sandbox answers where it knows an operation and not its effect: HTTP 501. */
export const NOT_EMULATED = 'NotEmulated';

/**
 * Codes of a denied call in the protocols of the services that Indelible calls; the last two, as their clients name
 * them, are SNS's and EC2's:
 * https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html#API_GetTopicAttributes_Errors
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationErrorException',
  'UnauthorizedOperation',
]);

const TYPES: readonly DenyingPolicyType[] = [
  'service control policy',
  'resource control policy',
  'VPC endpoint policy',
  'resource-based policy',
  'identity-based policy',
  'permissions boundary',
  'session policy',
  'role trust policy',
];

// INVARIANT: anchored to the end of the message. What comes before it holds text of the caller's choosing (session
// names, object keys), which could spell out a denial that AWS never gave.
const EXPLICIT = new RegExp(
  `with an explicit deny in (?:an?|the) (${TYPES.join('|')})(?:: (arn:[a-z-]+:[^\\s"]+?))?\\.?$`,
);
const IMPLICIT = new RegExp(
  `because no (${TYPES.join('|')}) allows the [A-Za-z0-9-]+:[A-Za-z0-9*]+ action\\.?$`,
);

/** Tells a refusal by a policy from every other error of an SDK client. */
export function classify(error: unknown): Refusal | Failure {
  const { code, message, status, requestId } = partsOf(error);
  const answered = requestId === undefined ? {} : { requestId };
  if (!DENIED.has(code)) {
    return { outcome: 'failed', code, message, ...(status === undefined ? {} : { status }), ...answered };
  }
  return { outcome: 'refused', code, message, ...denierOf(message), ...answered };
}

function denierOf(message: string): Pick<Refusal, 'policyType' | 'denial' | 'policyArn'> {
  const explicit = EXPLICIT.exec(message);
  const found = explicit ?? IMPLICIT.exec(message);
  const policyType = TYPES.find((type) => type === found?.[1]);
  if (policyType === undefined) return {};
  const policyArn = explicit?.[2];
  return {
    policyType,
    denial: explicit === null ? 'implicit' : 'explicit',
    ...(policyArn === undefined ? {} : { policyArn }),
  };
}

interface ErrorParts {
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}

/**
 * What the SDK names errors that came with no code of AWS's: answers to HEAD, which have no body, and bodies that it
 * cannot read, such as those of a proxy on the way.
 */
const UNNAMED = new Set(['Error', 'SyntaxError', 'Unknown', 'UnknownError']);

function unnamed(name: string, code: unknown, status: number | undefined): string {
  if (typeof code === 'string') return code;
  return status === undefined ? name : `HTTP ${status}`;
}

/** The SDK's service exceptions carry the code in `name`, network errors (`ECONNREFUSED`) in `code`. */
function partsOf(error: unknown): ErrorParts {
  if (!(error instanceof Error)) {
    return { code: 'UnknownError', message: String(error), status: undefined, requestId: undefined };
  }
  const { $metadata: metadata, code } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
    readonly code?: unknown;
  };
  const status = metadata?.httpStatusCode;
  return {
    code: UNNAMED.has(error.name) ? unnamed(error.name, code, status) : error.name,
    message: error.message,
    status,
    requestId: metadata?.requestId,
  };
}
