/** Which permission an operation asks, where, and how CloudTrail names it. */
export interface Permission {
  readonly access: 'read' | 'write';
  readonly on: 'account' | 'bucket' | 'object';
  /** With their service's prefix; all of them are needed. */
  readonly actions: readonly string[];
  /** Instead of `actions` where the request names a version. */
  readonly ofVersion?: readonly string[];
  /** CloudTrail's `eventName`, where it differs. */
  readonly event?: string;
  readonly data?: true;
}

type Rest = Pick<Permission, 'ofVersion' | 'event'>;

const of =
  (access: Permission['access'], on: Permission['on'], data?: true) =>
  (action: string | readonly string[], rest: Rest = {}): Permission => ({
    access,
    on,
    actions: named([action].flat()),
    ...(data ? { data } : {}),
    ...rest,
    ...(rest.ofVersion ? { ofVersion: named(rest.ofVersion) } : {}),
  });

const named = (actions: readonly string[]): readonly string[] =>
  actions.map((action) => (action.includes(':') ? action : `s3:${action}`));

const reads = of('read', 'bucket');
const writes = of('write', 'bucket');
const lists = of('read', 'bucket', true);
const readsObject = of('read', 'object', true);
const writesObject = of('write', 'object', true);
const readsAccount = of('read', 'account');

