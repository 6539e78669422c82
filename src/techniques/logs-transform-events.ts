import type { LogGroup } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { groupCall, TWO_ARNS } from './parts/log-group.ts';

export default technique<LogGroup>({
  id: 'logs-transform-events',
  title: {
    en: 'Rewrite the events of the trail as they come in',
    ja: '取り込み時に証跡のイベントを書き換える',
  },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'A transformer runs on every event that the log group takes in: queries, and filters that are set to the transformed version, no longer see who did what. The originals are kept as well, but only GetLogEvents and FilterLogEvents return them.',
    ja: 'トランスフォーマーは、ロググループが取り込むすべてのイベントに適用されます。クエリや、変換後のイベントを対象とするフィルターからは、誰が何をしたかが見えなくなります。元のイベントも保存されますが、返すのは GetLogEvents と FilterLogEvents だけです。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutTransformer.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Transformation.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:PutTransformer on the log group. The log files in S3 are not transformed: who compares them sees the difference.',
    ja: 'ロググループに対する logs:PutTransformer を拒否する SCP または RCP。S3 のログファイルは変換されないため、比べれば違いがわかります。',
  },
  notBlockedBy: {
    en: 'A deny of logs:Delete*, logs:PutLogEvents or the filters’ actions: no event is deleted or written by anybody.',
    ja: 'logs:Delete*、logs:PutLogEvents、フィルターの操作の Deny（イベントを削除する者も書き込む者もいません）。',
  },
  unverified: TWO_ARNS,
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [
      groupCall('PutTransformer', group, {
        logGroupIdentifier: group.name,
        transformerConfig: [
          { parseJSON: {} },
          { deleteKeys: { withKeys: ['eventName', 'userIdentity', 'sourceIPAddress'] } },
        ],
      }),
    ],
  ],
  harm: { en: 'queries see rewritten events', ja: '書き換えられたイベントが見える' },
});
