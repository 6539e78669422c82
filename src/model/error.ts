/** What went wrong, as a closed list; the reader's language is chosen at the edge. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'POLICY_UNREADABLE'
  | 'AWS_DENIED'
  | 'AWS_FAILED'
  | 'LOG_UNVERIFIED'
  | 'BUG';

/**
 * The only error that Indelible throws on purpose.
 * `reason` is the key of a message in `text/` (with its hint); `parameters` fill it in.
 */
export class IndelibleError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    reason: string,
    parameters: Readonly<Record<string, string | number>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(`${reason} ${JSON.stringify(parameters)}`, options);
    this.name = 'IndelibleError';
    this.code = code;
    this.reason = reason;
    this.parameters = parameters;
  }
}
