import type { Context, ContextValue } from '../../../model/policy.ts';
import type { S3Request } from './request.ts';
import { childOf, childrenOf, readXml, textOf, type XmlNode } from './xml.ts';

const GRANTS = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
];

/**
 * Request headers that S3 offers to conditions under their own names, by permission. A header that a permission does not list here is no key of it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const HEADER_KEYS: Readonly<Record<string, readonly string[]>> = {
  's3:CreateBucket': [...GRANTS, 'x-amz-bucket-namespace', 'x-amz-object-ownership'],
  's3:DeleteObject': ['if-match'],
  's3:PutBucketAcl': GRANTS,
  's3:PutObject': [
    ...GRANTS,
    'if-match',
    'if-none-match',
    'x-amz-copy-source',
    'x-amz-metadata-directive',
    'x-amz-server-side-encryption',
    'x-amz-server-side-encryption-aws-kms-key-id',
    'x-amz-server-side-encryption-customer-algorithm',
    'x-amz-storage-class',
    'x-amz-website-redirect-location',
  ],
  's3:PutObjectAcl': [...GRANTS, 'x-amz-storage-class'],
  's3:PutObjectVersionAcl': [...GRANTS, 'x-amz-storage-class'],
  's3:UpdateObjectEncryption': [
    'x-amz-server-side-encryption',
    'x-amz-server-side-encryption-aws-kms-key-id',
  ],
};

const LISTINGS = new Set(['s3:ListBucket', 's3:ListBucketVersions']);

/** S3's own condition keys of a request, as far as `action` has them. A key without its parameter is absent. */
export function conditionKeys(
  action: string,
  request: S3Request,
  about: { readonly body: Uint8Array; readonly now: Date; readonly versionId: string | undefined },
): Context {
  const context: Record<string, ContextValue> = { ...authentication(request) };
  for (const name of HEADER_KEYS[action] ?? []) {
    const value = request.headers[name];
    if (value !== undefined) context[`s3:${name}`] = value;
  }
  if (action.includes('ObjectVersion') && about.versionId !== undefined)
    context['s3:versionid'] = about.versionId;
  if (LISTINGS.has(action)) Object.assign(context, listing(request.query));
  if (action === 's3:CreateBucket') Object.assign(context, location(about.body));
  if (action === 's3:PutObject') Object.assign(context, tags(request.headers));
  if (TAGGINGS.has(action)) Object.assign(context, taggingKeys(request.headers, about.body));
  Object.assign(context, lockKeys(action, request.headers, about));
  return context;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
function authentication({ headers, query }: S3Request): Context {
  const presigned = query['X-Amz-Signature'] !== undefined;
  const signed = presigned || headers.authorization !== undefined;
  const payload = headers['x-amz-content-sha256'] ?? (presigned ? 'UNSIGNED-PAYLOAD' : undefined);
  const age = signatureAge(query['X-Amz-Date'] ?? headers['x-amz-date']);
  return {
    // The sandbox stands for AWS's endpoint, which speaks TLS only.
    's3:TlsVersion': 1.3,
    ...(payload === undefined ? {} : { 's3:x-amz-content-sha256': payload }),
    ...(signed
      ? {
          's3:authType': presigned ? 'REST-QUERY-STRING' : 'REST-HEADER',
          's3:signatureversion': 'AWS4-HMAC-SHA256',
          ...(age === undefined ? {} : { 's3:signatureAge': age }),
        }
      : {}),
  };
}

/** In milliseconds, by wall time, as signatures are checked. */
function signatureAge(signedAt: string | undefined): number | undefined {
  const iso = signedAt?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const time = Date.parse(iso ?? '');
  return Number.isNaN(time) ? undefined : Math.max(0, Date.now() - time);
}

function listing(query: S3Request['query']): Context {
  return Object.fromEntries(
    ['prefix', 'delimiter', 'max-keys'].flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [[`s3:${name}`, value]];
    }),
  );
}

function location(body: Uint8Array): Context {
  const configuration = readXml(body, 'CreateBucketConfiguration');
  const constraint = textOf(configuration, 'LocationConstraint');
  return constraint ? { 's3:locationconstraint': constraint } : {};
}

function tags(headers: S3Request['headers']): Context {
  return tagKeys([...new URLSearchParams(headers['x-amz-tagging'] ?? '')]);
}

const TAGGINGS = new Set(['s3:PutObjectTagging', 's3:PutObjectVersionTagging']);

/** An upload sets tags by a header: its body is the object. */
const taggingKeys = (headers: S3Request['headers'], body: Uint8Array): Context =>
  headers['x-amz-tagging'] === undefined ? tagKeys(tagsIn(body)) : tags(headers);

function tagsIn(body: Uint8Array): readonly (readonly [string, string])[] {
  const set = childOf(readXml(body, 'Tagging'), 'TagSet');
  return childrenOf(set, 'Tag').map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']);
}

function tagKeys(given: readonly (readonly [string, string])[]): Context {
  return {
    ...Object.fromEntries(given.map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
    ...(given.length === 0 ? {} : { 's3:RequestObjectTagKeys': given.map(([key]) => key) }),
  };
}

const DAY = 86_400_000;

/** Object Lock's keys, which come from headers of an upload, or from the document of a call of their own. */
function lockKeys(
  action: string,
  headers: S3Request['headers'],
  { body, now }: { readonly body: Uint8Array; readonly now: Date },
): Context {
  const upload = action === 's3:PutObject';
  const retention = action === 's3:PutObjectRetention' ? lockDocument(headers, body, 'Retention') : undefined;
  const hold = action === 's3:PutObjectLegalHold' ? lockDocument(headers, body, 'LegalHold') : undefined;
  const retains = upload || action === 's3:PutObjectRetention';
  const holds = upload || action === 's3:PutObjectLegalHold';
  const until = textOf(retention, 'RetainUntilDate') ?? headers['x-amz-object-lock-retain-until-date'] ?? '';
  const time = Date.parse(until);
  return {
    ...present(
      retains,
      's3:object-lock-mode',
      textOf(retention, 'Mode') ?? headers['x-amz-object-lock-mode'],
    ),
    ...present(retains && until !== '', 's3:object-lock-retain-until-date', until),
    ...(retains && !Number.isNaN(time)
      ? { 's3:object-lock-remaining-retention-days': Math.floor((time - now.getTime()) / DAY) }
      : {}),
    ...present(
      holds,
      's3:object-lock-legal-hold',
      textOf(hold, 'Status') ?? headers['x-amz-object-lock-legal-hold'],
    ),
  };
}

/** An upload that sets a lock says so in its headers; its body is the object. */
function lockDocument(headers: S3Request['headers'], body: Uint8Array, root: string): XmlNode | undefined {
  const uploads = Object.keys(headers).some((name) => name.startsWith('x-amz-object-lock-'));
  return uploads ? undefined : readXml(body, root);
}

const present = (has: boolean, key: string, value: string | undefined): Context =>
  has && value !== undefined ? { [key]: value } : {};
