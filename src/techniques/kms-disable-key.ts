import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<KmsKey>({
  id: 'kms-disable-key',
  title: { en: 'Disable the key of the log files', ja: 'ログの KMS キーを無効にする' },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'Nobody can decrypt the stored log files, locked or not, until the key is enabled again; meanwhile CloudTrail cannot encrypt new ones with it.',
    ja: 'キーが再び有効になるまで、保存済みのログファイルは（ロックの有無にかかわらず）誰にも復号できません。その間、CloudTrail は新しいログをこのキーで暗号化できません。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  // Other accounts cannot, whatever the key policy says.
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:DisableKey on the key; a key policy that gives it to nobody, while nobody can replace that policy.',
    ja: 'キーに対する kms:DisableKey を拒否する SCP または RCP。誰にも許可しないキーポリシー（そのポリシーを誰も置き換えられない場合に限ります）。',
  },
  notBlockedBy: {
    en: 'A deny of kms:ScheduleKeyDeletion or kms:Delete* alone. Object Lock and versioning: the files stay, their key does not work.',
    ja: 'kms:ScheduleKeyDeletion や kms:Delete* だけの Deny。オブジェクトロックとバージョニング（ファイルは残りますが、キーが使えません）。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ enabled }) => enabled,
  ways: (key) => [
    [
      {
        operation: 'kms:DisableKey',
        region: key.region,
        event: 'DisableKey',
        needs: [{ action: 'kms:DisableKey', resource: key.arn }],
        input: { KeyId: key.arn },
      },
    ],
  ],
  harm: { en: 'the logs cannot be decrypted', ja: 'ログを復号できない' },
});
