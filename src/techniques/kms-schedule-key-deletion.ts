import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<KmsKey>({
  id: 'kms-schedule-key-deletion',
  title: {
    en: 'Schedule the deletion of the key of the log files',
    ja: 'ログの KMS キーの削除をスケジュールする',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'The key is unusable at once and, after 7 to 30 days, gone: what it encrypted can never be read again, Object Lock or not. Until then the deletion can be cancelled.',
    ja: 'キーは直ちに使えなくなり、7～30 日後に削除されます。そのキーで暗号化されたものは、オブジェクトロックの有無にかかわらず二度と読めません。それまでは削除をキャンセルできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:ScheduleKeyDeletion on the key. A second copy under another key, or SSE-S3 instead of SSE-KMS, takes away its harm.',
    ja: 'キーに対する kms:ScheduleKeyDeletion を拒否する SCP または RCP。別のキーで暗号化した 2 つ目のコピー、または SSE-KMS の代わりに SSE-S3 を使えば、被害をなくせます。',
  },
  notBlockedBy: {
    en: 'Object Lock in compliance mode: the data stays, its key does not. A deny of kms:DisableKey alone.',
    ja: 'コンプライアンスモードのオブジェクトロック（データは残りますが、キーは残りません）。kms:DisableKey だけの Deny。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  ways: (key) => [
    [
      {
        operation: 'kms:ScheduleKeyDeletion',
        region: key.region,
        event: 'ScheduleKeyDeletion',
        needs: [{ action: 'kms:ScheduleKeyDeletion', resource: key.arn }],
        input: { KeyId: key.arn, PendingWindowInDays: 7 },
      },
    ],
  ],
  harm: { en: 'the logs become unreadable for ever', ja: 'ログが永久に読めなくなる' },
});
