import { arnPattern } from '../arn-pattern.ts';
import type { TextTest, Token } from '../pattern.ts';
import { literal } from '../variables.ts';
import type { OperatorFamily } from './operator.ts';

/** Bool, binary and ARN operators. ArnEquals and ArnLike are the same: both take wildcards. */
export const other: Readonly<Record<string, OperatorFamily>> = {
  Bool: {
    test: (tokens) => {
      const wanted = literal(tokens).toLowerCase();
      return (value) => value.toLowerCase() === wanted;
    },
  },
  BinaryEquals: {
    test: (tokens) => {
      const wanted = literal(tokens);
      return (value) => value === wanted;
    },
  },
  ArnEquals: { negation: 'ArnNotEquals', test: arnTest, reads: isArn },
  ArnLike: { negation: 'ArnNotLike', test: arnTest, reads: isArn },
};

/** Six parts, or `*` for all of them. */
function isArn(text: string): boolean {
  return text === '*' || text.split(':').length >= 6;
}

/** Each of the six parts is matched by itself. */
function arnTest(tokens: readonly Token[]): TextTest {
  const { flat, byPart } = arnPattern(tokens);
  return (value) => flat(value) && byPart(value);
}
