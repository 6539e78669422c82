import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import type { NamedBucket } from './collect-named-bucket.ts';

/**
 * Whether both settings that take effect on bucket policies are on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const readPublicAccessBlock = ({
  client,
  reader,
  name,
  arn,
}: NamedBucket): Promise<boolean | undefined> =>
  reader.read(arn, 's3:GetBucketPublicAccessBlock', () =>
    orAbsent('NoSuchPublicAccessBlockConfiguration', false, async () => {
      const { PublicAccessBlockConfiguration: block } = await client.send(
        new GetPublicAccessBlockCommand({ Bucket: name }),
      );
      return block?.RestrictPublicBuckets === true && block.BlockPublicPolicy === true;
    }),
  );
