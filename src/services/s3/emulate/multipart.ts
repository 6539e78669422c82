import { createHash } from 'node:crypto';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { mixedId } from '../../../sandbox/ids.ts';
import { currentVersion, etagOf, putObject as store } from '../../../sandbox/objects.ts';
import type { MultipartUpload } from '../../../sandbox/world.ts';
import { owner } from './buckets.ts';
import { invalidArgument, malformedXml, noSuchUpload } from './errors.ts';
import { checkCopySource, checkWrite } from './preconditions.ts';
import { rangeIn, readableVersion, versionHeader } from './read-object.ts';
import { document, NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf, copySourceOf, requestOf } from './request.ts';
import { contentTypeIn, ENCRYPTION, metadataIn, refuseUnsupported } from './write-object.ts';
import { childrenOf, readXml, textOf, type XmlElement } from './xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export function createMultipartUpload(call: Call): Reply {
  const { bucket: name, key, headers } = requestOf(call);
  refuseUnsupported(headers);
  const uploadId = mixedId(64);
  bucketOf(call).uploads.set(uploadId, {
    key,
    initiated: call.now,
    ...contentTypeIn(headers),
    headers: metadataIn(headers),
    parts: new Map(),
  });
  return {
    headers: ENCRYPTION,
    document: [
      'InitiateMultipartUploadResult',
      [
        ['Bucket', name],
        ['Key', key],
        ['UploadId', uploadId],
      ],
    ],
  };
}

export function uploadPart(call: Call): Reply {
  const etag = addPart(call, call.body);
  return { headers: { etag, ...ENCRYPTION } };
}

export function uploadPartCopy(call: Call): Reply {
  const { headers } = requestOf(call);
  const source = copySourceOf(call);
  const original = readableVersion(call, source.bucket, source.key, source.versionId);
  checkCopySource(headers, original);
  const range = rangeIn(headers['x-amz-copy-source-range'], original.body.length);
  const etag = addPart(call, range ? original.body.subarray(range.first, range.last + 1) : original.body);
  return {
    headers: ENCRYPTION,
    document: [
      'CopyPartResult',
      [
        ['LastModified', call.now],
        ['ETag', etag],
      ],
    ],
  };
}

function addPart(call: Call, body: Uint8Array): string {
  const given = requestOf(call).query.partNumber ?? '';
  const number = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      given,
    );
  }
  const etag = etagOf(body);
  uploadOf(call).parts.set(number, { body, etag, lastModified: call.now });
  return etag;
}

const MIN_PART_BYTES = 5 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export function completeMultipartUpload(call: Call): Reply {
  const { bucket: name, key, headers } = requestOf(call);
  const bucket = bucketOf(call);
  const upload = uploadOf(call);
  const parts = chosenParts(call, upload);
  checkWrite(headers, key, currentVersion(bucket, key));
  const digests = parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
  const version = store(
    bucket,
    {
      key,
      body: Buffer.concat(parts.map(({ body }) => body)),
      etag: `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`,
      headers: upload.headers,
      ...(upload.contentType === undefined ? {} : { contentType: upload.contentType }),
    },
    call.now,
  );
  bucket.uploads.delete(requestOf(call).query.uploadId ?? '');
  return {
    headers: { ...ENCRYPTION, ...versionHeader(bucket, version) },
    document: [
      'CompleteMultipartUploadResult',
      [
        ['Location', `/${name}/${key}`],
        ['Bucket', name],
        ['Key', key],
        ['ETag', version.etag],
      ],
    ],
  };
}

type Part = MultipartUpload['parts'] extends Map<number, infer Value> ? Value : never;

function chosenParts({ body }: Call, upload: MultipartUpload): readonly Part[] {
  const named = childrenOf(readXml(body, 'CompleteMultipartUpload'), 'Part');
  if (named.length === 0) throw malformedXml();
  let previous = 0;
  const parts = named.map((node) => {
    const number = Number(textOf(node, 'PartNumber'));
    const part = upload.parts.get(number);
    if (part === undefined || textOf(node, 'ETag')?.replaceAll('"', '') !== part.etag.replaceAll('"', '')) {
      throw new AwsError(
        'InvalidPart',
        400,
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      );
    }
    if (number <= previous) {
      throw new AwsError('InvalidPartOrder', 400, 'The list of parts was not in ascending order.');
    }
    previous = number;
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.body.length < MIN_PART_BYTES)) {
    throw new AwsError(
      'EntityTooSmall',
      400,
      'Your proposed upload is smaller than the minimum allowed size',
    );
  }
  return parts;
}

export function abortMultipartUpload(call: Call): Reply {
  uploadOf(call);
  bucketOf(call).uploads.delete(requestOf(call).query.uploadId ?? '');
  return NO_CONTENT;
}

/** In one page: uploads of more than 1,000 parts do not fit into the sandbox's memory anyway. */
export function listParts(call: Call): Reply {
  const { bucket: name, key, query } = requestOf(call);
  const parts = [...uploadOf(call).parts].sort(([one], [other]) => one - other);
  return document('ListPartsResult', [
    ['Bucket', name],
    ['Key', key],
    ['UploadId', query.uploadId],
    owner(call, bucketOf(call).accountId),
    ['StorageClass', 'STANDARD'],
    ['IsTruncated', false],
    ...parts.map(
      ([number, { etag, body, lastModified }]): XmlElement => [
        'Part',
        [
          ['PartNumber', number],
          ['LastModified', lastModified],
          ['ETag', etag],
          ['Size', body.length],
        ],
      ],
    ),
  ]);
}

export function listMultipartUploads(call: Call): Reply {
  const { query } = requestOf(call);
  const bucket = bucketOf(call);
  const uploads = [...bucket.uploads].filter(([, { key }]) => key.startsWith(query.prefix ?? ''));
  return document('ListMultipartUploadsResult', [
    ['Bucket', bucket.name],
    ['Prefix', query.prefix],
    ['IsTruncated', false],
    ...uploads.map(
      ([uploadId, { key, initiated }]): XmlElement => [
        'Upload',
        [
          ['Key', key],
          ['UploadId', uploadId],
          owner(call, bucket.accountId),
          ['StorageClass', 'STANDARD'],
          ['Initiated', initiated],
        ],
      ],
    ),
  ]);
}

function uploadOf(call: Call): MultipartUpload {
  const { key, query } = requestOf(call);
  const uploadId = query.uploadId ?? '';
  const upload = bucketOf(call).uploads.get(uploadId);
  if (upload === undefined || upload.key !== key) throw noSuchUpload(uploadId);
  return upload;
}
