import { RESOURCE_TYPES, type Resource } from '../model/resource.ts';
import type { Gap, KmsKey, LogBucket, LogGroup, Role, Snapshot, Trail } from '../model/snapshot.ts';
import type { AttackTarget, Technique } from '../model/technique.ts';

/**
 * Reads of which each may hide things of a kind, by its type or else by its service; without a session in an account,
 * everything there is hidden. What trails write to is found through the trails, and these are listed for every Region
 * at once.
 */
const READS: Readonly<Record<string, RegExp>> = {
  'AWS::CloudTrail::Channel':
    /^(?:account:ListRegions|cloudtrail:(?:ListChannels|DescribeTrails)|sts:AssumeRole)$/,
  trails: /^(?:cloudtrail:(?:DescribeTrails|ListTrails)|sts:AssumeRole)$/,
  logBuckets: /^(?:s3:ListBucket|cloudtrail:(?:DescribeTrails|ListTrails)|sts:AssumeRole)$/,
  keys: /^(?:kms:DescribeKey|cloudtrail:(?:DescribeTrails|ListTrails)|sts:AssumeRole)$/,
  logGroups: /^(?:logs:DescribeLogGroups|cloudtrail:(?:DescribeTrails|ListTrails)|sts:AssumeRole)$/,
  Backup:
    /^(?:account:ListRegions|backup:ListRecoveryPointsByResource|s3:ListBucket|cloudtrail:(?:DescribeTrails|ListTrails)|sts:AssumeRole)$/,
  CloudFormation:
    /^(?:account:ListRegions|cloudformation:(?:ListStacks|ListStackResources)|cloudtrail:(?:DescribeTrails|ListTrails)|cloudwatch:DescribeAlarms|events:ListRules|sts:AssumeRole)$/,
  CloudTrail:
    /^(?:account:ListRegions|cloudtrail:ListEventDataStores|cloudtrail:DescribeTrails|sts:AssumeRole)$/,
  CloudWatch: /^(?:account:ListRegions|cloudwatch:DescribeAlarms|sts:AssumeRole|events:ListRules)$/,
  Config: /^(?:account:ListRegions|config:DescribeConfigurationRecorders|sts:AssumeRole|events:ListRules)$/,
  ControlTower: /^(?:account:ListRegions|controltower:ListLandingZones|sts:AssumeRole)$/,
  Events: /^(?:account:ListRegions|events:(?:ListRules|ListEventBuses)|sts:AssumeRole)$/,
  GuardDuty: /^(?:account:ListRegions|guardduty:ListDetectors|sts:AssumeRole|events:ListRules)$/,
  Kinesis: /^(?:account:ListRegions|kinesis:(?:ListStreams|DescribeStreamSummary)|sts:AssumeRole)$/,
  KinesisFirehose:
    /^(?:account:ListRegions|firehose:(?:ListDeliveryStreams|DescribeDeliveryStream)|sts:AssumeRole)$/,
  Lambda: /^(?:account:ListRegions|lambda:ListFunctions|sts:AssumeRole)$/,
  SecurityLake: /^(?:account:ListRegions|securitylake:ListDataLakes|sts:AssumeRole)$/,
  SNS: /^(?:account:ListRegions|sns:(?:GetTopicAttributes|ListSubscriptionsByTopic)|events:ListRules|sts:AssumeRole)$/,
  SQS: /^(?:account:ListRegions|sqs:(?:GetQueueUrl|GetQueueAttributes)|sns:GetTopicAttributes|sts:AssumeRole)$/,
};

/** The Gaps that may hide targets of the technique. */
export function hiding(technique: Technique, { gaps, organization }: Snapshot): readonly Gap[] {
  if (gaps.length === 0) return [];
  const kinds = kindsOf(technique).map((kind) => (kind in READS ? kind : (kind.split('::')[1] ?? '')));
  const hides = (kind: string, { action, resource }: Gap): boolean =>
    READS[kind]?.test(action) === true &&
    !(kind === 'ControlTower' && isElsewhere(resource, organization.managementAccountId));
  return gaps.filter((gap) => kinds.some((kind) => hides(kind, gap)));
}

