import type { LogGroup } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { groupCall, TWO_ARNS } from './parts/log-group.ts';

export default technique<LogGroup>({
  id: 'logs-retention-1-day',
  title: {
    en: 'Keep the events of the trail for one day only',
    ja: '証跡のロググループの保持期間を 1 日にする',
  },
  goal: 'expire',
  mitre: ['T1485.001'],
  why: {
    en: 'CloudWatch Logs itself deletes everything older than a day, within about three days and for good. Nobody calls a deletion, and deletion protection is not asked.',
    ja: '1 日より古いイベントを CloudWatch Logs 自身が通常 3 日以内に削除し、復元できません。削除の呼び出しはなく、削除保護も関係しません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:PutRetentionPolicy on the log group.',
    ja: 'ロググループに対する logs:PutRetentionPolicy を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of logs:Delete* only: nothing is deleted by a call. Deletion protection of the log group.',
    ja: 'logs:Delete* だけの Deny（呼び出しでは何も削除されません）。ロググループの削除保護。',
  },
  unverified: {
    en: `${TWO_ARNS.en} That deletion protection leaves retention alone is concluded from its silence about it.`,
    ja: `${TWO_ARNS.ja}削除保護が保持期間に影響しないことは、記載がないことからの推論です。`,
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [groupCall('PutRetentionPolicy', group, { logGroupName: group.name, retentionInDays: 1 })],
  ],
  harm: { en: 'events older than a day are gone', ja: '1 日より古いイベントが消える' },
});
