import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { owner } from './buckets.ts';
import { document, type Reply } from './reply.ts';
import { bucketOf } from './request.ts';
import type { XmlElement } from './xml.ts';

/** What a bucket answers about settings that the sandbox does not change: as its world says, or as every new bucket. */
export const bucketSettings = {
  GetBucketAccelerateConfiguration: () => document('AccelerateConfiguration', []),
  GetBucketAcl: getAcl,
  GetBucketCors: absent('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  GetBucketEncryption: getEncryption,
  GetBucketLogging: getLogging,
  GetBucketNotificationConfiguration: getNotification,
  GetBucketOwnershipControls: getOwnership,
  GetBucketReplication: getReplication,
  GetBucketRequestPayment: () => document('RequestPaymentConfiguration', [['Payer', 'BucketOwner']]),
  GetBucketTagging: getTagging,
  GetBucketWebsite: absent(
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ),
} satisfies Readonly<Record<string, (call: Call) => Reply>>;

function absent(code: string, message: string): (call: Call) => Reply {
  return (call) => {
    throw new AwsError(code, 404, message, { BucketName: bucketOf(call).name });
  };
}

/** Groups by their URI, accounts by their canonical user id where the world has them. */
function getAcl(call: Call): Reply {
  const { accountId, settings } = bucketOf(call);
  const grants = [{ grantee: accountId, permission: 'FULL_CONTROL' as const }, ...(settings.acl ?? [])];
  return document('AccessControlPolicy', [
    owner(call, accountId),
    [
      'AccessControlList',
      grants.map(
        ({ grantee, permission }): XmlElement => [
          'Grant',
          [granteeOf(call, grantee), ['Permission', permission]],
        ],
      ),
    ],
  ]);
}

const GROUPS = 'http://acs.amazonaws.com/groups/global/';

/** The API's XML types a grantee by an attribute that its clients read. */
function granteeOf({ world }: Call, grantee: string): XmlElement {
  const typed = (type: string, children: readonly XmlElement[]): XmlElement => [
    'Grantee',
    children,
    { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:type': type },
  ];
  if (grantee === 'AllUsers' || grantee === 'AuthenticatedUsers')
    return typed('Group', [['URI', `${GROUPS}${grantee}`]]);
  return typed('CanonicalUser', [['ID', world.accounts.get(grantee)?.canonicalUserId ?? grantee]]);
}

function getEncryption(call: Call): Reply {
  const { kmsKeyArn } = bucketOf(call).settings;
  const standing: readonly XmlElement[] =
    kmsKeyArn === undefined
      ? [['SSEAlgorithm', 'AES256']]
      : [
          ['SSEAlgorithm', 'aws:kms'],
          ['KMSMasterKeyID', kmsKeyArn],
        ];
  return document('ServerSideEncryptionConfiguration', [
    [
      'Rule',
      [
        ['ApplyServerSideEncryptionByDefault', standing],
        ['BucketKeyEnabled', kmsKeyArn !== undefined],
      ],
    ],
  ]);
}

function getLogging(call: Call): Reply {
  const { accessLogs } = bucketOf(call).settings;
  const enabled: XmlElement[] =
    accessLogs === undefined || accessLogs === 'off'
      ? []
      : [
          [
            'LoggingEnabled',
            [
              ['TargetBucket', accessLogs],
              ['TargetPrefix', ''],
            ],
          ],
        ];
  return document('BucketLoggingStatus', enabled);
}

function getNotification(call: Call): Reply {
  const { notifies = [] } = bucketOf(call).settings;
  return document('NotificationConfiguration', notifies.map(notification));
}

function notification(arn: string): XmlElement {
  if (arn === 'eventbridge') return ['EventBridgeConfiguration', []];
  const [name, element] = arn.includes(':sns:')
    ? ['TopicConfiguration', 'Topic']
    : arn.includes(':sqs:')
      ? ['QueueConfiguration', 'Queue']
      : ['CloudFunctionConfiguration', 'CloudFunction'];
  return [
    name,
    [
      [element, arn],
      ['Event', 's3:ObjectCreated:*'],
    ],
  ];
}

function getOwnership(call: Call): Reply {
  const { ownership = 'BucketOwnerEnforced' } = bucketOf(call).settings;
  return document('OwnershipControls', [['Rule', [['ObjectOwnership', ownership]]]]);
}

function getReplication(call: Call): Reply {
  const { settings, accountId, name } = bucketOf(call);
  const { replicatesTo = [], replicationRoleArn } = settings;
  if (replicatesTo.length === 0) {
    throw new AwsError(
      'ReplicationConfigurationNotFoundError',
      404,
      'The replication configuration was not found',
      { BucketName: name },
    );
  }
  return document('ReplicationConfiguration', [
    ['Role', replicationRoleArn ?? `arn:${call.world.partition}:iam::${accountId}:role/replication`],
    ...replicatesTo.map(
      (bucket, index): XmlElement => [
        'Rule',
        [
          ['ID', `replicate-${index + 1}`],
          ['Priority', index + 1],
          ['Filter', [['Prefix', '']]],
          ['Status', 'Enabled'],
          ['Destination', [['Bucket', bucket]]],
        ],
      ],
    ),
  ]);
}

function getTagging(call: Call): Reply {
  const { settings, name } = bucketOf(call);
  const tags = Object.entries(settings.tags ?? {});
  if (tags.length === 0)
    throw new AwsError('NoSuchTagSet', 404, 'The TagSet does not exist', { BucketName: name });
  const tag = ([key, value]: readonly [string, string]): XmlElement => [
    'Tag',
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
  return document('Tagging', [['TagSet', tags.map(tag)]]);
}
