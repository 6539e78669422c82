import type { Exemption } from '../../model/exemption.ts';
import type { Resource, ResourceType } from '../../model/resource.ts';
import type { Account, LogBucket, OrganizationPolicy, Role, Snapshot, Trail } from '../../model/snapshot.ts';
import type { AttackTarget, Technique } from '../../model/technique.ts';

const PARTITION = 'aws';
const REGION = 'us-east-1';
const ORGANIZATION = 'o-example000';
const [MANAGEMENT, LOG_ARCHIVE, WORKLOAD] = ['111111111111', '222222222222', '333333333333'] as const;
const UNIT = 'ou-exam-workload';
const ROOT = 'r-exam';

const arn = (service: string, account: string, resource: string, region = ''): string =>
  `arn:${PARTITION}:${service}:${region}:${account}:${resource}`;
const organizations = (resource: string): string => arn('organizations', MANAGEMENT, resource);

const account = (id: string, name: string, parentId: string): Account => ({
  id,
  name,
  parentId,
  arn: organizations(`account/${ORGANIZATION}/${id}`),
  email: `${name}@example.com`,
  status: 'ACTIVE',
});

const BUCKET = 'example-logs';
const KEY = arn('kms', LOG_ARCHIVE, 'key/11111111-2222-3333-4444-555555555555', REGION);
const LOG_GROUP = arn('logs', LOG_ARCHIVE, 'log-group:example-logs', REGION);

const trail = (name: string, accountId: string, organizationTrail: boolean): Trail => ({
  name,
  accountId,
  organizationTrail,
  arn: arn('cloudtrail', accountId, `trail/${name}`, REGION),
  homeRegion: REGION,
  bucketName: BUCKET,
  multiRegion: true,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  kmsKeyArn: KEY,
  logGroupArn: LOG_GROUP,
  snsTopicArn: arn('sns', LOG_ARCHIVE, 'example-alerts', REGION),
  insights: true,
  tags: {},
  logging: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
});

const bucket: LogBucket = {
  name: BUCKET,
  arn: arn('s3', '', BUCKET),
  accountId: LOG_ARCHIVE,
  region: REGION,
  versioning: 'Enabled',
  policy: { Version: '2012-10-17', Statement: [] },
  sample: {
    key: `AWSLogs/${WORKLOAD}/CloudTrail/${REGION}/2026/01/01/example.json.gz`,
    versionId: 'example-version',
  },
  objectLock: { default: { mode: 'GOVERNANCE', days: 365 } },
  retention: { mode: 'GOVERNANCE', until: '2027-01-01T00:00:00Z' },
  mfaDelete: false,
  lifecycle: [{ id: 'tagged', enabled: true, expires: true, tag: { key: 'expire', value: 'yes' } }],
  accessPoints: [
    {
      name: 'example',
      arn: arn('s3', LOG_ARCHIVE, 'accesspoint/example', REGION),
      accountId: LOG_ARCHIVE,
    },
  ],
  acl: [],
  ownership: 'ObjectWriter',
  publicAccessBlock: false,
  kmsKeyArn: KEY,
  legalHold: true,
  notifies: [arn('sqs', LOG_ARCHIVE, 'example-queue', REGION)],
  replicatesTo: [arn('s3', '', 'plain-logs')],
  accessLogs: 'plain-logs',
  tags: {},
};

/** Without what protects the other. */
function plainBucket(): LogBucket {
  const { objectLock: _, retention: __, lifecycle: ___, accessPoints: ____, ...plain } = bucket;
  const { key } = bucket.sample ?? { key: '' };
  return {
    ...plain,
    name: 'plain-logs',
    arn: arn('s3', '', 'plain-logs'),
    versioning: 'Off',
    sample: { key },
  };
}

const exempting: OrganizationPolicy = {
  id: 'p-example0',
  arn: organizations(`policy/${ORGANIZATION}/service_control_policy/p-example0`),
  name: 'guard',
  description: '',
  kind: 'scp',
  awsManaged: false,
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: 'cloudtrail:*',
        Resource: '*',
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': arn('iam', '*', 'role/BreakGlass') },
          StringNotEquals: { 'aws:PrincipalTag/team': 'security' },
        },
      },
    ],
  },
  content: '',
  targets: [UNIT],
};

const role: Role = {
  arn: arn('iam', WORKLOAD, 'role/BreakGlass'),
  accountId: WORKLOAD,
  trust: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] },
        Action: 'sts:AssumeRole',
      },
    ],
  },
};

