import type { CollectRequest } from '../src/commands/collect.ts';
import type { Verdict } from '../src/model/finding.ts';
import type { ManagementAccount } from '../src/model/management-account.ts';
import type { PolicyDocument } from '../src/model/policy.ts';
import type { Handshake, Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import {
  allow,
  bucket,
  DELIVERY,
  deny,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  ORGANIZATION,
  OUTSIDE,
  organization,
  organizationTrail,
  ROOT,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  trail,
  WORKLOAD,
} from './worlds/build.ts';

export const at = (service: string, name: string): string =>
  `arn:aws:${service}:us-east-1:${LOG_ARCHIVE}:${name}`;
export const TOPIC = at('sns', 'alerts');
export const LOG_GROUP = at('logs', 'log-group:trail');
export const STACK = at('cloudformation', 'stack/alerts/11111111-2222-3333-4444-555555555555');
const ID = '11111111-2222-3333-4444-555555555555';
const STORE = at('cloudtrail', `eventdatastore/${ID}`);
export const CONTROL_TOWER = `arn:aws:controltower:us-east-1:${MANAGEMENT}:landingzone/1A2B3C4D5E6F7G8H`;
export const MRAP = `arn:aws:s3::${LOG_ARCHIVE}:accesspoint/mfzwi23gnjvgw.mrap`;
export const fromServices = (action: string) =>
  document(allow(action, '*', { Principal: { Service: 'events.amazonaws.com' } }));
export const reader = (accountId: string, policy: PolicyDocument) => ({
  ...role(accountId, 'IndelibleRead', { AWS: rootOf(MANAGEMENT) }),
  policies: [policy],
});
export const EVERYTHING = document(allow('*'));
/** As which instances, containers and pipelines may run, and whoever has a certificate. */
export const RUNNER = {
  ...role(LOG_ARCHIVE, 'Runner', {
    Service: ['ec2', 'ecs-tasks', 'codepipeline', 'rolesanywhere'].map((name) => `${name}.amazonaws.com`),
  }),
  policies: [],
};

export const SIGN_IN: ManagementAccount = {
  rootAccessKeys: false,
  rootMfa: 'not-virtual',
  users: [
    {
      arn: `arn:aws:iam::${MANAGEMENT}:user/staff/tanaka`,
      password: true,
      accessKeys: 0,
      mfa: ['passkey'],
      policies: [document(allow('organizations:Describe*'))],
    },
  ],
};

/** One that the organization sent, and one that an account of it was sent. */
export const HANDSHAKES: readonly Handshake[] = [
  {
    id: 'h-examplesent',
    arn: `arn:aws:organizations::${MANAGEMENT}:handshake/${ORGANIZATION}/invite/h-examplesent`,
    action: 'INVITE',
    state: 'REQUESTED',
    parties: [
      { id: ORGANIZATION, type: 'ORGANIZATION' },
      { id: 'owner@example.com', type: 'EMAIL' },
    ],
    expiresAt: '2026-12-01T00:00:00.000Z',
  },
  {
    id: 'h-examplereceived',
    arn: `arn:aws:organizations::${OUTSIDE}:handshake/o-strangersid/invite/h-examplereceived`,
    action: 'INVITE',
    state: 'OPEN',
    parties: [
      { id: 'o-strangersid', type: 'ORGANIZATION' },
      { id: WORKLOAD, type: 'ACCOUNT' },
    ],
    expiresAt: '2026-12-02T00:00:00.000Z',
  },
];

/** A log bucket that others are delivered into. */
export const SHARED = [
  allow('s3:PutObject', OBJECTS, {
    Principal: { Service: ['config.amazonaws.com', 'delivery.logs.amazonaws.com'] },
  }),
];

/** A landing zone in small, of which everything is known; `policy`: what the reading role in the log archive may do. */
export const landingZone = (policy: PolicyDocument = EVERYTHING): Snapshot =>
  withUsableIds(
    organization({
      policies: [scp('guard', [ROOT], deny('cloudtrail:StopLogging'))],
      trustedAccess: ['cloudtrail.amazonaws.com', 'iam.amazonaws.com'],
      rootAccess: true,
      managementAccount: SIGN_IN,
      handshakes: HANDSHAKES,
      trails: [
        { ...organizationTrail(), kmsKeyArn: KEY, tags: {} },
        trail({ logGroupArn: LOG_GROUP, snsTopicArn: TOPIC, tags: {}, insights: false }),
      ],
      buckets: [
        bucket({
          kmsKeyArn: KEY,
          notifies: [at('sqs', 'siem')],
          policy: document(...DELIVERY, ...SHARED),
          stored: {
            folders: [`AWSLogs/${LOG_ARCHIVE}/vpcflowlogs/`, `AWSLogs/${WORKLOAD}/CloudTrail/`],
            whole: true,
          },
        }),
      ],
      keys: [key({ aliases: ['alias/logs'] })],
      roles: [reader(LOG_ARCHIVE, policy), reader(WORKLOAD, EVERYTHING), RUNNER],
      logGroups: [
        {
          name: 'trail',
          arn: LOG_GROUP,
          accountId: LOG_ARCHIVE,
          region: 'us-east-1',
          deletionProtection: false,
          metricFilters: ['stopped'],
          subscriptionFilters: [],
        },
      ],
      resources: [
        resource('AWS::SNS::Topic', TOPIC, { policy: fromServices('sns:Publish') }),
        resource('AWS::SQS::Queue', at('sqs', 'siem'), { policy: fromServices('sqs:SendMessage') }),
        resource('AWS::CloudWatch::Alarm', at('cloudwatch', 'alarm:stopped'), { concerns: [TOPIC] }),
        resource('AWS::Backup::RecoveryPoint', at('backup', 'recovery-point:one'), {
          concerns: [bucket().arn, at('backup', 'backup-vault:logs')],
          protected: false,
          policy: document(deny('backup:DeleteRecoveryPoint', '*', { Principal: '*' })),
        }),
        resource('AWS::CodePipeline::Pipeline', at('codepipeline', 'deploy'), {
          roleArn: roleOf(LOG_ARCHIVE, 'Deployer'),
        }),
        resource('AWS::EC2::Instance', at('ec2', 'instance/i-0123456789abcdef0'), {
          roleArn: roleOf(LOG_ARCHIVE, 'Server'),
        }),
        resource('AWS::ECS::Service', at('ecs', 'service/tools/collector'), {
          concerns: [at('ecs', 'cluster/tools')],
          roleArn: roleOf(LOG_ARCHIVE, 'Collector'),
          enabled: false,
        }),
        resource('AWS::ECS::Task', at('ecs', 'task/tools/0123456789abcdef'), {
          concerns: [at('ecs', 'cluster/tools')],
          roleArn: roleOf(LOG_ARCHIVE, 'Once'),
          enabled: true,
        }),
        resource('AWS::Config::ConfigurationRecorder', at('config', 'configuration-recorder/default/a1'), {
          name: 'default',
          roleArn: roleOf(LOG_ARCHIVE, 'Recorder'),
        }),
        resource('AWS::Config::DeliveryChannel', at('config', 'delivery-channel/default'), {
          concerns: [bucket().arn],
        }),
        resource('AWS::EC2::FlowLog', at('ec2', 'vpc-flow-log/fl-0123456789abcdef0'), {
          concerns: [bucket().arn],
        }),
        resource(
          'AWS::ElasticLoadBalancingV2::LoadBalancer',
          at('elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'),
          { name: 'web', concerns: [bucket().arn] },
        ),
        resource('AWS::ElasticLoadBalancing::LoadBalancer', at('elasticloadbalancing', 'loadbalancer/old'), {
          concerns: [bucket().arn],
        }),
        resource('AWS::Kinesis::Stream', at('kinesis', 'stream/siem'), { kmsKeyArn: KEY }),
        resource('AWS::KinesisFirehose::DeliveryStream', at('firehose', 'deliverystream/siem'), {
          concerns: [at('kinesis', 'stream/siem'), bucket().arn].sort(),
          roleArn: roleOf(LOG_ARCHIVE, 'Delivery'),
        }),
        resource('AWS::RolesAnywhere::TrustAnchor', at('rolesanywhere', 'trust-anchor/one'), {
          enabled: false,
        }),
        resource('AWS::SecurityLake::DataLake', at('securitylake', 'data-lake/default')),
        resource('AWS::S3::AccessGrantsInstance', at('s3', 'access-grants/default')),
        resource('AWS::S3::MultiRegionAccessPoint', MRAP, { concerns: [bucket().arn] }),
        resource('AWS::IAM::SAMLProvider', `arn:aws:iam::${LOG_ARCHIVE}:saml-provider/directory`),
        resource('AWS::CloudTrail::Channel', at('cloudtrail', `channel/${ID}`), { concerns: [STORE] }),
        resource('AWS::CloudFormation::Stack', STACK, { concerns: [TOPIC], protected: false }),
        resource('AWS::ControlTower::LandingZone', CONTROL_TOWER, {
          landingZone: { version: '3.3', logging: { accountId: LOG_ARCHIVE } },
        }),
      ],
    }),
  );

export const FULL: CollectRequest = { depth: 'full', roleName: 'IndelibleRead' };

/** Of what was open, by whom at what, that which is ruled out. */
export const nowBetter = (read: Snapshot, open: ReadonlySet<string>): readonly string[] =>
  named(read, 'blocked', 'not-applicable').filter((name) => open.has(name));

/** What is possible or may be, each by whom at what. */
export const openIn = (read: Snapshot): ReadonlySet<string> => new Set(named(read, 'possible', 'unknown'));

const named = (snapshot: Snapshot, ...verdicts: readonly Verdict[]): readonly string[] =>
  prove(snapshot, techniques).findings.flatMap(({ technique, target, verdict, actor, accounts }) =>
    verdicts.includes(verdict)
      ? accounts.map((account) => `${technique} ${target} by ${actor.kind} of ${account}`)
      : [],
  );
