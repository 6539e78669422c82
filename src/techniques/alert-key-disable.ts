import type { KmsKey, Snapshot } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'alert-key-disable',
  title: {
    en: 'Disable the key of a topic, queue, stream or log group on the alert path',
    ja: 'アラート経路のトピック、キュー、ストリーム、ロググループのキーを使えなくする',
  },
  goal: 'deafen',
  mitre: ['T1685', 'T1486'],
  why: {
    en: 'A topic refuses what it cannot encrypt, and nobody reads what cannot be decrypted. Topic, queue and log group stay untouched; only their key no longer works.',
    ja: 'トピックは暗号化できないメッセージを拒否し、復号できないものは誰も読めません。トピック、キュー、ロググループは元のままで、キーだけが使えなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:DisableKey, kms:ScheduleKeyDeletion and kms:PutKeyPolicy on these keys, wherever they are. A key that AWS manages cannot be disabled by anybody.',
    ja: 'これらのキーに対する kms:DisableKey、kms:ScheduleKeyDeletion、kms:PutKeyPolicy を、キーのあるアカウントで拒否する SCP または RCP。AWS マネージドキーは誰にも無効化できません。',
  },
  notBlockedBy: {
    en: 'The protection of the log files’ own key, if these use another. Denies on topic, queue and log group.',
    ja: 'ログファイルのキーだけの保護（別のキーを使っている場合）。トピック、キュー、ロググループに対する Deny。',
  },
  targets: (snapshot) => {
    const read = new Map((snapshot.keys ?? []).map((key) => [key.arn, key]));
    return keysOfAlerts(snapshot).map((arn) => read.get(arn) ?? unread(arn));
  },
  requires: ({ enabled }) => enabled,
  refused: ({ arn, policy }) =>
    policy === undefined ? { resource: arn, action: 'kms:GetKeyPolicy' } : undefined,
  ways: (key) => [
    [singleCall('kms:DisableKey', key.arn, { KeyId: key.arn })],
    [singleCall('kms:ScheduleKeyDeletion', key.arn, { KeyId: key.arn, PendingWindowInDays: 7 })],
    [
      singleCall('kms:PutKeyPolicy', key.arn, {
        KeyId: key.arn,
        PolicyName: 'default',
        Policy: JSON.stringify(lockout(key)),
      }),
    ],
  ],
  harm: { en: 'alerts cannot be encrypted or read', ja: 'アラートを暗号化も復号もできない' },
});

/** Those that AWS owns or manages are in no account that could disable them, and in no Snapshot. */
function keysOfAlerts({ resources = [], logGroups = [] }: Snapshot): readonly string[] {
  const keys = [...resources.filter(isOfAlerts), ...logGroups].flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
  return [...new Set(keys)];
}

const ALERT_TYPES: ReadonlySet<string> = new Set([
  'AWS::Events::EventBus',
  'AWS::Kinesis::Stream',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Lambda::Function',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
]);

const isOfAlerts = ({ type }: { readonly type: string }): boolean => ALERT_TYPES.has(type);

/** As far as its ARN says. */
function unread(arn: string): KmsKey {
  const [, , , region = '', accountId = ''] = arn.split(':');
  return { arn, accountId, region, enabled: true };
}

const lockout = ({ arn, accountId }: KmsKey) => ({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(arn)}:iam::${accountId}:root` },
    Action: 'kms:PutKeyPolicy',
    Resource: '*',
  },
});
