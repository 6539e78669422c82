import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { PublicAccessBlock } from '../../../sandbox/world.ts';
import { malformedXml } from './errors.ts';
import { document, NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf } from './request.ts';
import { readXml, textOf, type XmlNode } from './xml.ts';

const ALL_ON: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function getPublicAccessBlock(call: Call): Reply {
  const { publicAccessBlock = ALL_ON, name } = bucketOf(call);
  if (publicAccessBlock === 'none') {
    throw new AwsError(
      'NoSuchPublicAccessBlockConfiguration',
      404,
      'The public access block configuration was not found',
      { BucketName: name },
    );
  }
  return document('PublicAccessBlockConfiguration', Object.entries(publicAccessBlock));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html: what is not said is off. */
export function putPublicAccessBlock(call: Call): Reply {
  bucketOf(call).publicAccessBlock = publicAccessBlockIn(call);
  return {};
}

export function publicAccessBlockIn({ body }: Call): PublicAccessBlock {
  const configuration = readXml(body, 'PublicAccessBlockConfiguration');
  if (configuration === undefined) throw malformedXml();
  return {
    BlockPublicAcls: flag(configuration, 'BlockPublicAcls'),
    IgnorePublicAcls: flag(configuration, 'IgnorePublicAcls'),
    BlockPublicPolicy: flag(configuration, 'BlockPublicPolicy'),
    RestrictPublicBuckets: flag(configuration, 'RestrictPublicBuckets'),
  };
}

export function deletePublicAccessBlock(call: Call): Reply {
  bucketOf(call).publicAccessBlock = 'none';
  return NO_CONTENT;
}

function flag(configuration: XmlNode, name: string): boolean {
  const value = textOf(configuration, name)?.trim().toLowerCase() ?? 'false';
  if (value !== 'true' && value !== 'false') throw malformedXml();
  return value === 'true';
}
