/**
 * Data table: operations of S3 whose permission has another name, and names that stand where a permission was meant.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const PERMISSION_OF: ReadonlyMap<string, string> = new Map([
  ['s3:completemultipartupload', 's3:PutObject'],
  ['s3:copyobject', 's3:PutObject'],
  ['s3:createmultipartupload', 's3:PutObject'],
  ['s3:deletebucketcors', 's3:PutBucketCORS'],
  ['s3:deletebucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:deletebucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['s3:deletebucketownershipcontrols', 's3:PutBucketOwnershipControls'],
  ['s3:deletebucketpublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:deletebucketreplication', 's3:PutReplicationConfiguration'],
  ['s3:deletebuckettagging', 's3:PutBucketTagging'],
  ['s3:deletelifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['s3:deleteobjects', 's3:DeleteObject'],
  ['s3:deletepublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:getbucketencryption', 's3:GetEncryptionConfiguration'],
  ['s3:getbucketlifecycle', 's3:GetLifecycleConfiguration'],
  ['s3:getbucketlifecycleconfiguration', 's3:GetLifecycleConfiguration'],
  ['s3:getbucketreplication', 's3:GetReplicationConfiguration'],
  ['s3:getobjectlockconfiguration', 's3:GetBucketObjectLockConfiguration'],
  ['s3:headbucket', 's3:ListBucket'],
  ['s3:headobject', 's3:GetObject'],
  ['s3:listbuckets', 's3:ListAllMyBuckets'],
  ['s3:listobjects', 's3:ListBucket'],
  ['s3:listobjectsv2', 's3:ListBucket'],
  ['s3:listobjectversions', 's3:ListBucketVersions'],
  ['s3:putbucketaccelerateconfiguration', 's3:PutAccelerateConfiguration'],
  ['s3:putbucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:putbucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['s3:putbucketlifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['s3:putbucketnotificationconfiguration', 's3:PutBucketNotification'],
  ['s3:putbucketreplication', 's3:PutReplicationConfiguration'],
  ['s3:putobjectlockconfiguration', 's3:PutBucketObjectLockConfiguration'],
  ['s3:putpublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['s3:uploadpart', 's3:PutObject'],
]);

/**
 * Data table: actions that AWS has replaced.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AcceptInvitation.html
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateFromMasterAccount.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html
 */
export const REPLACED_BY: ReadonlyMap<string, string> = new Map([
  ['guardduty:acceptinvitation', 'guardduty:AcceptAdministratorInvitation'],
  ['guardduty:disassociatefrommasteraccount', 'guardduty:DisassociateFromAdministratorAccount'],
  ['lambda:invokeasync', 'lambda:InvokeFunction'],
]);
