import type { LogGroup } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { onLogStream, streamOf } from './parts/log-group.ts';

export default technique<LogGroup>({
  id: 'logs-forge-events',
  title: {
    en: 'Write forged events into the log group of the trail',
    ja: '証跡のロググループに偽のイベントを書き込む',
  },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'CloudWatch Logs signs nothing: an invented event among CloudTrail’s looks like any other. It accuses somebody else, or buries an alarm under false ones.',
    ja: 'CloudWatch Logs には署名がなく、CloudTrail のイベントに混ざった偽のイベントは見分けがつきません。他人に罪を着せたり、大量の誤報でアラームを埋もれさせたりできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:PutLogEvents on the streams to everybody but the role with which CloudTrail delivers, while nobody can become that role.',
    ja: 'CloudTrail が配信に使うロール以外に対して、ストリームへの logs:PutLogEvents を拒否する SCP または RCP（そのロールに誰もなれない場合に限ります）。',
  },
  notBlockedBy: {
    en: 'Log file validation: it covers the files in S3, not the log group. A deny whose resource is the log group’s ARN without anything behind it: no stream matches it.',
    ja: 'ログファイルの整合性の検証（対象は S3 のファイルで、ロググループではありません）。後ろに何も付かないロググループの ARN だけをリソースとする Deny（どのストリームにも一致しません）。',
  },
  unverified: {
    en: 'Whether, and under which name, CloudTrail records the call: it is in no list of CloudWatch Logs’ events that was found.',
    ja: 'この呼び出しを CloudTrail が記録するかどうか、またそのイベント名（確認できた CloudWatch Logs のイベント一覧には載っていません）。',
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [
      {
        operation: 'logs:PutLogEvents',
        region: group.region,
        event: 'PutLogEvents',
        needs: [onLogStream('logs:PutLogEvents', group)],
        input: {
          logGroupName: group.name,
          logStreamName: streamOf(group),
          logEvents: [{ timestamp: 0, message: '{}' }],
        },
      },
    ],
  ],
  harm: { en: 'forged events among the real ones', ja: '偽のイベントが混ざる' },
});
