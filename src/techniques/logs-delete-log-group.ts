import type { LogGroup } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';

export default technique<LogGroup>({
  id: 'logs-delete-log-group',
  title: { en: 'Delete the log group of the trail', ja: '証跡のロググループを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'The events in CloudWatch Logs are gone for good, and with them the metric filters and alarms that watch the trail.',
    ja: 'CloudWatch Logs のイベントは復元できず、証跡を監視するメトリクスフィルターも失われ、アラームは反応しなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protecting-log-groups-from-deletion.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:DeleteLogGroup on the log group; with deletion protection on, one that denies logs:PutLogGroupDeletionProtection.',
    ja: 'ロググループに対する logs:DeleteLogGroup を拒否する SCP または RCP。削除保護が有効なら、logs:PutLogGroupDeletionProtection を拒否するものでも防げます。',
  },
  notBlockedBy: {
    en: 'Deletion protection alone: whoever may delete the log group can usually switch it off first. A deny whose resource lacks the :* at its end may not match.',
    ja: '削除保護だけの設定（ロググループを削除できる者は、たいてい先に無効にできます）。リソースの末尾に :* のない Deny は一致しない可能性があります。',
  },
  unverified: {
    en: 'Two forms of a log group’s ARN are documented, with and without :* at the end. No documentation says whether a deny that names only the one without holds this call. The event name of PutLogGroupDeletionProtection is in no list of CloudWatch Logs’ events that was found.',
    ja: 'ロググループの ARN には、末尾に :* のある形とない形の 2 つがドキュメントに記載されています。:* のない形だけを指定した Deny がこの呼び出しに効くかどうかは、記載がありません。PutLogGroupDeletionProtection のイベント名は、確認できた CloudWatch Logs のイベント一覧には載っていません。',
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  refused: ({ arn, deletionProtection }) =>
    deletionProtection === undefined ? { resource: arn, action: 'logs:DescribeLogGroups' } : undefined,
  ways: (group) => [[...(group.deletionProtection === true ? [unprotecting(group)] : []), deletion(group)]],
  harm: { en: 'the log group and its events are gone', ja: 'ロググループとイベントが失われる' },
});

// Policies name a log group with `:*`, as DescribeLogGroups answers it; the other form is documented besides.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
const asking = (action: string, { arn }: LogGroup): Pick<Step, 'needs' | 'perhaps'> => ({
  needs: [{ action, resource: `${arn}:*` }],
  perhaps: [{ action, resource: arn }],
});

const unprotecting = (group: LogGroup): Step => ({
  operation: 'logs:PutLogGroupDeletionProtection',
  region: group.region,
  event: 'PutLogGroupDeletionProtection',
  ...asking('logs:PutLogGroupDeletionProtection', group),
  input: { logGroupIdentifier: group.name, deletionProtectionEnabled: false },
  effect: [{ kind: 'set', arn: group.arn, fields: { deletionProtection: false } }],
});

const deletion = (group: LogGroup): Step => ({
  operation: 'logs:DeleteLogGroup',
  region: group.region,
  event: 'DeleteLogGroup',
  ...asking('logs:DeleteLogGroup', group),
  input: { logGroupName: group.name },
});
