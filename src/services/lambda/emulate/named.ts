import type { Context } from '../../../model/policy.ts';
import type { Resource } from '../../../model/resource.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../../sandbox/own-resources.ts';

const FUNCTION = /^(?:(?:arn:[\w-]+:lambda:[\w-]+:)?\d{12}:function:)?[\w-]+(?::[\w$-]+)?$/;

/**
 * By name, ARN, or the end of an ARN that begins with the account; each with or without a version or alias.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 */
export function functionArn(call: Call): string {
  const named = text(call.input, 'FunctionName', { max: 256, pattern: FUNCTION });
  const qualifier = optionalText(call.input, 'Qualifier', { max: 128, pattern: /^[\w$-]+$/ });
  const { partition } = call.world;
  const arn = named.startsWith('arn:')
    ? named
    : named.includes(':function:')
      ? `arn:${partition}:lambda:${call.region}:${named}`
      : ownArn(call, 'lambda', `function:${named}`);
  return qualifier === undefined || arn.split(':').length > FUNCTION_PARTS ? arn : `${arn}:${qualifier}`;
}

/** Of the ARN of a function without version or alias. */
const FUNCTION_PARTS = 7;

export const unqualified = (arn: string): string => arn.split(':').slice(0, FUNCTION_PARTS).join(':');

export const MAPPING = ':event-source-mapping:';

/** A function's mappings, each with its event source: the first of both belong together, then the second, … */
export interface Mapping {
  readonly arn: string;
  readonly functionArn: string;
  readonly source: string | undefined;
}

export const ownMappings = (call: Call): readonly Mapping[] =>
  ownResources(call, 'AWS::Lambda::Function').flatMap(mappingsOf);

function mappingsOf({ arn: functionArn, concerns = [] }: Resource): readonly Mapping[] {
  const sources = concerns.filter((arn) => !arn.includes(MAPPING));
  return concerns
    .filter((arn) => arn.includes(MAPPING))
    .map((arn, index) => ({ arn, functionArn, source: sources[index] }));
}

export type Needs = (call: Call) => readonly AuthorizationNeed[];

export const onAnything: Needs = ({ operation }) => [{ action: `lambda:${operation}`, resource: '*' }];

export const onFunction =
  (action?: string): Needs =>
  (call) => [needOn(call, action ?? `lambda:${call.operation}`, functionArn(call))];

export const onResource: Needs = (call) => [
  needOn(call, `lambda:${call.operation}`, text(call.input, 'ResourceArn', { max: 256, pattern: FUNCTION })),
];

export const onMapping: Needs = (call) => {
  const arn = ownArn(
    call,
    'lambda',
    `event-source-mapping:${text(call.input, 'UUID', { max: 128, pattern: /^[\w-]+$/ })}`,
  );
  const mapping = ownMappings(call).find((one) => one.arn === arn);
  const context: Context = mapping === undefined ? {} : { 'lambda:FunctionArn': mapping.functionArn };
  return [{ ...needOn(call, `lambda:${call.operation}`, arn), context }];
};
