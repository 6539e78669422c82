import type { Step } from '../../model/technique.ts';

/**
 * Only identities of the owner's account may write a bucket's policy: others are answered 405, whatever grants it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const byOwner = ({ accountId }: { readonly accountId?: string }): Pick<Step, 'as'> =>
  accountId === undefined ? {} : { as: { kind: 'account', accountId } };
