import { arnPattern } from './arn-pattern.ts';
import type { Token } from './pattern.ts';
import type { RequestContext } from './request-context.ts';
import { fill, isFixed, templateOf } from './variables.ts';

export interface ResourceQuestion {
  readonly resource: string;
  readonly context: RequestContext;
  readonly assume: (what: string) => void;
}

/** `completes`: IAM completes an ARN of fewer than six parts with wildcards, in identity policies only. */
export type ResourceTest = (question: ResourceQuestion, completes: boolean) => boolean;

interface Circumstances {
  readonly negated: boolean;
  readonly effect: 'Allow' | 'Deny';
  readonly expands: boolean;
}

/**
 * The Resource or NotResource element. AWS does not say whether a wildcard crosses the colons between the parts of an
 * ARN, nor whether NotResource with a variable that has no value excepts nothing or voids its statement; where that
 * decides, the statement applies or not as the attacker would have it.
 */
export function resourceTest(
  patterns: readonly string[],
  { negated, effect, expands }: Circumstances,
): ResourceTest {
  const tests = patterns.map((pattern) => patternTest(pattern, expands));
  return (question, completes) => {
    let flat = false;
    let byPart = false;
    let isVoid = false;
    for (const test of tests) {
      const found = test(question, completes);
      flat ||= found.flat;
      byPart ||= found.byPart;
      isVoid ||= found.isVoid;
      if (byPart) break;
    }
    if (flat !== byPart) {
      question.assume('wildcard-across-arn-parts');
      return effect === 'Allow';
    }
    if (negated && isVoid && !flat) {
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
      question.assume('variable-without-value');
      return effect === 'Allow';
    }
    return flat !== negated;
  };
}

interface Found {
  readonly flat: boolean;
  readonly byPart: boolean;
  /** A variable had no value: the pattern can match nothing. */
  readonly isVoid: boolean;
}

const NOT_FOUND: Found = { flat: false, byPart: false, isVoid: false };
const FOUND: Found = { flat: true, byPart: true, isVoid: false };
const FOUND_ACROSS: Found = { ...FOUND, byPart: false };
const VOID: Found = { ...NOT_FOUND, isVoid: true };

type PatternTest = (question: ResourceQuestion, completes: boolean) => Found;

function patternTest(pattern: string, expands: boolean): PatternTest {
  const asWritten = writtenTest(pattern, expands);
  const missing = 6 - pattern.split(':').length;
  if (!pattern.startsWith('arn:') || missing <= 0) return asWritten;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
  const completed = writtenTest(pattern + ':*'.repeat(missing), expands);
  return (question, completes) => {
    const found = asWritten(question, completes);
    if (!completes) return found;
    const { flat, byPart } = completed(question, completes);
    return { flat: flat || found.flat, byPart, isVoid: found.isVoid };
  };
}

function writtenTest(pattern: string, expands: boolean): PatternTest {
  const template = templateOf(pattern, expands);
  if (isFixed(template)) {
    const test = both(template);
    return ({ resource }) => test(resource);
  }
  return ({ resource, context }) => {
    const tokens = fill(template, context);
    return tokens === undefined ? VOID : both(tokens)(resource);
  };
}

function both(tokens: readonly Token[]): (resource: string) => Found {
  const { flat, byPart } = arnPattern(tokens);
  return (resource) => {
    if (!flat(resource)) return NOT_FOUND;
    return !resource.startsWith('arn:') || byPart(resource) ? FOUND : FOUND_ACROSS;
  };
}
