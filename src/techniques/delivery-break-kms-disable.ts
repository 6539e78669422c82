import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'delivery-break-kms-disable',
  title: {
    en: 'Disable the key that CloudTrail encrypts with',
    ja: 'CloudTrail が暗号化に使う KMS キーを無効にする',
  },
  goal: 'silence',
  mitre: ['T1486'],
  why: {
    en: 'CloudTrail cannot deliver while the key of the trail is disabled, yet the trail shows as logging. It tries again for 30 days; what it could not deliver by then is lost.',
    ja: '証跡のキーが無効な間、CloudTrail はログを配信できませんが、証跡はログ記録中と表示されます。CloudTrail は 30 日間再配信を試み、それまでに届かなかったイベントは失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:DisableKey on the key; a key policy that gives it to nobody, while nobody can replace that policy. A trail without a key of its own, in a bucket that encrypts with SSE-S3.',
    ja: 'キーに対する kms:DisableKey を拒否する SCP または RCP。誰にも許可しないキーポリシー（そのポリシーを誰も置き換えられない場合に限ります）。SSE-S3 で暗号化するバケットと、独自のキーを持たない証跡の組み合わせ。',
  },
  notBlockedBy: {
    en: 'A deny of kms:ScheduleKeyDeletion alone. Object Lock. A deny of changes to the trail or the bucket.',
    ja: 'kms:ScheduleKeyDeletion だけの Deny。オブジェクトロック。証跡やバケットの変更の拒否。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ enabled }) => enabled,
  ways: ({ arn, region }) => [[singleCall('kms:DisableKey', arn, { KeyId: arn }, { region })]],
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
