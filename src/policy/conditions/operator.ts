import type { TextTest, Token } from '../pattern.ts';

/** One positive operator, its test of one value against one pattern, and the name of its negation. */
export interface OperatorFamily {
  readonly negation?: string;
  readonly test: (pattern: readonly Token[]) => TextTest;
}
