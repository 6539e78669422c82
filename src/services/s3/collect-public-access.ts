import { GetPublicAccessBlockCommand, type PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { orAbsent } from '../../aws/absent.ts';
import { s3ControlClient } from './collect-account-client.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

type Block = PublicAccessBlockConfiguration;

/**
 * Whether both settings that take effect on bucket policies are on: of the bucket's and its account's, S3 uses the
 * most restrictive combination.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function readPublicAccessBlock(bucket: NamedBucket): Promise<boolean | undefined> {
  const [own, account] = await Promise.all([ofBucket(bucket), ofAccount(bucket)]);
  if (isClosed({ ...account, ...on(own) })) return true;
  return own === undefined || account === undefined ? undefined : false;
}

const isClosed = ({ RestrictPublicBuckets, BlockPublicPolicy }: Block): boolean =>
  RestrictPublicBuckets === true && BlockPublicPolicy === true;

const on = (block: Block = {}): Block =>
  Object.fromEntries(Object.entries(block).filter(([, value]) => value === true));

const NONE = 'NoSuchPublicAccessBlockConfiguration';

const ofBucket = ({ client, reader, name, arn }: NamedBucket): Promise<Block | undefined> =>
  reader.read(arn, 's3:GetBucketPublicAccessBlock', () =>
    orAbsent(NONE, {}, async () => {
      const command = new GetPublicAccessBlockCommand({ Bucket: name });
      return (await client.send(command)).PublicAccessBlockConfiguration ?? {};
    }),
  );

/** Only the owner's account may ask. */
async function ofAccount({ access, reader, accountId }: NamedBucket): Promise<Block | undefined> {
  if (accountId === undefined) return undefined;
  const account = `arn:${access.partition}:s3::${accountId}:*`;
  return reader.read(account, 's3:GetAccountPublicAccessBlock', () =>
    orAbsent(NONE, {}, async () => {
      const command = new GetAccountPublicAccessBlockCommand({ AccountId: accountId });
      return (await s3ControlClient(access).send(command)).PublicAccessBlockConfiguration ?? {};
    }),
  );
}