const resource = (
  type: ResourceType,
  resourceArn: string,
  name: string,
  rest: Partial<Resource> = {},
): Resource => ({
  type,
  arn: resourceArn,
  name,
  accountId: resourceArn.split(':')[4] ?? '',
  region: resourceArn.split(':')[3] ?? '',
  ...rest,
});

const here = (service: string, name: string): string => arn(service, LOG_ARCHIVE, name, REGION);
const TOPIC = here('sns', 'example-alerts');
const ID = '11111111-2222-3333-4444-555555555555';

const granting = (action: string) => ({
  Version: '2012-10-17' as const,
  Statement: [
    {
      Sid: 'events',
      Effect: 'Allow' as const,
      Principal: { Service: 'events.amazonaws.com' },
      Action: action,
      Resource: '*',
    },
  ],
});

/** One of each type. */
const resources: readonly Resource[] = [
  resource('AWS::Backup::RecoveryPoint', here('backup', `recovery-point:${ID}`), ID, {
    concerns: [arn('s3', '', BUCKET)],
  }),
  resource(
    'AWS::CloudFormation::Stack',
    arn('cloudformation', WORKLOAD, `stack/example-trail/${ID}`, REGION),
    'example-trail',
    {
      concerns: [arn('cloudtrail', WORKLOAD, 'trail/workload-trail', REGION)],
      roleArn: role.arn,
      protected: false,
    },
  ),
  resource(
    'AWS::CloudFormation::StackSet',
    arn('cloudformation', MANAGEMENT, `stackset/example:${ID}`, REGION),
    'example',
    { organization: true },
  ),
  resource('AWS::CloudTrail::Channel', here('cloudtrail', `channel/${ID}`), 'example-channel'),
  resource('AWS::CloudTrail::EventDataStore', here('cloudtrail', `eventdatastore/${ID}`), 'example-events', {
    organization: false,
    protected: true,
    kmsKeyArn: KEY,
  }),
  resource(
    'AWS::CloudTrail::EventDataStore',
    arn('cloudtrail', MANAGEMENT, `eventdatastore/${ID}`, REGION),
    'example-organization-events',
    { organization: true, protected: true },
  ),
  resource('AWS::CloudWatch::Alarm', here('cloudwatch', 'alarm:example-alarm'), 'example-alarm'),
  resource(
    'AWS::CodePipeline::Pipeline',
    arn('codepipeline', WORKLOAD, 'example-pipeline', REGION),
    'example-pipeline',
    { roleArn: role.arn },
  ),
  resource(
    'AWS::Config::ConfigurationRecorder',
    here('config', 'configuration-recorder/default/0123456789abcdef'),
    'default',
  ),
  resource(
    'AWS::ControlTower::LandingZone',
    arn('controltower', MANAGEMENT, 'landingzone/EXAMPLE0123456789', REGION),
    'EXAMPLE0123456789',
  ),
  resource(
    'AWS::EC2::Instance',
    arn('ec2', WORKLOAD, 'instance/i-0123456789abcdef0', REGION),
    'i-0123456789abcdef0',
    { roleArn: role.arn },
  ),
  resource(
    'AWS::ECS::Service',
    arn('ecs', WORKLOAD, 'service/example-cluster/example-service', REGION),
    'example-service',
    {
      roleArn: role.arn,
      concerns: [arn('ecs', WORKLOAD, 'cluster/example-cluster', REGION)],
      enabled: false,
    },
  ),
  resource('AWS::Events::EventBus', here('events', 'event-bus/example-bus'), 'example-bus', {
    policy: granting('events:PutEvents'),
  }),
  resource('AWS::Events::Rule', here('events', 'rule/example-rule'), 'example-rule', {
    concerns: [
      TOPIC,
      here('events', `connection/example/${ID}`),
      here('events', `api-destination/example/${ID}`),
    ],
  }),
  resource(
    'AWS::GuardDuty::Detector',
    here('guardduty', 'detector/0123456789abcdef0123456789abcdef'),
    '0123456789abcdef0123456789abcdef',
  ),
  resource(
    'AWS::IAM::OIDCProvider',
    arn('iam', WORKLOAD, 'oidc-provider/idp.example.com'),
    'idp.example.com',
    { concerns: [role.arn] },
  ),
  resource('AWS::IAM::SAMLProvider', arn('iam', WORKLOAD, 'saml-provider/example'), 'example', {
    concerns: [role.arn],
  }),
  resource('AWS::Kinesis::Stream', here('kinesis', 'stream/example-stream'), 'example-stream'),
  resource(
    'AWS::KinesisFirehose::DeliveryStream',
    here('firehose', 'deliverystream/example-delivery'),
    'example-delivery',
  ),
  resource(
    'AWS::Lambda::Function',
    arn('lambda', WORKLOAD, 'function:example-responder', REGION),
    'example-responder',
    {
      roleArn: role.arn,
      policy: granting('lambda:InvokeFunction'),
      concerns: [arn('lambda', WORKLOAD, `event-source-mapping:${ID}`, REGION)],
    },
  ),
  resource(
    'AWS::RolesAnywhere::TrustAnchor',
    arn('rolesanywhere', WORKLOAD, `trust-anchor/${ID}`, REGION),
    ID,
    { concerns: [role.arn], enabled: true },
  ),
  resource('AWS::S3::AccessGrantsInstance', here('s3', 'access-grants/default'), 'default'),
  resource(
    'AWS::S3::MultiRegionAccessPoint',
    arn('s3', LOG_ARCHIVE, 'accesspoint/example.mrap'),
    'example-access',
    { concerns: [arn('s3', '', BUCKET)] },
  ),
  resource('AWS::SecurityLake::DataLake', here('securitylake', 'data-lake/default'), 'default'),
  resource('AWS::SNS::Subscription', `${TOPIC}:${ID}`, ID, { concerns: [TOPIC], protected: false }),
  resource('AWS::SNS::Topic', TOPIC, 'example-alerts', {
    kmsKeyArn: KEY,
    policy: granting('sns:Publish'),
  }),
  resource('AWS::SQS::Queue', here('sqs', 'example-queue'), 'example-queue', {
    kmsKeyArn: KEY,
    policy: granting('sqs:SendMessage'),
  }),
  resource(
    'AWS::SSO::PermissionSet',
    `arn:${PARTITION}:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef`,
    'ps-0123456789abcdef',
    { accountId: MANAGEMENT },
  ),
];

