import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const s3Client = (access: AwsAccess): S3Client =>
  guarded(
    new S3Client({
      ...clientConfig(access),
      followRegionRedirects: true,
      // A bucket's name in front of an endpoint of one's own seldom resolves.
      forcePathStyle: access.endpoint !== undefined,
    }),
    access,
  );

export default operationsWith(s3Client, {
  CreateBucket: CreateBucketCommand,
  DeleteBucket: DeleteBucketCommand,
  DeleteBucketLifecycle: DeleteBucketLifecycleCommand,
  DeleteBucketPolicy: DeleteBucketPolicyCommand,
  DeleteObject: DeleteObjectCommand,
  GetObject: GetObjectCommand,
  ListObjectsV2: ListObjectsV2Command,
  ListObjectVersions: ListObjectVersionsCommand,
  PutBucketAcl: PutBucketAclCommand,
  PutBucketLifecycleConfiguration: PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControls: PutBucketOwnershipControlsCommand,
  PutBucketPolicy: PutBucketPolicyCommand,
  PutBucketReplication: PutBucketReplicationCommand,
  PutBucketVersioning: PutBucketVersioningCommand,
  PutObject: PutObjectCommand,
  PutObjectLockConfiguration: PutObjectLockConfigurationCommand,
  PutObjectRetention: PutObjectRetentionCommand,
  PutObjectTagging: PutObjectTaggingCommand,
});
