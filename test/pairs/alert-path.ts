import type { Resource } from '../../src/model/resource.ts';
import {
  allow,
  bucket,
  deny,
  denyAnybody,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  OUTSIDE,
  resource,
  rootOf,
  WORKLOAD,
} from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const at = (service: string, name: string): string => `arn:aws:${service}:us-east-1:${LOG_ARCHIVE}:${name}`;
const having = (...resources: readonly Resource[]) => staying({ resources });

const TOPIC = at('sns', 'alerts');
const SUBSCRIPTION = `${TOPIC}:1234abcd-12ab-34cd-56ef-1234567890ab`;
const QUEUE = at('sqs', 'siem');
const RULE = at('events', 'rule/central/trail-changes');
const BUS = at('events', 'event-bus/central');
const CONNECTION = at('events', 'connection/pager/1234abcd-12ab-34cd-56ef-1234567890ab');
const DESTINATION = at('events', 'api-destination/pager/1234abcd-12ab-34cd-56ef-1234567890ab');
const ALARM = at('cloudwatch', 'alarm:trail-changes');
const DETECTOR = at('guardduty', 'detector/12abc34d567e8fa901bc2d34e56789f0');
const RECORDER = at('config', 'configuration-recorder/default/0123456789abcdef');
const STREAM = at('kinesis', 'stream/siem');
const FIREHOSE = at('firehose', 'deliverystream/siem');
const FUNCTION = at('lambda', 'function:responder');
const LAKE = at('securitylake', 'data-lake/default');

/** A resource policy that lets another account do this. */
const letting = (account: string, action: string, arn: string) =>
  document(allow(action, arn, { Sid: 'others', Principal: { AWS: rootOf(account) } }));

const rule = having(resource('AWS::Events::Rule', RULE));
const ruleForOthers = having(
  resource('AWS::Events::Rule', RULE, { policy: letting(WORKLOAD, 'events:*', RULE) }),
);
const topic = having(resource('AWS::SNS::Topic', TOPIC));
const topicForOutside = having(
  resource('AWS::SNS::Topic', TOPIC, { policy: letting(OUTSIDE, 'sns:SetTopicAttributes', TOPIC) }),
);
const subscription = (authenticated: boolean) =>
  having(resource('AWS::SNS::Subscription', SUBSCRIPTION, { concerns: [TOPIC], protected: authenticated }));
const queue = having(resource('AWS::SQS::Queue', QUEUE));
const queueForOutside = having(
  resource('AWS::SQS::Queue', QUEUE, { policy: letting(OUTSIDE, 'sqs:*', QUEUE) }),
);
const bus = having(
  resource('AWS::Events::EventBus', BUS, { policy: letting(WORKLOAD, 'events:PutEvents', BUS) }),
);
const connection = having(resource('AWS::Events::Rule', RULE, { concerns: [DESTINATION, CONNECTION] }));
const alarm = having(resource('AWS::CloudWatch::Alarm', ALARM));
/** By a list from before log alarms existed. */
const rewritable = withScp(
  alarm,
  deny(
    [
      'cloudwatch:DeleteAlarms',
      'cloudwatch:DisableAlarmActions',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:PutCompositeAlarm',
      'cloudwatch:PutAlarmMuteRule',
    ],
    ALARM,
  ),
);
const detector = having(resource('AWS::GuardDuty::Detector', DETECTOR));
const guarded = staying({
  resources: [resource('AWS::GuardDuty::Detector', DETECTOR)],
  delegatedAdministrators: [{ servicePrincipal: 'guardduty.amazonaws.com', accountId: WORKLOAD }],
});
const recorder = having(resource('AWS::Config::ConfigurationRecorder', RECORDER));
const notifying = staying({ buckets: [bucket({ notifies: [QUEUE] })] });
const notifyingForOthers = staying({
  buckets: [
    bucket({ notifies: [QUEUE], policy: letting(WORKLOAD, 's3:PutBucketNotification', bucket().arn) }),
  ],
});
const stream = having(resource('AWS::Kinesis::Stream', STREAM));
const firehose = having(resource('AWS::KinesisFirehose::DeliveryStream', FIREHOSE));
const rekeyable = withRcp(
  firehose,
  denyAnybody(['firehose:DeleteDeliveryStream', 'firehose:UpdateDestination'], FIREHOSE),
);
const responder = having(resource('AWS::Lambda::Function', FUNCTION));
const responderForOthers = having(
  resource('AWS::Lambda::Function', FUNCTION, { policy: letting(WORKLOAD, 'lambda:*', FUNCTION) }),
);
const lake = having(resource('AWS::SecurityLake::DataLake', LAKE));
const encrypted = staying({
  keys: [key()],
  resources: [resource('AWS::SNS::Topic', TOPIC, { kmsKeyArn: KEY })],
});

