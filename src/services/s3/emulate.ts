import type { Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { accountOperations } from './emulate/account-operations.ts';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './emulate/bucket-policy.ts';
import { bucketSettings } from './emulate/bucket-settings.ts';
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from './emulate/buckets.ts';
import { deleteObject, deleteObjects } from './emulate/delete-objects.ts';
import { deleteBucketLifecycle, getBucketLifecycle, putBucketLifecycle } from './emulate/lifecycle.ts';
import { listObjects, listObjectsV2, listObjectVersions } from './emulate/listings.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from './emulate/multipart.ts';
import { needsOf } from './emulate/needs.ts';
import {
  getObjectLegalHold,
  getObjectLockConfiguration,
  getObjectRetention,
  putObjectLegalHold,
  putObjectLockConfiguration,
  putObjectRetention,
} from './emulate/object-lock.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './emulate/object-tags.ts';
import { type OperationName, type Permission, permissions } from './emulate/permissions.ts';
import { s3Protocol } from './emulate/protocol.ts';
import { getObject } from './emulate/read-object.ts';
import { recordOf } from './emulate/recording.ts';
import type { Reply } from './emulate/reply.ts';
import { deletePublicAccessBlock, getPublicAccessBlock, putPublicAccessBlock } from './emulate/settings.ts';
import { copyObject, putObject } from './emulate/write-object.ts';

const emulated: Readonly<Partial<Record<OperationName, (call: Call) => Reply>>> = {
  ...bucketSettings,
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteBucketLifecycle: deleteBucketLifecycle,
  DeleteBucketPolicy: deleteBucketPolicy,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  DeleteObjectTagging: deleteObjectTagging,
  DeletePublicAccessBlock: deletePublicAccessBlock,
  GetBucketLifecycleConfiguration: getBucketLifecycle,
  GetBucketLocation: getBucketLocation,
  GetBucketPolicy: getBucketPolicy,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  GetObjectLegalHold: getObjectLegalHold,
  GetObjectLockConfiguration: getObjectLockConfiguration,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  GetPublicAccessBlock: getPublicAccessBlock,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  ListParts: listParts,
  PutBucketLifecycleConfiguration: putBucketLifecycle,
  PutBucketPolicy: putBucketPolicy,
  PutBucketVersioning: putBucketVersioning,
  PutObject: putObject,
  PutObjectLegalHold: putObjectLegalHold,
  PutObjectLockConfiguration: putObjectLockConfiguration,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  PutPublicAccessBlock: putPublicAccessBlock,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};

function operation(name: OperationName, permission: Permission): Operation {
  const run = emulated[name];
  return {
    access: permission.access,
    ...(permission.event === undefined ? {} : { eventName: permission.event }),
    ...(permission.data ? { category: 'Data' } : {}),
    needs: needsOf(name, permission),
    record: recordOf(permission),
    ...(run ? { run } : {}),
  };
}

const names = Object.keys(permissions) as OperationName[];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export default {
  service: 's3',
  protocol: s3Protocol,
  accessDeniedCode: 'AccessDenied',
  operations: {
    ...Object.fromEntries(names.map((name) => [name, operation(name, permissions[name])])),
    ...accountOperations,
  },
} satisfies Emulation;
