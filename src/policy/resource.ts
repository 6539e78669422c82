import { arnTest } from './conditions/other.ts';
import { type TextTest, type Token, textTest } from './pattern.ts';
import type { RequestContext } from './request-context.ts';
import { fill, isFixed, templateOf } from './variables.ts';

export type ResourceTest = (
  resource: string,
  context: RequestContext,
  assume: (what: string) => void,
) => boolean;

interface Circumstances {
  readonly negated: boolean;
  readonly effect: 'Allow' | 'Deny';
  readonly expands: boolean;
}

/**
 * The Resource or NotResource element. AWS does not say whether a wildcard crosses the colons between the parts of an
 * ARN; where that decides, the statement applies or not as the attacker would have it.
 */
export function resourceTest(
  patterns: readonly string[],
  { negated, effect, expands }: Circumstances,
): ResourceTest {
  const tests = patterns.map((pattern) => patternTest(pattern, expands));
  return (resource, context, assume) => {
    let flat = false;
    let byPart = false;
    for (const test of tests) {
      const found = test(resource, context);
      flat ||= found.flat;
      byPart ||= found.byPart;
      if (byPart) break;
    }
    if (flat === byPart) return flat !== negated;
    assume('wildcard-across-arn-parts');
    return effect === 'Allow';
  };
}

interface Found {
  readonly flat: boolean;
  readonly byPart: boolean;
}

const NOT_FOUND: Found = { flat: false, byPart: false };

function patternTest(
  pattern: string,
  expands: boolean,
): (resource: string, context: RequestContext) => Found {
  const template = templateOf(pattern, expands);
  if (isFixed(template)) {
    const test = both(template);
    return (resource) => test(resource);
  }
  return (resource, context) => {
    const tokens = fill(template, context);
    // A variable without a value: the text can match nothing.
    return tokens === undefined ? NOT_FOUND : both(tokens)(resource);
  };
}

function both(tokens: readonly Token[]): (resource: string) => Found {
  const flat = textTest(tokens);
  const plain = tokens.every((token) => typeof token === 'string');
  const byPart: TextTest = plain ? flat : arnTest(tokens);
  return (resource) => {
    if (!flat(resource)) return NOT_FOUND;
    return { flat: true, byPart: !resource.startsWith('arn:') || byPart(resource) };
  };
}
