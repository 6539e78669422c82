import type { Call, RecordDetails } from '../../../sandbox/emulation.ts';
import type { EventRecord } from '../../../sandbox/event-record.ts';
import type { Permission } from './permissions.ts';
import type { Reply } from './reply.ts';
import { requestOf } from './request.ts';
import { plain, readAnyXml } from './xml.ts';

/**
 * What CloudTrail says of a call, with S3's own names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
 */
export function recordOf(permission: Permission): (call: Call, output: unknown) => RecordDetails {
  return (call, output) => {
    const reply = output as Reply | undefined;
    return {
      requestParameters: requestParameters(call, permission),
      responseElements: permission.access === 'write' ? responseElements(reply) : null,
      resources: resourcesOf(call, permission),
      additionalEventData: {
        SignatureVersion: 'SigV4',
        AuthenticationMethod:
          requestOf(call).query['X-Amz-Signature'] === undefined ? 'AuthHeader' : 'QueryString',
        bytesTransferredIn: call.body.length,
        bytesTransferredOut: reply?.body?.length ?? 0,
      },
    };
  };
}

function requestParameters(call: Call, permission: Permission): unknown {
  const { bucket, key, host, query, headers } = requestOf(call);
  const asked = Object.entries(query).filter(([name]) => !name.startsWith('X-Amz-'));
  const said = Object.entries(headers).filter(([name]) => RECORDED_HEADER.test(name));
  return {
    ...(bucket === '' ? {} : { bucketName: bucket }),
    Host: host,
    ...(key === '' ? {} : { key }),
    ...Object.fromEntries([...asked, ...said]),
    ...(permission.access === 'write' && permission.on === 'bucket' && !permission.data
      ? configuration(call)
      : {}),
  };
}

const RECORDED_HEADER =
  /^x-amz-(acl|grant-.*|copy-source|metadata-directive|storage-class|server-side-encryption|server-side-encryption-aws-kms-key-id|object-lock-.*|bypass-governance-retention|bucket-object-lock-enabled|object-ownership)$/;

/** The document that a call sets; what cannot be read is left out. */
function configuration({ body, operation }: Call): Readonly<Record<string, unknown>> {
  try {
    if (body.length === 0) return {};
    if (operation === 'PutBucketPolicy') return { bucketPolicy: JSON.parse(Buffer.from(body).toString()) };
    const root = readAnyXml(body);
    return root ? { [root[0]]: plain(root[1]) } : {};
  } catch {
    return {};
  }
}

const ANSWERED = ['x-amz-version-id', 'x-amz-delete-marker', 'x-amz-server-side-encryption'];

function responseElements(reply: Reply | undefined): unknown {
  const headers = reply?.headers ?? {};
  const told = ANSWERED.filter((name) => headers[name] !== undefined);
  return told.length === 0 ? null : Object.fromEntries(told.map((name) => [name, headers[name]]));
}

function resourcesOf(call: Call, permission: Permission): NonNullable<EventRecord['resources']> {
  const { bucket, key, query } = requestOf(call);
  if (bucket === '') return [];
  const objects = permission.data && key === '' ? [listed(call, bucket, query.prefix ?? '')] : [];
  return key === '' ? [...objects, bucketResource(call, bucket)] : objectResources(call, bucket, key);
}

/** The object, then its bucket. */
export function objectResources(
  call: Call,
  bucket: string,
  key: string,
): NonNullable<EventRecord['resources']> {
  const object = { type: 'AWS::S3::Object', ARN: `${bucketArn(call, bucket)}/${key}` };
  return [object, bucketResource(call, bucket)];
}

const listed = (call: Call, bucket: string, prefix: string) => ({
  type: 'AWS::S3::Object',
  ARNPrefix: `${bucketArn(call, bucket)}/${prefix}`,
});

function bucketResource(call: Call, name: string) {
  // Of a bucket that is gone, the caller's account is what remains known.
  const accountId = call.world.buckets.get(name)?.accountId ?? call.caller.accountId;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    type: 'AWS::S3::Bucket',
    ARN: bucketArn(call, name),
  };
}

const bucketArn = ({ world }: Call, name: string): string => `arn:${world.partition}:s3:::${name}`;
