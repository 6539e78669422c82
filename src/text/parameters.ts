/** What an IndelibleError carries to fill in its message. */
export type Parameters = Readonly<Record<string, string | number>>;

/** Lower case, no full stop, the user's values in backticks. */
export interface ErrorText {
  readonly message: string;
  readonly hint?: string;
  /** Choices, one a line. */
  readonly list?: readonly string[];
}

export const lines = (value: string | number | undefined): readonly string[] =>
  String(value ?? '')
    .split('\n')
    .filter((line) => line !== '');