/** In an account that has no landing zone, which is the management account's. */
function isElsewhere(resource: string, managementAccountId: string): boolean {
  const accountId = resource.split(':')[4] ?? '';
  return /^\d{12}$/.test(accountId) && accountId !== managementAccountId;
}

const kinds = new WeakMap<Technique, readonly string[]>();

/** What a technique aims at, found by showing it one of each. */
function kindsOf(technique: Technique): readonly string[] {
  const made = kinds.get(technique) ?? [...new Set(technique.targets(ONE_OF_EACH).map(kindOf))];
  kinds.set(technique, made);
  return made;
}

function kindOf(target: AttackTarget): string {
  if ('type' in target) return target.type;
  if ('bucketArn' in target || 'versioning' in target) return 'logBuckets';
  if ('homeRegion' in target) return 'trails';
  if ('enabled' in target) return RESOURCE_TYPES.find((type) => target.arn === keyOf(type)) ?? 'keys';
  return 'trust' in target || 'email' in target || 'rootId' in target || 'policy' in target
    ? ''
    : 'logGroups';
}

const ACCOUNT = '000000000001';
const REGION = 'us-east-1';
const here = (service: string, name: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
/** Each kind has a key of its own: who aims at keys of some kind is shown by which. */
const keyOf = (type: string): string => here('kms', `key/${type}`);
const role: Role = { arn: `arn:aws:iam::${ACCOUNT}:role/one`, accountId: ACCOUNT, trust: empty() };

const trail = (name: string, organizationTrail: boolean): Trail => ({
  name,
  arn: here('cloudtrail', `trail/${name}`),
  accountId: ACCOUNT,
  homeRegion: REGION,
  bucketName: 'one',
  multiRegion: true,
  organizationTrail,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  kmsKeyArn: here('kms', 'key/one'),
  logGroupArn: here('logs', 'log-group:one'),
  logRoleArn: role.arn,
  snsTopicArn: here('sns', 'one'),
  insights: true,
  tags: {},
  logging: true,
});

const bucket: LogBucket = {
  name: 'one',
  arn: 'arn:aws:s3:::one',
  accountId: ACCOUNT,
  region: REGION,
  versioning: 'Enabled',
  sample: { key: 'AWSLogs/one.json.gz', versionId: 'one' },
  objectLock: { default: { mode: 'GOVERNANCE', days: 1 } },
  notifies: [here('sqs', 'one')],
  replicatesTo: ['arn:aws:s3:::two'],
  accessLogs: 'two',
  lifecycle: [{ id: 'one', enabled: true, expires: true, tag: { key: 'one', value: 'one' } }],
  tags: {},
};

const key: KmsKey = { arn: here('kms', 'key/one'), accountId: ACCOUNT, region: REGION, enabled: true };
const logGroup: LogGroup = {
  name: 'one',
  arn: here('logs', 'log-group:one'),
  accountId: ACCOUNT,
  region: REGION,
  kmsKeyArn: key.arn,
  metricFilters: ['one'],
  subscriptionFilters: ['one'],
};

function empty() {
  return { Version: '2012-10-17', Statement: [] } as const;
}

const resources: readonly Resource[] = RESOURCE_TYPES.map((type) => ({
  type,
  arn: here(type.split('::')[1]?.toLowerCase() ?? '', `${type.split('::')[2]}/one`),
  name: 'one',
  accountId: ACCOUNT,
  region: REGION,
  roleArn: role.arn,
  kmsKeyArn: keyOf(type),
  policy: empty(),
  concerns: [here('sns', 'one'), role.arn],
  protected: false,
  organization: false,
}));

const ONE_OF_EACH: Snapshot = {
  schema: 'indelible/snapshot@1',
  readAt: '2026-01-01T00:00:00Z',
  readBy: role.arn,
  partition: 'aws',
  organization: {
    id: 'o-one',
    arn: 'arn:aws:organizations::000000000002:organization/o-one',
    managementAccountId: '000000000002',
    rootId: 'r-one',
    policyTypes: [],
  },
  organizationalUnits: [],
  accounts: [],
  policies: [],
  trails: [trail('one', false), trail('two', true)],
  logBuckets: [bucket],
  keys: [key],
  roles: [role],
  logGroups: [logGroup],
  resources,
  gaps: [],
};