const pairs: readonly Pair[] = [
  {
    technique: 'eventbridge-rule-disable',
    open: rule,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['events:DisableRule'],
    closed: withScp(rule, deny(['events:DisableRule', 'events:PutRule', 'events:DeleteRule'], RULE)),
  },
  {
    technique: 'eventbridge-rule-disable',
    open: ruleForOthers,
    actor: 'admin',
    account: WORKLOAD,
    path: ['events:DisableRule'],
    closed: rule,
  },
  {
    technique: 'eventbridge-targets-replace',
    open: rule,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['events:RemoveTargets'],
    closed: withRcp(rule, denyAnybody('events:*Targets', RULE)),
  },
  {
    technique: 'eventbridge-bus-delete',
    open: bus,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['events:DeleteEventBus'],
    closed: withScp(
      bus,
      deny('events:DeleteEventBus', BUS),
      deny(['events:RemovePermission', 'events:PutPermission']),
    ),
  },
  {
    technique: 'eventbridge-connection-deauthorize',
    open: connection,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['events:DeauthorizeConnection'],
    closed: withScp(
      connection,
      deny(
        ['events:DeauthorizeConnection', 'events:UpdateConnection', 'events:DeleteConnection'],
        CONNECTION,
      ),
      deny('events:*ApiDestination', DESTINATION),
    ),
  },
  {
    technique: 'sns-topic-break',
    open: topic,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['sns:DeleteTopic'],
    closed: withScp(
      topic,
      deny(['sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:PutDataProtectionPolicy'], TOPIC),
    ),
  },
  {
    technique: 'sns-topic-break',
    open: topicForOutside,
    actor: 'outside',
    account: OUTSIDE,
    path: ['sns:SetTopicAttributes'],
    closed: having(resource('AWS::SNS::Topic', TOPIC, { policy: letting(OUTSIDE, 'sns:Publish', TOPIC) })),
  },
  {
    technique: 'sns-unsubscribe',
    open: subscription(true),
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['sns:Unsubscribe'],
    closed: withScp(subscription(true), deny('sns:Unsubscribe')),
  },
  {
    technique: 'sns-unsubscribe',
    open: subscription(false),
    actor: 'admin',
    account: WORKLOAD,
    path: ['sns:Unsubscribe'],
    closed: { never: 'nobody signs the call of the link in a mail, so no policy looks at it' },
  },
  {
    technique: 'sns-subscription-filter',
    open: subscription(true),
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['sns:SetSubscriptionAttributes'],
    closed: withScp(subscription(true), deny('sns:SetSubscriptionAttributes')),
  },
  {
    technique: 'cloudwatch-alarm-break',
    open: alarm,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['cloudwatch:DisableAlarmActions'],
    closed: withScp(
      alarm,
      deny(
        [
          'cloudwatch:DeleteAlarms',
          'cloudwatch:DisableAlarmActions',
          'cloudwatch:PutMetricAlarm',
          'cloudwatch:PutCompositeAlarm',
          'cloudwatch:PutLogAlarm',
          'cloudwatch:PutAlarmMuteRule',
        ],
        ALARM,
      ),
    ),
  },
  {
    technique: 'cloudwatch-alarm-break',
    open: rewritable,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['cloudwatch:PutLogAlarm'],
    closed: withScp(rewritable, deny('cloudwatch:PutLogAlarm', ALARM)),
  },
  {
    technique: 'guardduty-off',
    open: detector,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['guardduty:DeleteDetector'],
    closed: withScp(
      detector,
      deny(['guardduty:Delete*', 'guardduty:Update*', 'guardduty:Create*', 'guardduty:Disassociate*']),
    ),
  },
  {
    technique: 'guardduty-off-delegated',
    open: guarded,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['guardduty:StopMonitoringMembers'],
    closed: withScp(guarded, deny(['guardduty:*Members', 'guardduty:UpdateMemberDetectors'])),
  },
  {
    technique: 'config-recorder-stop',
    open: recorder,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['config:StopConfigurationRecorder'],
    closed: withScp(
      recorder,
      deny('config:*ConfigurationRecorder', RECORDER),
      deny('config:PutDeliveryChannel'),
    ),
  },
  {
    technique: 'siem-bucket-notification-cut',
    open: notifying,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['s3:PutBucketNotification'],
    // Denied to this account alone, it would let another one in with a bucket policy.
    closed: withRcp(notifying, denyAnybody('s3:PutBucketNotification', bucket().arn)),
  },
  {
    technique: 'siem-bucket-notification-cut',
    open: notifyingForOthers,
    actor: 'admin',
    account: WORKLOAD,
    path: ['s3:PutBucketNotification'],
    closed: withRcp(notifyingForOthers, denyAnybody('s3:PutBucketNotification', bucket().arn)),
  },
  {
    technique: 'siem-queue-drain',
    open: queue,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['sqs:PurgeQueue'],
    closed: withScp(
      queue,
      deny(['sqs:PurgeQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes', 'sqs:ReceiveMessage'], QUEUE),
    ),
  },
  {
    technique: 'siem-queue-drain',
    open: queueForOutside,
    actor: 'outside',
    account: OUTSIDE,
    path: ['sqs:PurgeQueue'],
    // To delete the queue and to write its attributes, no policy can let another account.
    closed: withRcp(queueForOutside, denyAnybody(['sqs:PurgeQueue', 'sqs:ReceiveMessage'], QUEUE)),
  },
  {
    technique: 'siem-stream-delete',
    open: stream,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['kinesis:DeleteStream'],
    closed: withScp(stream, deny(['kinesis:DeleteStream', 'kinesis:StartStreamEncryption'], STREAM)),
  },
  {
    technique: 'siem-stream-delete',
    open: firehose,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['firehose:DeleteDeliveryStream'],
    closed: withRcp(firehose, denyAnybody('firehose:*', FIREHOSE)),
  },
  {
    technique: 'siem-stream-delete',
    open: rekeyable,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['firehose:StartDeliveryStreamEncryption'],
    closed: withRcp(rekeyable, denyAnybody('firehose:StartDeliveryStreamEncryption', FIREHOSE)),
  },
  {
    technique: 'responder-lambda-throttle',
    open: responder,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['lambda:PutFunctionConcurrency'],
    closed: withScp(
      responder,
      deny(['lambda:PutFunctionConcurrency', 'lambda:Update*', 'lambda:DeleteFunction'], FUNCTION),
    ),
  },
  {
    technique: 'responder-lambda-throttle',
    open: responderForOthers,
    actor: 'admin',
    account: WORKLOAD,
    path: ['lambda:PutFunctionConcurrency'],
    closed: having(
      resource('AWS::Lambda::Function', FUNCTION, {
        policy: letting(WORKLOAD, 'lambda:InvokeFunction', FUNCTION),
      }),
    ),
  },
  {
    technique: 'security-lake-source-off',
    open: lake,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['securitylake:DeleteAwsLogSource'],
    closed: withScp(lake, deny('securitylake:Delete*', LAKE)),
  },
  {
    technique: 'alert-key-disable',
    open: encrypted,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['kms:DisableKey'],
    closed: withRcp(
      encrypted,
      denyAnybody(['kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy'], KEY),
    ),
  },
];

export default pairs;
