import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { newBucket } from '../../../sandbox/objects.ts';
import type { BucketState } from '../../../sandbox/world.ts';
import { invalidArgument, notEmulated } from './errors.ts';
import { invalidState } from './object-lock.ts';
import { document, NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf, requestOf } from './request.ts';
import { childOf, readXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

export function listBuckets(call: Call): Reply {
  const { query } = requestOf(call);
  const accountId = call.caller.accountId ?? '';
  const size = pageSize(query['max-buckets']);
  const after = Buffer.from(query['continuation-token'] ?? '', 'base64url').toString();
  const owned = [...call.world.buckets.values()]
    .filter((bucket) => bucket.accountId === accountId && bucket.name.startsWith(query.prefix ?? ''))
    .filter(({ region }) => (query['bucket-region'] ?? region) === region)
    .filter(({ name }) => name > after)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = owned.slice(0, size);
  const next = owned.length > page.length ? page.at(-1)?.name : undefined;
  return document('ListAllMyBucketsResult', [
    owner(call, accountId),
    ['Buckets', page.map(listedBucket)],
    ['Prefix', query.prefix],
    ['ContinuationToken', next === undefined ? undefined : Buffer.from(next).toString('base64url')],
  ]);
}

function pageSize(given: string | undefined): number {
  if (given === undefined) return 10_000;
  const size = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (size >= 1 && size <= 10_000) return size;
  throw invalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', given);
}

const listedBucket = ({ name, createdAt, region, arn }: BucketState): XmlElement => [
  'Bucket',
  [
    ['Name', name],
    ['CreationDate', createdAt],
    ['BucketRegion', region],
    ['BucketArn', arn],
  ],
];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(call: Call): Reply {
  const { bucket: name } = requestOf(call);
  const accountId = call.caller.accountId;
  if (accountId === undefined) throw new AwsError('AccessDenied', 403, 'Access Denied');
  refuseUnsupported(call);
  const region = chosenRegion(call);
  const existing = call.world.buckets.get(name);
  if (existing && !(existing.accountId === accountId && region === 'us-east-1'))
    throw alreadyExists(existing, accountId);
  if (!existing) {
    call.world.buckets.set(name, newBucket(call.world.partition, { name, accountId, region }, call.now));
  }
  return {
    headers: { location: `/${name}`, 'x-amz-bucket-arn': `arn:${call.world.partition}:s3:::${name}` },
  };
}

/** New buckets have access control lists disabled: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function refuseUnsupported(call: Call): void {
  const { headers } = requestOf(call);
  if ((headers['x-amz-object-ownership'] ?? 'BucketOwnerEnforced') !== 'BucketOwnerEnforced') {
    throw notEmulated('buckets with access control lists');
  }
  if (
    (headers['x-amz-acl'] ?? 'private') !== 'private' ||
    Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'))
  ) {
    throw new AwsError(
      'InvalidBucketAclWithObjectOwnership',
      400,
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  if (headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true')
    throw notEmulated('S3 Object Lock');
  if (childOf(creationOf(call), 'Tags')) throw notEmulated('tags of buckets');
}

const creationOf = (call: Call): XmlNode | undefined => readXml(call.body, 'CreateBucketConfiguration');

function chosenRegion({ body, region }: Call): string {
  const constraint = textOf(readXml(body, 'CreateBucketConfiguration'), 'LocationConstraint');
  const global = region === 'us-east-1';
  if (constraint ? global || constraint === region : global) return constraint || region;
  throw new AwsError(
    'IllegalLocationConstraintException',
    400,
    `The ${constraint || 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function alreadyExists(existing: BucketState, accountId: string): AwsError {
  const details = { BucketName: existing.name };
  return existing.accountId === accountId
    ? new AwsError(
        'BucketAlreadyOwnedByYou',
        409,
        'Your previous request to create the named bucket succeeded and you already own it.',
        details,
      )
    : new AwsError(
        'BucketAlreadyExists',
        409,
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
        details,
      );
}

export function headBucket(call: Call): Reply {
  const { region, arn } = bucketOf(call);
  return {
    headers: {
      'x-amz-bucket-region': region,
      'x-amz-bucket-arn': arn,
      'x-amz-access-point-alias': 'false',
      'content-type': 'application/xml',
    },
  };
}

export function getBucketLocation(call: Call): Reply {
  const { region } = bucketOf(call);
  return { document: ['LocationConstraint', region === 'us-east-1' ? '' : region] };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html: versions and delete markers count. */
export function deleteBucket(call: Call): Reply {
  const bucket = bucketOf(call);
  if (bucket.objects.size > 0) {
    const message =
      bucket.versioning === undefined
        ? 'The bucket you tried to delete is not empty'
        : 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
    throw new AwsError('BucketNotEmpty', 409, message, { BucketName: bucket.name });
  }
  call.world.buckets.delete(bucket.name);
  return NO_CONTENT;
}

export function getBucketVersioning(call: Call): Reply {
  const { versioning, settings } = bucketOf(call);
  const { mfaDelete } = settings;
  return document('VersioningConfiguration', [
    ['Status', versioning],
    ['MfaDelete', mfaDelete === undefined ? undefined : mfaDelete ? 'Enabled' : 'Disabled'],
  ]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export function putBucketVersioning(call: Call): Reply {
  const bucket = bucketOf(call);
  const configuration = readXml(call.body, 'VersioningConfiguration');
  const status = textOf(configuration, 'Status');
  if (textOf(configuration, 'MfaDelete') === 'Enabled') throw notEmulated('MFA delete');
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      400,
      'The Versioning element must be specified',
    );
  }
  if (status === 'Suspended' && bucket.objectLock !== undefined) {
    throw invalidState(
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    );
  }
  bucket.versioning = status;
  return {};
}

export const owner = (call: Call, accountId: string): XmlElement => [
  'Owner',
  [['ID', canonicalUserId(call, accountId)]],
];

const canonicalUserId = ({ world }: Call, accountId: string): string =>
  world.accounts.get(accountId)?.canonicalUserId ?? '';
