import type { Snapshot, Trail } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { accountTrails, trailCall } from './parts/trail-update.ts';

/** In the Region of the bucket: CloudTrail takes no other. */
function attackersKey({ arn, bucketName, homeRegion }: Trail, snapshot: Snapshot | undefined): string {
  const bucket = snapshot?.logBuckets.find(({ name }) => name === bucketName);
  const region = bucket?.region ?? homeRegion;
  return `arn:${partitionOf(arn)}:kms:${region}:${OUTSIDER_ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
}

export default technique<Trail>({
  id: 'cloudtrail-kms-key-swap',
  title: {
    en: 'Encrypt new log files with the attacker’s key',
    ja: '新しいログを攻撃者の KMS キーで暗号化させる',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'The key policy of a key outside the organization lets CloudTrail encrypt and nobody decrypt. New log files arrive in the right bucket, and nobody can read them.',
    ja: '組織外のキーのキーポリシーで、CloudTrail に暗号化だけを許可し、復号は誰にも許可しません。新しいログファイルは正しいバケットに届きますが、誰にも読めません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Every guard of the present key: it is left alone. Object Lock: what it keeps cannot be decrypted.',
    ja: '現在のキーの保護 (そのキーには触れません)。オブジェクトロック (保持されても復号できません)。',
  },
  unverified: {
    en: 'Whether a bucket policy that refuses other keys (s3:x-amz-server-side-encryption-aws-kms-key-id) would stop these files without stopping digest files. It is judged as open.',
    ja: '別のキーを拒否するバケットポリシー (s3:x-amz-server-side-encryption-aws-kms-key-id) が、ダイジェストファイルを止めずにこのログファイルだけを止められるかどうか。防げないものとして判定します。',
  },
  targets: accountTrails,
  ways: (trail, snapshot) => [[trailCall('UpdateTrail', trail, { KmsKeyId: attackersKey(trail, snapshot) })]],
  harm: { en: 'new logs cannot be decrypted', ja: '新しいログを復号できない' },
});