/**
 * Every operation of S3's API: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * Events and which of them are data events: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const permissions = {
  AbortMultipartUpload: writesObject('AbortMultipartUpload'),
  CompleteMultipartUpload: writesObject('PutObject'),
  CopyObject: writesObject('PutObject'),
  CreateBucket: writes('CreateBucket'),
  CreateBucketMetadataConfiguration: writes('CreateBucketMetadataTableConfiguration'),
  CreateBucketMetadataTableConfiguration: writes('CreateBucketMetadataTableConfiguration'),
  CreateMultipartUpload: writesObject('PutObject'),
  CreateSession: lists('s3express:CreateSession'),
  DeleteBucket: writes('DeleteBucket'),
  DeleteBucketAnalyticsConfiguration: writes('PutAnalyticsConfiguration'),
  DeleteBucketCors: writes('PutBucketCORS'),
  DeleteBucketEncryption: writes('PutEncryptionConfiguration'),
  DeleteBucketIntelligentTieringConfiguration: writes('PutIntelligentTieringConfiguration'),
  DeleteBucketInventoryConfiguration: writes('PutInventoryConfiguration'),
  DeleteBucketLifecycle: writes('PutLifecycleConfiguration'),
  DeleteBucketMetadataConfiguration: writes('DeleteBucketMetadataTableConfiguration'),
  DeleteBucketMetadataTableConfiguration: writes('DeleteBucketMetadataTableConfiguration'),
  DeleteBucketMetricsConfiguration: writes('PutMetricsConfiguration'),
  DeleteBucketOwnershipControls: writes('PutBucketOwnershipControls'),
  DeleteBucketPolicy: writes('DeleteBucketPolicy'),
  DeleteBucketReplication: writes('PutReplicationConfiguration'),
  DeleteBucketTagging: writes('PutBucketTagging'),
  DeleteBucketWebsite: writes('DeleteBucketWebsite'),
  DeleteObject: writesObject('DeleteObject', { ofVersion: ['DeleteObjectVersion'] }),
  DeleteObjectAnnotation: writesObject('DeleteObjectAnnotation', {
    ofVersion: ['DeleteObjectVersionAnnotation'],
  }),
  DeleteObjectTagging: writesObject('DeleteObjectTagging', { ofVersion: ['DeleteObjectVersionTagging'] }),
  // Its permissions are those of each key, decided while it runs.
  DeleteObjects: of('write', 'bucket', true)([]),
  DeletePublicAccessBlock: writes('PutBucketPublicAccessBlock', { event: 'DeleteBucketPublicAccessBlock' }),
  GetBucketAbac: reads('GetBucketAbac'),
  GetBucketAccelerateConfiguration: reads('GetAccelerateConfiguration'),
  GetBucketAcl: reads('GetBucketAcl'),
  GetBucketAnalyticsConfiguration: reads('GetAnalyticsConfiguration'),
  GetBucketCors: reads('GetBucketCORS'),
  GetBucketEncryption: reads('GetEncryptionConfiguration'),
  GetBucketIntelligentTieringConfiguration: reads('GetIntelligentTieringConfiguration'),
  GetBucketInventoryConfiguration: reads('GetInventoryConfiguration'),
  GetBucketLifecycleConfiguration: reads('GetLifecycleConfiguration', { event: 'GetBucketLifecycle' }),
  GetBucketLocation: reads('GetBucketLocation'),
  GetBucketLogging: reads('GetBucketLogging'),
  GetBucketMetadataConfiguration: reads('GetBucketMetadataTableConfiguration'),
  GetBucketMetadataTableConfiguration: reads('GetBucketMetadataTableConfiguration'),
  GetBucketMetricsConfiguration: reads('GetMetricsConfiguration'),
  GetBucketNotificationConfiguration: reads('GetBucketNotification', { event: 'GetBucketNotification' }),
  GetBucketOwnershipControls: reads('GetBucketOwnershipControls'),
  GetBucketPolicy: reads('GetBucketPolicy'),
  GetBucketPolicyStatus: reads('GetBucketPolicyStatus'),
  GetBucketReplication: reads('GetReplicationConfiguration'),
  GetBucketRequestPayment: reads('GetBucketRequestPayment'),
  GetBucketTagging: reads('GetBucketTagging'),
  GetBucketVersioning: reads('GetBucketVersioning'),
  GetBucketWebsite: reads('GetBucketWebsite'),
  GetObject: readsObject('GetObject', { ofVersion: ['GetObjectVersion'] }),
  GetObjectAcl: readsObject('GetObjectAcl', { ofVersion: ['GetObjectVersionAcl'] }),
  GetObjectAnnotation: readsObject('GetObjectAnnotation', { ofVersion: ['GetObjectVersionAnnotation'] }),
  GetObjectAttributes: readsObject(['GetObject', 'GetObjectAttributes'], {
    ofVersion: ['GetObjectVersion', 'GetObjectVersionAttributes'],
  }),
  GetObjectLegalHold: readsObject('GetObjectLegalHold'),
  GetObjectLockConfiguration: reads('GetBucketObjectLockConfiguration'),
  GetObjectRetention: readsObject('GetObjectRetention'),
  GetObjectTagging: readsObject('GetObjectTagging', { ofVersion: ['GetObjectVersionTagging'] }),
  GetObjectTorrent: readsObject('GetObjectTorrent', { ofVersion: ['GetObjectVersionTorrent'] }),
  GetPublicAccessBlock: reads('GetBucketPublicAccessBlock', { event: 'GetBucketPublicAccessBlock' }),
  HeadBucket: lists('ListBucket'),
  HeadObject: readsObject('GetObject', { ofVersion: ['GetObjectVersion'] }),
  ListBucketAnalyticsConfigurations: reads('GetAnalyticsConfiguration'),
  ListBucketIntelligentTieringConfigurations: reads('GetIntelligentTieringConfiguration'),
  ListBucketInventoryConfigurations: reads('GetInventoryConfiguration'),
  ListBucketMetricsConfigurations: reads('GetMetricsConfiguration'),
  ListBuckets: readsAccount('ListAllMyBuckets'),
  ListDirectoryBuckets: readsAccount('s3express:ListAllMyDirectoryBuckets'),
  ListMultipartUploads: reads('ListBucketMultipartUploads'),
  ListObjectAnnotations: readsObject('ListObjectAnnotations', {
    ofVersion: ['ListObjectVersionAnnotations'],
  }),
  ListObjectVersions: lists('ListBucketVersions'),
  ListObjects: lists('ListBucket'),
  ListObjectsV2: lists('ListBucket', { event: 'ListObjects' }),
  ListParts: readsObject('ListMultipartUploadParts'),
  PutBucketAbac: writes('PutBucketAbac'),
  PutBucketAccelerateConfiguration: writes('PutAccelerateConfiguration'),
  PutBucketAcl: writes('PutBucketAcl'),
  PutBucketAnalyticsConfiguration: writes('PutAnalyticsConfiguration'),
  PutBucketCors: writes('PutBucketCORS'),
  PutBucketEncryption: writes('PutEncryptionConfiguration'),
  PutBucketIntelligentTieringConfiguration: writes('PutIntelligentTieringConfiguration'),
  PutBucketInventoryConfiguration: writes('PutInventoryConfiguration'),
  PutBucketLifecycleConfiguration: writes('PutLifecycleConfiguration', { event: 'PutBucketLifecycle' }),
  PutBucketLogging: writes('PutBucketLogging'),
  PutBucketMetricsConfiguration: writes('PutMetricsConfiguration'),
  PutBucketNotificationConfiguration: writes('PutBucketNotification', { event: 'PutBucketNotification' }),
  PutBucketOwnershipControls: writes('PutBucketOwnershipControls'),
  PutBucketPolicy: writes('PutBucketPolicy'),
  PutBucketReplication: writes('PutReplicationConfiguration'),
  PutBucketRequestPayment: writes('PutBucketRequestPayment'),
  PutBucketTagging: writes('PutBucketTagging'),
  PutBucketVersioning: writes('PutBucketVersioning'),
  PutBucketWebsite: writes('PutBucketWebsite'),
  PutObject: writesObject('PutObject'),
  PutObjectAcl: writesObject('PutObjectAcl', { ofVersion: ['PutObjectVersionAcl'] }),
  PutObjectAnnotation: writesObject('PutObjectAnnotation', { ofVersion: ['PutObjectVersionAnnotation'] }),
  PutObjectLegalHold: writesObject('PutObjectLegalHold'),
  // The event's name is not documented; this one follows the permission.
  PutObjectLockConfiguration: writes('PutBucketObjectLockConfiguration', {
    event: 'PutBucketObjectLockConfiguration',
  }),
  PutObjectRetention: writesObject('PutObjectRetention'),
  PutObjectTagging: writesObject('PutObjectTagging', { ofVersion: ['PutObjectVersionTagging'] }),
  PutPublicAccessBlock: writes('PutBucketPublicAccessBlock', { event: 'PutBucketPublicAccessBlock' }),
  RenameObject: writesObject('s3express:CreateSession'),
  RestoreObject: writesObject('RestoreObject'),
  SelectObjectContent: readsObject('GetObject'),
  UpdateBucketMetadataAnnotationTableConfiguration: writes(
    'UpdateBucketMetadataAnnotationTableConfiguration',
  ),
  UpdateBucketMetadataInventoryTableConfiguration: writes('UpdateBucketMetadataInventoryTableConfiguration'),
  UpdateBucketMetadataJournalTableConfiguration: writes('UpdateBucketMetadataJournalTableConfiguration'),
  UpdateObjectEncryption: writesObject(['PutObject', 'UpdateObjectEncryption']),
  UploadPart: writesObject('PutObject'),
  UploadPartCopy: writesObject('PutObject'),
  WriteGetObjectResponse: of('write', 'account', true)('s3-object-lambda:WriteGetObjectResponse'),
} satisfies Readonly<Record<string, Permission>>;

export type OperationName = keyof typeof permissions;
