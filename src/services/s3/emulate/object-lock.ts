import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { retentionOf } from '../../../sandbox/retention.ts';
import type { BucketState, ObjectVersion } from '../../../sandbox/world.ts';
import { invalidArgument, malformedXml } from './errors.ts';
import { bypassesGovernance } from './needs.ts';
import { readableVersion } from './read-object.ts';
import { document, type Reply } from './reply.ts';
import { bucketOf, requestOf } from './request.ts';
import { childOf, readXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

type Retention = NonNullable<ObjectVersion['retention']>;

export function getObjectLockConfiguration(call: Call): Reply {
  const { objectLock, name } = bucketOf(call);
  if (objectLock === undefined) {
    throw new AwsError(
      'ObjectLockConfigurationNotFoundError',
      404,
      'Object Lock configuration does not exist for this bucket',
      { BucketName: name },
    );
  }
  const standing = objectLock.default;
  const retention: readonly XmlElement[] = standing
    ? [
        ['Mode', standing.mode],
        ['Days', standing.days],
      ]
    : [];
  return document('ObjectLockConfiguration', [
    ['ObjectLockEnabled', 'Enabled'],
    ['Rule', standing && [['DefaultRetention', retention]]],
  ]);
}

/** It also switches the lock on; nothing switches it off. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html */
export function putObjectLockConfiguration(call: Call): Reply {
  const bucket = bucketOf(call);
  const configuration = readXml(call.body, 'ObjectLockConfiguration');
  if (textOf(configuration, 'ObjectLockEnabled') !== 'Enabled') throw malformedXml();
  if (bucket.versioning !== 'Enabled') {
    throw invalidState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  }
  const standing = childOf(childOf(configuration, 'Rule'), 'DefaultRetention');
  bucket.objectLock = standing ? { default: readDefault(standing) } : {};
  return {};
}

function readDefault(node: XmlNode): { readonly mode: Retention['mode']; readonly days: number } {
  const days = textOf(node, 'Days');
  const years = textOf(node, 'Years');
  if ((days === undefined) === (years === undefined)) throw malformedXml();
  const count = days ?? years ?? '';
  if (!/^[1-9]\d{0,4}$/.test(count)) {
    throw invalidArgument('Default retention period must be a positive integer value.', 'Days', count);
  }
  return { mode: modeIn(node), days: days === undefined ? Number(count) * 365 : Number(count) };
}

function modeIn(node: XmlNode): Retention['mode'] {
  const mode = textOf(node, 'Mode');
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw malformedXml();
  return mode;
}

export function getObjectRetention(call: Call): Reply {
  const { key, query } = requestOf(call);
  const bucket = lockedBucket(call);
  const { retention } = readableVersion(call, bucket, key, query.versionId);
  const eventHold = bucket.settings.eventHold === true;
  if (retention === undefined && !eventHold) throw withoutLock(key);
  return document('Retention', [
    ['Mode', retention?.mode],
    ['RetainUntilDate', retention?.until],
    ['EventHold', eventHold ? 'ON' : undefined],
  ]);
}

/** A lock may be made stricter; governance mode yields to whoever bypasses it, compliance mode to nobody. */
export function putObjectRetention(call: Call): Reply {
  const { key, query } = requestOf(call);
  const version = readableVersion(call, lockedBucket(call), key, query.versionId);
  const wanted = readRetention(readXml(call.body, 'Retention'), call.now);
  const standing = retentionOf(version, call.now);
  if (standing && !isStricter(wanted, standing)) mustYield(call, standing);
  if (wanted) version.retention = wanted;
  else delete version.retention;
  return {};
}

/** Empty: no retention. */
function readRetention(node: XmlNode | undefined, now: Date): Retention | undefined {
  if (node === undefined) throw malformedXml();
  const date = textOf(node, 'RetainUntilDate');
  if (date === undefined && childOf(node, 'Mode') === undefined) return undefined;
  const until = new Date(date ?? '');
  if (Number.isNaN(until.getTime())) throw malformedXml();
  if (until <= now) {
    throw invalidArgument('The retain until date must be in the future!', 'RetainUntilDate', date ?? '');
  }
  return { mode: modeIn(node), until };
}

const isStricter = (wanted: Retention | undefined, standing: Retention): boolean =>
  wanted !== undefined &&
  wanted.until >= standing.until &&
  (wanted.mode === standing.mode || wanted.mode === 'COMPLIANCE');

/** Whether a version may be deleted for good, or lose its lock. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export function mustYield(call: Call, retention: Retention | undefined): void {
  if (retention === undefined) return;
  if (retention.mode === 'GOVERNANCE' && bypassesGovernance(requestOf(call))) return;
  throw isProtected();
}

export function getObjectLegalHold(call: Call): Reply {
  const { key, query } = requestOf(call);
  const { legalHold } = readableVersion(call, lockedBucket(call), key, query.versionId);
  if (legalHold === undefined) throw withoutLock(key);
  return document('LegalHold', [['Status', legalHold ? 'ON' : 'OFF']]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export function putObjectLegalHold(call: Call): Reply {
  const { key, query } = requestOf(call);
  const version = readableVersion(call, lockedBucket(call), key, query.versionId);
  const status = textOf(readXml(call.body, 'LegalHold'), 'Status');
  if (status !== 'ON' && status !== 'OFF') throw malformedXml();
  version.legalHold = status === 'ON';
  return {};
}

/** Nobody deletes a version for good while a legal hold is on it. */
export function refuseUnderHold({ legalHold }: ObjectVersion): void {
  if (legalHold === true) throw isProtected();
}

const isProtected = (): AwsError =>
  new AwsError('AccessDenied', 403, 'Access Denied because object protected by object lock.');

const withoutLock = (key: string): AwsError =>
  new AwsError(
    'NoSuchObjectLockConfiguration',
    404,
    'The specified object does not have a ObjectLock configuration',
    { Key: key },
  );

function lockedBucket(call: Call): BucketState {
  const bucket = bucketOf(call);
  if (bucket.objectLock !== undefined) return bucket;
  throw new AwsError('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
}

export const invalidState = (message: string): AwsError => new AwsError('InvalidBucketState', 409, message);
