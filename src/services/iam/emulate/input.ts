import type { Call } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { invalidInput, limitExceeded, validationError } from './errors.ts';
import { QUOTA } from './quotas.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
const NAME = /^[\w+=,.@-]+$/;
const PATH = /^\/([!-~]+\/)?$/;
const POLICY_ARN = /^arn:[\w-]+:iam::(\d{12}|aws):policy\/[!-~]+$/;

export const name = ({ input }: Call, member: string, max = 64): string =>
  text(input, member, { max, pattern: NAME });

export const optionalName = ({ input }: Call, member: string): string | undefined =>
  optionalText(input, member, { max: 64, pattern: NAME });

export const path = ({ input }: Call, member = 'Path'): string | undefined =>
  optionalText(input, member, { max: 512, pattern: PATH });

export const pathPrefix = ({ input }: Call): string =>
  optionalText(input, 'PathPrefix', { max: 512, pattern: /^\/[!-~]*$/ }) ?? '/';

export const policyArn = ({ input }: Call, member = 'PolicyArn'): string =>
  text(input, member, { max: 2048, pattern: POLICY_ARN });

export const boundaryArn = ({ input }: Call): string | undefined =>
  optionalText(input, 'PermissionsBoundary', { max: 2048, pattern: POLICY_ARN });

/** A member that takes one of a few words. */
export function optionalWord<Word extends string>(
  { input }: Call,
  member: string,
  words: readonly Word[],
): Word | undefined {
  const given = optionalText(input, member);
  const word = words.find((known) => known === given);
  if (given === undefined || word !== undefined) return word;
  throw validationError(
    `Value at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(', ')}]`,
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export function tags({ input }: Call): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  const folded = new Set<string>();
  for (const tag of list(input, 'Tags')) {
    if (!isRecord(tag)) throw validationError('Tags must be a list of key and value pairs');
    const key = text(tag, 'Key', { max: 128 });
    if (folded.has(key.toLowerCase())) {
      throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    folded.add(key.toLowerCase());
    read.set(key, text(tag, 'Value', { max: 256 }));
  }
  if (read.size > QUOTA.tags) throw limitExceeded('TagsPerResource', QUOTA.tags);
  return read;
}

export function tagKeys({ input }: Call): readonly string[] {
  return list(input, 'TagKeys').map((key) => {
    if (typeof key !== 'string') throw validationError('TagKeys must be a list of strings');
    return key;
  });
}

/** One page under `member`, as MaxItems and Marker of the input ask. */
export function listing<Item>(
  { input }: Call,
  member: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Readonly<Record<string, unknown>> {
  const part = page(items, keyOf, {
    token: optionalText(input, 'Marker', { max: 100_000 }),
    size: optionalInteger(input, 'MaxItems', { min: 1, max: 1000 }) ?? 100,
  });
  if (!part) throw validationError('Invalid Marker');
  return {
    [member]: part.items,
    IsTruncated: part.next !== undefined,
    ...(part.next === undefined ? {} : { Marker: part.next }),
  };
}
