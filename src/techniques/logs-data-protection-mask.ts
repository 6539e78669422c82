import type { LogGroup } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { groupCall, TWO_ARNS } from './parts/log-group.ts';

const EVERY_WORD = '[A-Za-z0-9]+';

const masking = (group: LogGroup): string => {
  const DataIdentifier = ['indelible'];
  return JSON.stringify({
    Name: group.name,
    Version: '2021-06-01',
    Configuration: { CustomDataIdentifier: [{ Name: 'indelible', Regex: EVERY_WORD }] },
    Statement: [
      { Sid: 'audit', DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: 'mask', DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
};

export default technique<LogGroup>({
  id: 'logs-data-protection-mask',
  title: {
    en: 'Mask the events of the trail as sensitive data',
    ja: '証跡のイベントを機密データとしてマスクする',
  },
  goal: 'unreadable',
  mitre: ['T1685.002'],
  why: {
    en: 'In events that come in from then on, a data protection policy replaces what it is told to look for by asterisks, in queries as well as for metric and subscription filters: an alarm on an event name hears nothing more.',
    ja: 'データ保護ポリシーは、設定後に取り込まれるイベントで、指定したパターンに合うものをアスタリスクに置き換えます。クエリだけでなく、メトリクスフィルターやサブスクリプションフィルターにも及ぶため、イベント名を見張るアラームは反応しなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDataProtectionPolicy.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:PutDataProtectionPolicy on the log group. Whoever has logs:Unmask still reads the events.',
    ja: 'ロググループに対する logs:PutDataProtectionPolicy を拒否する SCP または RCP。logs:Unmask を持つ者は、引き続きイベントを読めます。',
  },
  notBlockedBy: {
    en: 'A deny of logs:Delete* or of the filters’ actions: filters stay, and find nothing. Log file validation.',
    ja: 'logs:Delete* やフィルターの操作の Deny（フィルターは残りますが、何も見つけられません）。ログファイルの整合性の検証。',
  },
  unverified: TWO_ARNS,
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [
      groupCall('PutDataProtectionPolicy', group, {
        logGroupIdentifier: group.name,
        policyDocument: masking(group),
      }),
    ],
  ],
  harm: { en: 'readers and alarms see asterisks', ja: '読み取りもアラームも伏せ字になる' },
});
