import type { LogGroup } from '../model/snapshot.ts';
import { type Need, technique } from '../model/technique.ts';
import { onLogStream, streamOf } from './parts/log-group.ts';

export default technique<LogGroup>({
  id: 'logs-delete-log-stream',
  title: { en: 'Delete single log streams of the trail', ja: '証跡のログストリームを個別に削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'The events of one account and Region are gone for good, and the log group, its filters and its alarms stay as they were: nobody sees that anything is missing.',
    ja: '1 つのアカウントとリージョンのイベントが復元できなくなります。ロググループもフィルターもアラームもそのまま残るため、欠落に気づきにくくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protecting-log-groups-from-deletion.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:DeleteLogStream on the streams: log-group-arn:log-stream:*, or log-group-arn:*.',
    ja: 'ストリーム（ロググループ ARN:log-stream:*、またはロググループ ARN:*）に対する logs:DeleteLogStream を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of logs:DeleteLogGroup. A deny whose resource is the log group’s ARN without anything behind it: no stream matches it.',
    ja: 'logs:DeleteLogGroup の Deny。後ろに何も付かないロググループの ARN だけをリソースとする Deny（どのストリームにも一致しません）。',
  },
  unverified: {
    en: 'Whether deletion protection of the log group also keeps its streams: one page says that it blocks all deletion operations, another speaks of the log group only.',
    ja: 'ロググループの削除保護がストリームにも及ぶかどうか。すべての削除操作をブロックすると書くページと、ロググループだけに触れるページがあります。',
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [
      {
        operation: 'logs:DeleteLogStream',
        region: group.region,
        event: 'DeleteLogStream',
        needs: [onLogStream('logs:DeleteLogStream', group)],
        ...(group.deletionProtection === false ? {} : { perhaps: [unprotecting(group)] }),
        input: { logGroupName: group.name, logStreamName: streamOf(group) },
      },
    ],
  ],
  harm: { en: 'the events of the stream are gone', ja: 'ストリームのイベントが失われる' },
});

const unprotecting = ({ arn }: LogGroup): Need => ({
  action: 'logs:PutLogGroupDeletionProtection',
  resource: `${arn}:*`,
});
