import type { AwsAccess } from './access.ts';

/** An ARN in the caller's account and the Region of the access. */
export const ownArn = ({ partition, region, caller }: AwsAccess, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${caller.accountId}:${rest}`;

/** Each once, in the order of code units. */
export const distinct = (arns: Iterable<string | undefined>): readonly string[] =>
  [...new Set([...arns].filter((arn) => arn !== undefined))].sort();

/** Compares for `sort`. */
export const byArn = (one: { readonly arn: string }, other: { readonly arn: string }): number =>
  one.arn < other.arn ? -1 : 1;
