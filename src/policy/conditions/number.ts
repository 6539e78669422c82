import { literal } from '../variables.ts';
import type { OperatorFamily } from './operator.ts';

type Read = (text: string) => number | undefined;
type Compare = (value: number, wanted: number) => boolean;

/** Values that cannot be read compare with nothing. */
const family = (read: Read, compare: Compare, negation?: string): OperatorFamily => ({
  ...(negation === undefined ? {} : { negation }),
  reads: (text) => read(text) !== undefined,
  test: (tokens) => {
    const wanted = read(literal(tokens));
    return (text) => {
      const value = read(text);
      return value !== undefined && wanted !== undefined && compare(value, wanted);
    };
  },
});

const families = (prefix: string, read: Read): Readonly<Record<string, OperatorFamily>> => ({
  [`${prefix}Equals`]: family(read, (value, wanted) => value === wanted, `${prefix}NotEquals`),
  [`${prefix}LessThan`]: family(read, (value, wanted) => value < wanted),
  [`${prefix}LessThanEquals`]: family(read, (value, wanted) => value <= wanted),
  [`${prefix}GreaterThan`]: family(read, (value, wanted) => value > wanted),
  [`${prefix}GreaterThanEquals`]: family(read, (value, wanted) => value >= wanted),
});

function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** ISO 8601 as W3C profiles it, or seconds since 1970. */
function readDate(text: string): number | undefined {
  if (/^\d{1,13}$/.test(text) && text.length !== 4) return Number(text) * 1000;
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/i.test(text)) return undefined;
  // A time without a zone is UTC: Date.parse would take the machine's own.
  const time = Date.parse(/T[^Z+-]*$/i.test(text) ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const number = families('Numeric', readNumber);
export const date = families('Date', readDate);