/** A small organization in which every technique has something to aim at. */
export const example: Snapshot = {
  schema: 'indelible/snapshot@1',
  readAt: '2026-01-01T00:00:00Z',
  readBy: arn('iam', MANAGEMENT, 'role/Example'),
  partition: PARTITION,
  organization: {
    id: ORGANIZATION,
    arn: organizations(`organization/${ORGANIZATION}`),
    managementAccountId: MANAGEMENT,
    rootId: ROOT,
    policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    delegatedAdministrators: [],
    delegationPolicy: 'none',
    rootAccess: true,
    trustedAccess: ['cloudtrail.amazonaws.com'],
  },
  organizationalUnits: [
    { id: UNIT, arn: organizations(`ou/${ORGANIZATION}/${UNIT}`), name: 'Workloads', parentId: ROOT },
  ],
  accounts: [
    account(MANAGEMENT, 'management', ROOT),
    account(LOG_ARCHIVE, 'log-archive', UNIT),
    account(WORKLOAD, 'workload', UNIT),
  ],
  policies: [exempting],
  trails: [trail('workload-trail', WORKLOAD, false), trail('organization-trail', MANAGEMENT, true)],
  logBuckets: [bucket, plainBucket()],
  keys: [
    {
      arn: KEY,
      accountId: LOG_ARCHIVE,
      region: REGION,
      enabled: true,
      policy: { Version: '2012-10-17', Statement: [] },
      grants: [
        {
          grantId: 'example',
          granteePrincipal: role.arn,
          retiringPrincipal: role.arn,
          operations: ['Decrypt'],
        },
      ],
      aliases: ['alias/logs'],
      origin: 'AWS_KMS',
      tags: {},
    },
  ],
  roles: [role],
  logGroups: [
    {
      name: 'example-logs',
      arn: LOG_GROUP,
      accountId: LOG_ARCHIVE,
      region: REGION,
      deletionProtection: true,
      metricFilters: ['example-filter'],
      subscriptionFilters: ['example-subscription'],
    },
  ],
  resources,
  gaps: [],
};

/** What the technique aims at there: the first target that it applies to. */
export function exampleTarget(technique: Technique): AttackTarget | undefined {
  const targets = technique.targets(example);
  const target = targets.find((one) => technique.requires?.(one, example) !== false) ?? targets[0];
  return target !== undefined && isExemption(target) ? withPrincipal(target) : target;
}

const isExemption = (target: AttackTarget): target is Exemption => 'policy' in target && 'value' in target;

const withPrincipal = (exemption: Exemption): Exemption => ({
  ...exemption,
  principal: {
    arn: role.arn,
    accountId: WORKLOAD,
    ...(exemption.kind === 'tag' ? { tags: { [exemption.key]: exemption.value } } : {}),
  },
});
