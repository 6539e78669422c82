import { textTest } from '../pattern.ts';
import { literal } from '../variables.ts';
import type { OperatorFamily } from './operator.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export const text: Readonly<Record<string, OperatorFamily>> = {
  StringEquals: {
    negation: 'StringNotEquals',
    test: (tokens) => {
      const wanted = literal(tokens);
      return (value) => value === wanted;
    },
  },
  StringEqualsIgnoreCase: {
    negation: 'StringNotEqualsIgnoreCase',
    test: (tokens) => {
      const wanted = literal(tokens).toLowerCase();
      return (value) => value.toLowerCase() === wanted;
    },
  },
  StringLike: { negation: 'StringNotLike', test: textTest },
};
