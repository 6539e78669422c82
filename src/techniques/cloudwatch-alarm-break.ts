import type { Resource } from '../model/resource.ts';
import { type Step, technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'cloudwatch-alarm-break',
  title: {
    en: 'Delete, disable, rewrite or mute the CloudWatch alarm',
    ja: 'CloudWatch アラームを削除、無効化、変更、ミュートする',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The attack is still counted, but nobody is told. A disabled or muted alarm even goes on changing its state, which looks healthy.',
    ja: '攻撃は数えられ続けますが、誰にも通知されません。無効化やミュートをされたアラームは状態が変化し続けるため、正常に見えます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutLogAlarm.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudwatch:DeleteAlarms, cloudwatch:DisableAlarmActions, cloudwatch:PutMetricAlarm, cloudwatch:PutCompositeAlarm, cloudwatch:PutLogAlarm and cloudwatch:PutAlarmMuteRule on the alarm.',
    ja: 'アラームに対する cloudwatch:DeleteAlarms、cloudwatch:DisableAlarmActions、cloudwatch:PutMetricAlarm、cloudwatch:PutCompositeAlarm、cloudwatch:PutLogAlarm、cloudwatch:PutAlarmMuteRule を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of deleting alone. A resource control policy: CloudWatch alarms do not take part in them. A list from before mute rules and log alarms existed.',
    ja: '削除だけの Deny。リソースコントロールポリシー (RCP)（CloudWatch アラームは対象外です）。ミュートルールやログアラームの登場より前に作られたリスト。',
  },
  unverified: {
    en: 'That CloudTrail records PutAlarmMuteRule and PutLogAlarm under these names. Which kind an alarm is of is not read: rewriting it is taken to work by the call of any kind.',
    ja: 'PutAlarmMuteRule と PutLogAlarm が CloudTrail にこの名前で記録されること。アラームの種類は読み取らず、どの種類の呼び出しでも書き換えられるものとみなします。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::CloudWatch::Alarm'),
  ways: (alarm) => [
    [singleCall('cloudwatch:DisableAlarmActions', alarm.arn, { AlarmNames: [alarm.name] })],
    [singleCall('cloudwatch:DeleteAlarms', alarm.arn, { AlarmNames: [alarm.name] })],
    [singleCall('cloudwatch:PutMetricAlarm', alarm.arn, neverAlarming(alarm))],
    [
      singleCall('cloudwatch:PutCompositeAlarm', alarm.arn, {
        AlarmName: alarm.name,
        AlarmRule: 'FALSE',
        ActionsEnabled: false,
      }),
    ],
    [singleCall('cloudwatch:PutLogAlarm', alarm.arn, { AlarmName: alarm.name, ActionsEnabled: false })],
    [muting(alarm)],
  ],
  harm: { en: 'the alarm tells nobody', ja: 'アラームが通知されない' },
});

const neverAlarming = ({ name }: Resource) => ({
  AlarmName: name,
  Namespace: 'none',
  MetricName: 'none',
  Statistic: 'Sum',
  Period: 86400,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  ActionsEnabled: false,
});

/** A mute rule needs the permission on itself and on each alarm that it mutes; its name is the attacker's choice. */
function muting({ arn, name }: Resource): Step {
  const anyUnder = `${arn.slice(0, arn.indexOf(':alarm:'))}:alarm-mute-rule:`;
  return {
    operation: 'cloudwatch:PutAlarmMuteRule',
    event: 'PutAlarmMuteRule',
    needs: [
      { action: 'cloudwatch:PutAlarmMuteRule', resource: arn },
      { action: 'cloudwatch:PutAlarmMuteRule', resource: `${anyUnder}quiet`, anyUnder },
    ],
    input: {
      Name: 'quiet',
      Rule: { Schedule: { Expression: 'cron(0 0 * * *)', Duration: 'P1D' } },
      MuteTargets: { AlarmNames: [name] },
    },
  };
}
