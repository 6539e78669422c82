import type { TextTest, Token } from '../pattern.ts';

/** One positive operator, its test of one value against one pattern, and the name of its negation. */
export interface OperatorFamily {
  readonly negation?: string;
  readonly test: (pattern: readonly Token[]) => TextTest;
  /** Whether a text is of the operator's type at all; every text is, where absent. */
  readonly reads?: (text: string) => boolean;
}
