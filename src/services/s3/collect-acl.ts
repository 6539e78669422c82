import {
  GetBucketAclCommand,
  type GetBucketAclCommandOutput,
  GetBucketOwnershipControlsCommand,
  type Grant,
} from '@aws-sdk/client-s3';
import { orAbsent } from '../../aws/absent.ts';
import type { AclGrant, LogBucket } from '../../model/snapshot.ts';
import { known, type NamedBucket } from './collect-named-bucket.ts';

/** Its access control list, and whether that counts. */
export async function readAcl({
  client,
  reader,
  name,
  arn,
}: NamedBucket): Promise<Pick<LogBucket, 'acl' | 'ownership'>> {
  const [acl, ownership] = await Promise.all([
    reader.read(arn, 's3:GetBucketAcl', async () =>
      grantsToOthers(await client.send(new GetBucketAclCommand({ Bucket: name }))),
    ),
    // Buckets made before April 2023 may have no controls, and are ObjectWriter then:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
    reader.read(arn, 's3:GetBucketOwnershipControls', () =>
      orAbsent('OwnershipControlsNotFoundError', 'ObjectWriter' as const, async () => {
        const command = new GetBucketOwnershipControlsCommand({ Bucket: name });
        return (await client.send(command)).OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'ObjectWriter';
      }),
    ),
  ]);
  return known({ acl, ownership });
}

const grantsToOthers = ({ Owner, Grants = [] }: GetBucketAclCommandOutput): readonly AclGrant[] =>
  Grants.filter(({ Grantee }) => Grantee?.ID === undefined || Grantee.ID !== Owner?.ID).flatMap(grantOf);

/** Of the groups the URI's last word: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee */
function grantOf({ Grantee, Permission: permission }: Grant): readonly AclGrant[] {
  const grantee = Grantee?.ID ?? Grantee?.URI?.split('/').at(-1);
  return grantee === undefined || permission === undefined ? [] : [{ grantee, permission }];
}
