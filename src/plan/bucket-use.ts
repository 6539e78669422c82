import type { BucketUse, BucketUser, UseSource } from '../model/bucket-use.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import type { LogBucket, Snapshot } from '../model/snapshot.ts';
import { grantedIn } from './granted.ts';

/** As far as the Snapshot tells. The bucket's own account is left out: it lets in whom its administrators choose. */
export function bucketUse(snapshot: Snapshot, bucket: LogBucket): BucketUse {
  return {
    bucket: bucket.name,
    writers: [...writersByGrant(snapshot, bucket), ...deliverersTo(snapshot, bucket)],
    readers: readersOf(snapshot, bucket),
    unread: unreadOf(snapshot, bucket),
  };
}

const WRITES = ['s3:PutObject', 's3:ReplicateObject'];
const READS = ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'];

const writersByGrant = (snapshot: Snapshot, { policy, ...bucket }: LogBucket): readonly BucketUser[] => [
  ...byPolicy(snapshot, policy, WRITES),
  ...byAcl(bucket, 'WRITE'),
];

function byPolicy(
  snapshot: Snapshot,
  policy: PolicyDocument | undefined,
  actions: readonly string[],
): readonly BucketUser[] {
  if (policy === undefined) return [];
  return grantedIn(policy, actions)
    .filter(({ principal }) => !principal.startsWith('cloudtrail.amazonaws.com'))
    .map(({ principal, statement, action }) => ({
      ...user(snapshot, 'bucket-policy', statement, principal),
      action,
    }));
}

/** No grant counts while the owner of the bucket owns what is in it. */
function byAcl(
  { ownership, acl = [] }: Omit<LogBucket, 'policy'>,
  permission: string,
): readonly BucketUser[] {
  if (ownership === 'BucketOwnerEnforced') return [];
  return acl
    .filter((grant) => grant.permission === permission || grant.permission === 'FULL_CONTROL')
    .map(({ grantee, permission: from }) => ({ principal: grantee, by: 'acl', from, bound: 'unknown' }));
}

function deliverersTo(snapshot: Snapshot, bucket: LogBucket): readonly BucketUser[] {
  const into = (snapshot.resources ?? []).filter(({ concerns = [] }) => concerns.includes(bucket.arn));
  const known = into.flatMap((one) => delivererOf(snapshot, bucket, one));
  const others = snapshot.logBuckets.filter(({ arn }) => arn !== bucket.arn);
  return [
    ...known,
    ...others
      .filter(({ replicatesTo = [] }) => replicatesTo.includes(bucket.arn))
      .map(({ arn, replicationRoleArn }) => user(snapshot, 'replication', arn, replicationRoleArn)),
    ...others
      .filter(({ accessLogs }) => accessLogs === bucket.name)
      .map(({ arn }) => user(snapshot, 'access-logs', arn, 'logging.s3.amazonaws.com')),
    ...foldersIn(bucket, known).map((folder) => user(snapshot, 'folder', folder)),
  ];
}

function delivererOf(snapshot: Snapshot, bucket: LogBucket, resource: Resource): readonly BucketUser[] {
  const { type, arn, roleArn } = resource;
  switch (type) {
    case 'AWS::Config::DeliveryChannel':
      return [user(snapshot, 'config', arn, configPrincipal(snapshot, bucket, resource))];
    case 'AWS::EC2::FlowLog':
      return [user(snapshot, 'flow-log', arn, 'delivery.logs.amazonaws.com')];
    // A service, or an account of AWS: which one depends on Region and kind.
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return [{ by: 'load-balancer', from: arn, bound: 'no' }];
    case 'AWS::KinesisFirehose::DeliveryStream':
      return [user(snapshot, 'firehose', arn, roleArn)];
    default:
      return [];
  }
}

const CONFIG = 'config.amazonaws.com';

