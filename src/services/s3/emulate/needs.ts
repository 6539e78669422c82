import type { Context } from '../../../model/policy.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { currentVersion, versionOf } from '../../../sandbox/objects.ts';
import type { BucketState } from '../../../sandbox/world.ts';
import { conditionKeys } from './condition-keys.ts';
import type { Permission } from './permissions.ts';
import { bucketOf, copySourceOf, requestOf, type S3Request } from './request.ts';
import { readXml, textOf } from './xml.ts';

/** What an operation needs by its row in `permissions`, and by what its headers ask for besides. */
export function needsOf(
  operation: string,
  permission: Permission,
): (call: Call) => readonly AuthorizationNeed[] {
  const further = FURTHER[operation];
  return (call) => [...ownNeeds(operation, permission, call), ...(further?.(call) ?? [])];
}

function ownNeeds(operation: string, permission: Permission, call: Call): readonly AuthorizationNeed[] {
  const { bucket: name, key, query } = requestOf(call);
  if (permission.on === 'account') return permission.actions.map((action) => accountNeed(call, action));
  if (operation === 'CreateBucket') return newBucketNeeds(call, name);
  const bucket = bucketOf(call);
  const versionId = query.versionId;
  const actions = versionId !== undefined && permission.ofVersion ? permission.ofVersion : permission.actions;
  return actions.map((action) => needOn(call, bucket, action, permission.on === 'object' ? key : undefined));
}

/** One permission on a bucket, or on an object of it. */
export function needOn(
  call: Call,
  bucket: BucketState,
  action: string,
  key?: string,
  versionId = requestOf(call).query.versionId,
): AuthorizationNeed {
  const { body, now } = call;
  return {
    action,
    resource: key === undefined ? bucket.arn : `${bucket.arn}/${key}`,
    resourceAccount: bucket.accountId,
    resourcePolicies: bucket.policy ? [bucket.policy.policy] : [],
    context: {
      ...conditionKeys(action, requestOf(call), { body, now, versionId }),
      ...(key === undefined ? {} : existingTags(action, bucket, key, versionId)),
      's3:ResourceAccount': bucket.accountId,
    },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const LOOKS_AT_TAGS =
  /^s3:(((Get|Put)Object(Version)?(Acl|Annotation|Tagging)?)|GetObject(Version)?Attributes|DeleteObject(Version)?(Annotation|Tagging)|ListObject(Version)?Annotations|UpdateObjectEncryption)$/;

function existingTags(
  action: string,
  bucket: BucketState,
  key: string,
  versionId: string | undefined,
): Context {
  if (action === 's3:PutObject' || !LOOKS_AT_TAGS.test(action)) return {};
  const version = versionId === undefined ? currentVersion(bucket, key) : versionOf(bucket, key, versionId);
  const tags = [...(version?.tags ?? [])];
  return Object.fromEntries(tags.map(([tag, value]) => [`s3:ExistingObjectTag/${tag}`, value]));
}

const accountNeed = (call: Call, action: string): AuthorizationNeed => ({
  action,
  resource: '*',
  context: conditionKeys(action, requestOf(call), { body: call.body, now: call.now, versionId: undefined }),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME =
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-|amzn-s3-demo-$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function newBucketNeeds(call: Call, name: string): readonly AuthorizationNeed[] {
  if (!BUCKET_NAME.test(name)) {
    throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
  }
  const { headers } = requestOf(call);
  const actions = [
    's3:CreateBucket',
    ...(asksForAcl(headers) ? ['s3:PutBucketAcl'] : []),
    ...(headers['x-amz-object-ownership'] === undefined ? [] : ['s3:PutBucketOwnershipControls']),
    ...(headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true'
      ? ['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning']
      : []),
  ];
  return actions.map((action) => ({
    action,
    resource: `arn:${call.world.partition}:s3:::${name}`,
    context: conditionKeys(action, requestOf(call), { body: call.body, now: call.now, versionId: undefined }),
  }));
}

const FURTHER: Readonly<Record<string, (call: Call) => readonly AuthorizationNeed[]>> = {
  CopyObject: (call) => [...sourceNeeds(call), ...uploadNeeds(call)],
  CreateMultipartUpload: uploadNeeds,
  DeleteObject: bypassNeeds,
  PutBucketReplication: passRoleNeeds,
  PutObject: uploadNeeds,
  PutObjectRetention: bypassNeeds,
  UploadPartCopy: sourceNeeds,
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html: who copies must be able to read. */
function sourceNeeds(call: Call): readonly AuthorizationNeed[] {
  const { bucket, key, versionId } = copySourceOf(call);
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return [needOn(call, bucket, action, key, versionId)];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
function uploadNeeds(call: Call): readonly AuthorizationNeed[] {
  const { headers } = requestOf(call);
  return objectNeeds(call, [
    ...(asksForAcl(headers) ? ['s3:PutObjectAcl'] : []),
    ...(headers['x-amz-tagging'] === undefined ? [] : ['s3:PutObjectTagging']),
    ...(headers['x-amz-object-lock-mode'] === undefined ? [] : ['s3:PutObjectRetention']),
    ...(headers['x-amz-object-lock-legal-hold'] === undefined ? [] : ['s3:PutObjectLegalHold']),
  ]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-bypass */
function bypassNeeds(call: Call): readonly AuthorizationNeed[] {
  return bypassesGovernance(requestOf(call)) ? objectNeeds(call, ['s3:BypassGovernanceRetention']) : [];
}

export const bypassesGovernance = ({ headers }: S3Request): boolean =>
  headers['x-amz-bypass-governance-retention']?.toLowerCase() === 'true';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html */
function passRoleNeeds(call: Call): readonly AuthorizationNeed[] {
  const role = textOf(readXml(call.body, 'ReplicationConfiguration'), 'Role');
  if (!role) return [];
  return [{ action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': 's3.amazonaws.com' } }];
}

function objectNeeds(call: Call, actions: readonly string[]): readonly AuthorizationNeed[] {
  const bucket = bucketOf(call);
  return actions.map((action) => needOn(call, bucket, action, requestOf(call).key));
}

/**
 * CloudTrail delivers with `bucket-owner-full-control`, and the bucket policy that AWS documents for it allows
 * `s3:PutObject` alone: that ACL is no change that needs a permission of its own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
const asksForAcl = (headers: S3Request['headers']): boolean =>
  (headers['x-amz-acl'] ?? 'bucket-owner-full-control') !== 'bucket-owner-full-control' ||
  Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));
