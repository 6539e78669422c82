import { AwsError } from '../../../sandbox/aws-error.ts';
import { invalidArgument } from './errors.ts';
import type { S3Request } from './request.ts';

type Methods = Readonly<Partial<Record<string, string>>>;

const configuration = (name: string): Methods => ({
  GET: `ListBucket${name}Configurations`,
  PUT: `PutBucket${name}Configuration`,
  DELETE: `DeleteBucket${name}Configuration`,
});

/**
 * The operation by the query parameter that names a sub-resource, and by method; `''`: the resource itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
const BUCKET: Readonly<Record<string, Methods>> = {
  '': { GET: 'ListObjects', HEAD: 'HeadBucket', PUT: 'CreateBucket', DELETE: 'DeleteBucket' },
  abac: { GET: 'GetBucketAbac', PUT: 'PutBucketAbac' },
  accelerate: { GET: 'GetBucketAccelerateConfiguration', PUT: 'PutBucketAccelerateConfiguration' },
  acl: { GET: 'GetBucketAcl', PUT: 'PutBucketAcl' },
  analytics: configuration('Analytics'),
  cors: { GET: 'GetBucketCors', PUT: 'PutBucketCors', DELETE: 'DeleteBucketCors' },
  delete: { POST: 'DeleteObjects' },
  encryption: { GET: 'GetBucketEncryption', PUT: 'PutBucketEncryption', DELETE: 'DeleteBucketEncryption' },
  'intelligent-tiering': configuration('IntelligentTiering'),
  inventory: configuration('Inventory'),
  lifecycle: {
    GET: 'GetBucketLifecycleConfiguration',
    PUT: 'PutBucketLifecycleConfiguration',
    DELETE: 'DeleteBucketLifecycle',
  },
  location: { GET: 'GetBucketLocation' },
  logging: { GET: 'GetBucketLogging', PUT: 'PutBucketLogging' },
  metadataAnnotationTable: { PUT: 'UpdateBucketMetadataAnnotationTableConfiguration' },
  metadataConfiguration: {
    GET: 'GetBucketMetadataConfiguration',
    POST: 'CreateBucketMetadataConfiguration',
    DELETE: 'DeleteBucketMetadataConfiguration',
  },
  metadataInventoryTable: { PUT: 'UpdateBucketMetadataInventoryTableConfiguration' },
  metadataJournalTable: { PUT: 'UpdateBucketMetadataJournalTableConfiguration' },
  metadataTable: {
    GET: 'GetBucketMetadataTableConfiguration',
    POST: 'CreateBucketMetadataTableConfiguration',
    DELETE: 'DeleteBucketMetadataTableConfiguration',
  },
  metrics: configuration('Metrics'),
  notification: { GET: 'GetBucketNotificationConfiguration', PUT: 'PutBucketNotificationConfiguration' },
  'object-lock': { GET: 'GetObjectLockConfiguration', PUT: 'PutObjectLockConfiguration' },
  ownershipControls: {
    GET: 'GetBucketOwnershipControls',
    PUT: 'PutBucketOwnershipControls',
    DELETE: 'DeleteBucketOwnershipControls',
  },
  policy: { GET: 'GetBucketPolicy', PUT: 'PutBucketPolicy', DELETE: 'DeleteBucketPolicy' },
  policyStatus: { GET: 'GetBucketPolicyStatus' },
  publicAccessBlock: {
    GET: 'GetPublicAccessBlock',
    PUT: 'PutPublicAccessBlock',
    DELETE: 'DeletePublicAccessBlock',
  },
  replication: {
    GET: 'GetBucketReplication',
    PUT: 'PutBucketReplication',
    DELETE: 'DeleteBucketReplication',
  },
  requestPayment: { GET: 'GetBucketRequestPayment', PUT: 'PutBucketRequestPayment' },
  session: { GET: 'CreateSession' },
  tagging: { GET: 'GetBucketTagging', PUT: 'PutBucketTagging', DELETE: 'DeleteBucketTagging' },
  uploads: { GET: 'ListMultipartUploads' },
  versioning: { GET: 'GetBucketVersioning', PUT: 'PutBucketVersioning' },
  versions: { GET: 'ListObjectVersions' },
  website: { GET: 'GetBucketWebsite', PUT: 'PutBucketWebsite', DELETE: 'DeleteBucketWebsite' },
};

const OBJECT: Readonly<Record<string, Methods>> = {
  '': { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' },
  acl: { GET: 'GetObjectAcl', PUT: 'PutObjectAcl' },
  annotation: { GET: 'ListObjectAnnotations', PUT: 'PutObjectAnnotation', DELETE: 'DeleteObjectAnnotation' },
  attributes: { GET: 'GetObjectAttributes' },
  encryption: { PUT: 'UpdateObjectEncryption' },
  'legal-hold': { GET: 'GetObjectLegalHold', PUT: 'PutObjectLegalHold' },
  renameObject: { PUT: 'RenameObject' },
  restore: { POST: 'RestoreObject' },
  retention: { GET: 'GetObjectRetention', PUT: 'PutObjectRetention' },
  select: { POST: 'SelectObjectContent' },
  tagging: { GET: 'GetObjectTagging', PUT: 'PutObjectTagging', DELETE: 'DeleteObjectTagging' },
  torrent: { GET: 'GetObjectTorrent' },
  uploadId: {
    GET: 'ListParts',
    PUT: 'UploadPart',
    POST: 'CompleteMultipartUpload',
    DELETE: 'AbortMultipartUpload',
  },
  uploads: { POST: 'CreateMultipartUpload' },
};

/** The API's name for what a request asks. Throws MethodNotAllowed for what S3 does not know. */
export function operationOf(method: string, request: S3Request): string {
  const { bucket, key, query } = request;
  if (bucket === '') return accountOperation(method, query);
  if (bucket === 'WriteGetObjectResponse' && key === '' && method === 'POST') return bucket;
  const table = key === '' ? BUCKET : OBJECT;
  const methods = table[subresourceIn(table, query)] ?? {};
  const operation = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (operation === undefined) throw methodNotAllowed(method);
  return refined(operation, request);
}