/**
 * Config writes as the role of the channel's recorder; as a service, where that role is linked to it, or is of another
 * account than the bucket and not let in there.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
function configPrincipal(
  { resources = [] }: Snapshot,
  bucket: LogBucket,
  { accountId, region }: Resource,
): string | undefined {
  const role = resources.find(
    (one) =>
      one.type === 'AWS::Config::ConfigurationRecorder' &&
      one.accountId === accountId &&
      one.region === region,
  )?.roleArn;
  if (role === undefined) return undefined;
  if (role.includes(':role/aws-service-role/')) return CONFIG;
  if (accountId === bucket.accountId || bucket.policy === undefined) return role;
  const names = [accountId, role.replace(/:role\/.*/, ':root'), role, '*'];
  const granted = grantedIn(bucket.policy, ['s3:PutObject']);
  return granted.some(({ principal }) => names.includes(principal)) ? role : CONFIG;
}

/** Folders by which something is known to be delivered; those of CloudTrail are not told again. */
const FOLDERS: Readonly<Record<string, UseSource>> = {
  Config: 'config',
  'aws-service=vpcflowlogs': 'flow-log',
  elasticloadbalancing: 'load-balancer',
  vpcflowlogs: 'flow-log',
};

const foldersIn = ({ stored }: LogBucket, known: readonly BucketUser[]): readonly string[] =>
  (stored?.folders ?? []).filter((folder) => {
    const name = folder.split('/').at(-2) ?? '';
    return !/^CloudTrail(?:-|$)/.test(name) && !known.some(({ by }) => by === FOLDERS[name]);
  });

function readersOf(snapshot: Snapshot, bucket: LogBucket): readonly BucketUser[] {
  const { policy, notifies = [], replicatesTo = [], replicationRoleArn, accessPoints = [] } = bucket;
  const regions = (snapshot.resources ?? []).filter(
    ({ type, concerns = [] }) => type === 'AWS::S3::MultiRegionAccessPoint' && concerns.includes(bucket.arn),
  );
  return [
    ...byPolicy(snapshot, policy, READS),
    ...byAcl(bucket, 'READ'),
    ...notifies.map((arn): BucketUser => ({ by: 'notification', from: arn, bound: 'unknown' })),
    ...replicatesTo.map((arn) => user(snapshot, 'replication', arn, replicationRoleArn)),
    ...[...accessPoints, ...regions].flatMap(({ arn, policy: own }) =>
      own === undefined
        ? []
        : grantedIn(own, READS).map(({ principal }) => user(snapshot, 'access-point', arn, principal)),
    ),
  ];
}

const user = (snapshot: Snapshot, by: UseSource, from: string, principal?: string): BucketUser => ({
  ...(principal === undefined ? {} : { principal }),
  by,
  from,
  bound: principal === undefined ? 'unknown' : boundOf(snapshot, principal),
});

/**
 * A member account's own principals are bound by service control policies; services, their roles and others are not.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function boundOf({ accounts, organization }: Snapshot, principal: string): BucketUser['bound'] {
  const [id] = /^\d{12}$|(?<=^arn:[^:]*:(?:iam|sts)::)\d{12}(?=:)/.exec(principal) ?? [];
  if (id === undefined) return /^[a-z0-9.-]+\.amazonaws\.com/.test(principal) ? 'no' : 'unknown';
  const member = id !== organization.managementAccountId && accounts.some((account) => account.id === id);
  return member && !principal.includes(':role/aws-service-role/') ? 'yes' : 'no';
}

/** Reads without which something may be delivered that nobody sees. */
const DELIVERERS = [
  'account:ListRegions',
  'config:DescribeConfigurationRecorders',
  'config:DescribeDeliveryChannels',
  'ec2:DescribeFlowLogs',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'firehose:DescribeDeliveryStream',
  'firehose:ListDeliveryStreams',
  'sts:AssumeRole',
];
const OF_BUCKET =
  /^s3:(?:GetBucket(?:Acl|Logging|Notification|OwnershipControls|Policy)|GetReplicationConfiguration|ListAccessPoints|ListBucket)$/;

function unreadOf({ resources, gaps }: Snapshot, { arn, stored }: LogBucket): readonly string[] {
  const actions = gaps
    .filter(
      ({ action, resource }) => DELIVERERS.includes(action) || (resource === arn && OF_BUCKET.test(action)),
    )
    .map(({ action }) => action);
  const others = [
    ...(resources === undefined ? DELIVERERS : []),
    ...(stored?.whole ? [] : ['s3:ListBucket']),
  ];
  return [...new Set([...actions, ...others])].sort();
}
