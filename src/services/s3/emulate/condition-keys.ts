import type { Context, ContextValue } from '../../../model/policy.ts';
import type { S3Request } from './request.ts';
import { readXml, textOf } from './xml.ts';

const GRANTS = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
];

const LOCK = ['object-lock-mode', 'object-lock-retain-until-date', 'object-lock-legal-hold'];

/**
 * Request headers that S3 offers to conditions, by permission; the key is the header's name, but Object Lock's have
 * lost their `x-amz-`. A header that a permission does not list here is no key of it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const HEADER_KEYS: Readonly<Record<string, readonly string[]>> = {
  's3:CreateBucket': [...GRANTS, 'x-amz-bucket-namespace', 'x-amz-object-ownership'],
  's3:DeleteObject': ['if-match'],
  's3:PutBucketAcl': GRANTS,
  's3:PutObject': [
    ...GRANTS,
    ...LOCK,
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
  's3:PutObjectLegalHold': LOCK,
  's3:PutObjectRetention': LOCK,
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
    const value = request.headers[LOCK.includes(name) ? `x-amz-${name}` : name];
    if (value !== undefined) context[`s3:${name}`] = value;
  }
  if (action.includes('ObjectVersion') && about.versionId !== undefined)
    context['s3:versionid'] = about.versionId;
  if (LISTINGS.has(action)) Object.assign(context, listing(request.query));
  if (action === 's3:CreateBucket') Object.assign(context, location(about.body));
  if (action === 's3:PutObject') Object.assign(context, tags(request.headers));
  Object.assign(context, remainingDays(action, request.headers, about.now));
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
  const given = [...new URLSearchParams(headers['x-amz-tagging'] ?? '')];
  return {
    ...Object.fromEntries(given.map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
    ...(given.length === 0 ? {} : { 's3:RequestObjectTagKeys': given.map(([key]) => key) }),
  };
}

const DAY = 86_400_000;

function remainingDays(action: string, headers: S3Request['headers'], now: Date): Context {
  const until = Date.parse(headers['x-amz-object-lock-retain-until-date'] ?? '');
  if (Number.isNaN(until) || !['s3:PutObject', 's3:PutObjectRetention'].includes(action)) return {};
  return { 's3:object-lock-remaining-retention-days': Math.floor((until - now.getTime()) / DAY) };
}
