import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'kms-delete-imported-material',
  title: {
    en: 'Delete the imported material of the key of the log files',
    ja: 'ログの KMS キーのインポートされたキーマテリアルを削除する',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'There is no waiting period: the key is unusable at once, and stays so until exactly the same material is imported again. Who has no copy of it has lost the logs.',
    ja: '待機期間はなく、キーは直ちに使えなくなり、まったく同じキーマテリアルを再インポートするまで戻りません。その控えがなければ、ログは失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-delete-key-material.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:DeleteImportedKeyMaterial on the key; a key whose material KMS made.',
    ja: 'キーに対する kms:DeleteImportedKeyMaterial を拒否する SCP または RCP。KMS がキーマテリアルを生成したキーの使用。',
  },
  notBlockedBy: {
    en: 'A deny of kms:ScheduleKeyDeletion and kms:DisableKey. Object Lock and versioning: the files stay, their key does not work.',
    ja: 'kms:ScheduleKeyDeletion と kms:DisableKey の Deny。オブジェクトロックとバージョニング（ファイルは残りますが、キーが使えません）。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ arn, origin }) =>
    origin === undefined ? { resource: arn, action: 'kms:DescribeKey' } : origin === 'EXTERNAL',
  ways: ({ arn, region }) => [[singleCall('kms:DeleteImportedKeyMaterial', arn, { KeyId: arn }, { region })]],
  harm: { en: 'the logs cannot be decrypted', ja: 'ログを復号できない' },
});
