import type { LogGroup } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { groupCall, TWO_ARNS } from './parts/log-group.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<LogGroup>({
  id: 'logs-key-detach',
  title: {
    en: 'Take the log group from under its key',
    ja: 'ロググループの KMS キーを外す、または差し替える',
  },
  goal: 'unguard',
  mitre: ['T1486', 'T1685'],
  why: {
    en: 'Under a key of the attacker’s, new events can be read until that key is disabled, and then by nobody. Under none, whoever was kept out by the key policy reads them.',
    ja: '攻撃者のキーに差し替えると、新しいイベントは、そのキーが無効にされた時点で誰にも読めなくなります。キーを外すと、キーポリシーで締め出していた相手にも新しいイベントが読まれます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:AssociateKmsKey and logs:DisassociateKmsKey on the log group.',
    ja: 'ロググループに対する logs:AssociateKmsKey と logs:DisassociateKmsKey の両方を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Whatever protects the present key: a deny of kms:DisableKey or kms:ScheduleKeyDeletion on it does not hold a key of the attacker’s.',
    ja: '現在のキーを守る設定（そのキーに対する kms:DisableKey や kms:ScheduleKeyDeletion の Deny は、攻撃者のキーには効きません）。',
  },
  unverified: {
    en: `${TWO_ARNS.en} Whether the log group has a key now is not read.`,
    ja: `${TWO_ARNS.ja}ロググループに現在キーがあるかどうかは読み取っていません。`,
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [associating(group)],
    [groupCall('DisassociateKmsKey', group, { logGroupName: group.name })],
  ],
  harm: { en: 'new events are outside the key’s protection', ja: '新しいイベントがキーで守られない' },
});

/** The caller has to be allowed to describe the new key. */
function associating(group: LogGroup): Step {
  const keys = `arn:${partitionOf(group.arn)}:kms:${group.region}:${group.accountId}:key/`;
  const kmsKeyId = `${keys}00000000-0000-0000-0000-000000000000`;
  const call = groupCall('AssociateKmsKey', group, { logGroupName: group.name, kmsKeyId });
  return {
    ...call,
    needs: [...call.needs, { action: 'kms:DescribeKey', resource: kmsKeyId, anyUnder: keys }],
  };
}
