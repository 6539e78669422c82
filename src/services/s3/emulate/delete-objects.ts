import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import {
  currentVersion,
  deleteVersion,
  deleteObject as remove,
  versionOf,
} from '../../../sandbox/objects.ts';
import { retentionOf } from '../../../sandbox/retention.ts';
import type { BucketState, ObjectVersion } from '../../../sandbox/world.ts';
import { malformedXml } from './errors.ts';
import { bypassesGovernance, needOn } from './needs.ts';
import { mustYield, refuseUnderHold } from './object-lock.ts';
import { checkWrite } from './preconditions.ts';
import { checkVersionId } from './read-object.ts';
import { objectResources } from './recording.ts';
import { document, type Reply } from './reply.ts';
import { bucketOf, requestOf } from './request.ts';
import { childrenOf, readXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

interface Target {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly ifMatch: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(call: Call): Reply {
  const { key, query, headers } = requestOf(call);
  const deleted = deleteOne(call, bucketOf(call), {
    key,
    versionId: query.versionId,
    ifMatch: headers['if-match'],
  });
  return {
    status: 204,
    headers: {
      ...(deleted.versionId === undefined ? {} : { 'x-amz-version-id': deleted.versionId }),
      ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

interface Deleted {
  /** Of the version that is gone, or of the delete marker that is new; absent where versioning never was on. */
  readonly versionId: string | undefined;
  readonly marker: boolean;
}

function deleteOne(call: Call, bucket: BucketState, { key, versionId, ifMatch }: Target): Deleted {
  if (versionId !== undefined) checkVersionId(versionId);
  if (ifMatch !== undefined) checkWrite({ 'if-match': ifMatch }, key, targetOf(bucket, key, versionId));
  if (versionId === undefined) {
    const marker = remove(bucket, key, call.now);
    return { versionId: marker?.versionId, marker: marker !== undefined };
  }
  const version = versionOf(bucket, key, versionId);
  if (version !== undefined) {
    refuseUnderHold(version);
    mustYield(call, retentionOf(version, call.now));
  }
  // S3 answers alike whether the version existed or not.
  return { versionId, marker: deleteVersion(bucket, key, versionId)?.deleteMarker ?? false };
}

function targetOf(
  bucket: BucketState,
  key: string,
  versionId: string | undefined,
): ObjectVersion | undefined {
  return versionId === undefined ? currentVersion(bucket, key) : versionOf(bucket, key, versionId);
}

const MAX_KEYS = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: each key is allowed or denied by itself. */
export function deleteObjects(call: Call): Reply {
  const bucket = bucketOf(call);
  const request = readXml(call.body, 'Delete');
  const targets = childrenOf(request, 'Object').map(targetIn);
  if (targets.length === 0 || targets.length > MAX_KEYS) throw malformedXml();
  const quiet = textOf(request, 'Quiet')?.trim().toLowerCase() === 'true';
  return document(
    'DeleteResult',
    targets.flatMap((target) => {
      const result = attempt(call, bucket, target);
      if (result instanceof AwsError) return [failed(target, result)];
      return quiet ? [] : [succeeded(target, result)];
    }),
  );
}

function targetIn(node: XmlNode): Target {
  const key = textOf(node, 'Key');
  if (!key) throw malformedXml();
  return { key, versionId: textOf(node, 'VersionId') || undefined, ifMatch: textOf(node, 'ETag') };
}

/** Deletes one key if its caller may, and records that as the event it is. */
function attempt(call: Call, bucket: BucketState, target: Target): Deleted | AwsError {
  const result = permitted(call, bucket, target);
  const { key, versionId } = target;
  call.record({
    eventName: 'DeleteObject',
    category: 'Data',
    requestParameters: { bucketName: bucket.name, key, ...(versionId === undefined ? {} : { versionId }) },
    responseElements: null,
    resources: objectResources(call, bucket.name, key),
    ...(result instanceof AwsError ? { error: result } : {}),
  });
  return result;
}

function permitted(call: Call, bucket: BucketState, target: Target): Deleted | AwsError {
  const actions = [
    target.versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
    ...(bypassesGovernance(requestOf(call)) ? ['s3:BypassGovernanceRetention'] : []),
  ];
  for (const action of actions) {
    const need = needOn(call, bucket, action, target.key, target.versionId);
    const decision = call.authorize(need);
    if (decision.decision !== 'allowed') return call.denial(need, decision);
  }
  try {
    return deleteOne(call, bucket, target);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

const failed = ({ key, versionId }: Target, error: AwsError): XmlElement => [
  'Error',
  [
    ['Key', key],
    ['VersionId', versionId],
    ['Code', error.code],
    ['Message', error.message],
  ],
];

const succeeded = ({ key, versionId }: Target, deleted: Deleted): XmlElement => [
  'Deleted',
  [
    ['Key', key],
    ['VersionId', versionId],
    ['DeleteMarker', deleted.marker || undefined],
    ['DeleteMarkerVersionId', deleted.marker ? deleted.versionId : undefined],
  ],
];
