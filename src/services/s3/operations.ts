import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
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
  DeleteBucketPolicy: DeleteBucketPolicyCommand,
  DeleteObject: DeleteObjectCommand,
  GetObject: GetObjectCommand,
  ListObjectsV2: ListObjectsV2Command,
  ListObjectVersions: ListObjectVersionsCommand,
  PutBucketLifecycleConfiguration: PutBucketLifecycleConfigurationCommand,
  PutBucketPolicy: PutBucketPolicyCommand,
  PutBucketVersioning: PutBucketVersioningCommand,
  PutObject: PutObjectCommand,
});