function accountOperation(method: string, query: S3Request['query']): string {
  if (method !== 'GET') throw methodNotAllowed(method);
  return query['x-id'] === 'ListDirectoryBuckets' ? 'ListDirectoryBuckets' : 'ListBuckets';
}

function subresourceIn(table: Readonly<Record<string, Methods>>, query: S3Request['query']): string {
  const named = Object.keys(query).filter((name) => name !== '' && Object.hasOwn(table, name));
  // Two sub-resources would let a request be taken for another than the one that was authorized.
  if (named.length > 1) {
    throw invalidArgument(
      `Conflicting query string parameters: ${named.join(', ')}`,
      'ResourceType',
      named[0] ?? '',
    );
  }
  return named[0] ?? '';
}

/** Calls that share a sub-resource and a method are told apart by a further parameter or header. */
function refined(operation: string, { query, headers }: S3Request): string {
  const single = /^List(Bucket\w+Configuration)s$/.exec(operation)?.[1];
  if (single !== undefined && query.id !== undefined) return `Get${single}`;
  const copies = headers['x-amz-copy-source'] !== undefined;
  if (operation === 'PutObject' && copies) return 'CopyObject';
  if (operation === 'UploadPart' && copies) return 'UploadPartCopy';
  if (operation === 'ListObjects' && query['list-type'] === '2') return 'ListObjectsV2';
  if (operation === 'ListObjectAnnotations' && query.annotationName !== undefined) {
    return 'GetObjectAnnotation';
  }
  return operation;
}

const methodNotAllowed = (method: string): AwsError =>
  new AwsError('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', {
    Method: method.slice(0, 32),
  });
