import type { AwsAccess } from './access.ts';

/** An ARN in the caller's account and the Region of the access. */
export const ownArn = ({ partition, region, caller }: AwsAccess, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${caller.accountId}:${rest}`;

/**
 * The ARN of a key that a service names by ARN, id or alias; of the last two, in this account and Region.
 * https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
 */
export function keyArn(
  name: string,
  {
    partition,
    region,
    accountId,
  }: { readonly partition: string; readonly region: string; readonly accountId: string },
): string {
  if (name.startsWith('arn:')) return name;
  const resource = name.startsWith('alias/') ? name : `key/${name}`;
  return `arn:${partition}:kms:${region}:${accountId}:${resource}`;
}

/** Each once, in the order of code units. */
export const distinct = (arns: Iterable<string | undefined>): readonly string[] =>
  [...new Set([...arns].filter((arn) => arn !== undefined))].sort();

/** Compares for `sort`. */
export const byArn = (one: { readonly arn: string }, other: { readonly arn: string }): number =>
  one.arn < other.arn ? -1 : 1;
