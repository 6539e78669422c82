import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { BucketState, ObjectVersion } from '../../../sandbox/world.ts';
import { readTag } from './lifecycle.ts';
import { readableVersion, versionHeader } from './read-object.ts';
import { NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf, requestOf } from './request.ts';
import { childOf, childrenOf, readXml, type XmlElement } from './xml.ts';

const MAX_TAGS = 10;

function named(call: Call): { readonly bucket: BucketState; readonly version: ObjectVersion } {
  const { key, query } = requestOf(call);
  const bucket = bucketOf(call);
  return { bucket, version: readableVersion(call, bucket, key, query.versionId) };
}

export function getObjectTagging(call: Call): Reply {
  const { bucket, version } = named(call);
  const tags = [...(version.tags ?? [])].map(
    ([key, value]): XmlElement => [
      'Tag',
      [
        ['Key', key],
        ['Value', value],
      ],
    ],
  );
  return { headers: versionHeader(bucket, version), document: ['Tagging', [['TagSet', tags]]] };
}

/** The new tags replace all that were there. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export function putObjectTagging(call: Call): Reply {
  const { bucket, version } = named(call);
  const given = childrenOf(childOf(readXml(call.body, 'Tagging'), 'TagSet'), 'Tag').map(readTag);
  const tags = new Map(given.map(({ key, value }) => [key, value]));
  if (tags.size !== given.length) throw invalidTag('Cannot provide multiple Tags with the same key');
  if (tags.size > MAX_TAGS) throw new AwsError('BadRequest', 400, 'Object tags cannot be greater than 10');
  version.tags = tags;
  return { headers: versionHeader(bucket, version) };
}

export function deleteObjectTagging(call: Call): Reply {
  const { bucket, version } = named(call);
  version.tags = new Map();
  return { ...NO_CONTENT, headers: versionHeader(bucket, version) };
}

const invalidTag = (message: string): AwsError => new AwsError('InvalidTag', 400, message);
