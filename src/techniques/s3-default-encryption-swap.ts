import type { LogBucket } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, technique } from '../model/technique.ts';
import { encryptByDefault, leftToBucket } from './parts/default-encryption.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<LogBucket>({
  id: 's3-default-encryption-swap',
  title: {
    en: 'Have the bucket encrypt with the attacker’s key',
    ja: '攻撃者のキーをバケットのデフォルト暗号化に設定する',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'New log files are encrypted with a key in an account outside the organization, whose policy lets CloudTrail encrypt. Its owner disables it when it suits, and nobody can read them any more.',
    ja: '新しいログファイルは、CloudTrail に暗号化だけを許可した組織外のアカウントのキーで暗号化されます。攻撃者が好きなときにキーを無効にすると、誰にも読めなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutEncryptionConfiguration on the bucket; a key of the trail’s own.',
    ja: 'バケットに対する s3:PutEncryptionConfiguration を拒否する SCP または RCP。証跡自身への KMS キーの指定。',
  },
  notBlockedBy: {
    en: 'Policies about keys: the key is in an account that none of them reaches. Object Lock: the files stay, their key does not.',
    ja: 'キーに関するポリシー（キーは、どのポリシーも及ばないアカウントにあります）。オブジェクトロック（ファイルは残りますが、キーは残りません）。',
  },
  unverified: {
    en: 'That CloudTrail goes on delivering under such a default key, and does not ask for SSE-S3 itself.',
    ja: 'CloudTrail がこのようなデフォルトのキーで配信を続けること（自ら SSE-S3 を指定しないこと）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: leftToBucket,
  ways: (bucket) => {
    const keys = `arn:${partitionOf(bucket.arn)}:kms:${bucket.region}:${OUTSIDER_ACCOUNT}:key`;
    return [[encryptByDefault(bucket, `${keys}/00000000-0000-0000-0000-000000000000`)]];
  },
  harm: { en: 'new logs are the attacker’s to read', ja: '新しいログを攻撃者しか読めない' },
});
