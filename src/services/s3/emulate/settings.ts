import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { PublicAccessBlock } from '../../../sandbox/world.ts';
import { malformedXml } from './errors.ts';
import { document, NO_CONTENT, type Reply } from './reply.ts';
import { bucketOf } from './request.ts';
import { readXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

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
  const bucket = bucketOf(call);
  const configuration = readXml(call.body, 'PublicAccessBlockConfiguration');
  if (configuration === undefined) throw malformedXml();
  bucket.publicAccessBlock = {
    BlockPublicAcls: flag(configuration, 'BlockPublicAcls'),
    IgnorePublicAcls: flag(configuration, 'IgnorePublicAcls'),
    BlockPublicPolicy: flag(configuration, 'BlockPublicPolicy'),
    RestrictPublicBuckets: flag(configuration, 'RestrictPublicBuckets'),
  };
  return {};
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

const answer = (name: string, children: readonly XmlElement[]) => (): Reply => document(name, children);

const absent = (code: string, message: string) => (call: Call) => {
  throw new AwsError(code, 404, message, { BucketName: bucketOf(call).name });
};

/** What a bucket answers about settings that the sandbox cannot change: those of every new bucket. */
export const newBucketSettings = {
  GetBucketAccelerateConfiguration: answer('AccelerateConfiguration', []),
  GetBucketCors: absent('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  GetBucketEncryption: answer('ServerSideEncryptionConfiguration', [
    [
      'Rule',
      [
        ['ApplyServerSideEncryptionByDefault', [['SSEAlgorithm', 'AES256']]],
        ['BucketKeyEnabled', false],
      ],
    ],
  ]),
  GetBucketLogging: answer('BucketLoggingStatus', []),
  GetBucketNotificationConfiguration: answer('NotificationConfiguration', []),
  GetBucketOwnershipControls: answer('OwnershipControls', [
    ['Rule', [['ObjectOwnership', 'BucketOwnerEnforced']]],
  ]),
  GetBucketReplication: absent(
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ),
  GetBucketRequestPayment: answer('RequestPaymentConfiguration', [['Payer', 'BucketOwner']]),
  GetBucketTagging: absent('NoSuchTagSet', 'The TagSet does not exist'),
  GetBucketWebsite: absent(
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ),
} satisfies Readonly<Record<string, (call: Call) => Reply>>;
