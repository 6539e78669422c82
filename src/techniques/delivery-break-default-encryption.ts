import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { encryptByDefault, leftToBucket } from './parts/default-encryption.ts';

export default technique<LogBucket>({
  id: 'delivery-break-default-encryption',
  title: {
    en: 'Have the bucket encrypt with a key that CloudTrail may not use',
    ja: 'CloudTrail が使えないキーをバケットのデフォルト暗号化に設定する',
  },
  goal: 'silence',
  mitre: ['T1486'],
  why: {
    en: 'Where the trail names no key, the bucket’s default one is used, and CloudTrail may not use every key. No key and no policy is changed; after 30 days of retries the events are lost.',
    ja: '証跡にキーの指定がなければバケットのデフォルトのキーが使われますが、CloudTrail はどのキーでも使えるわけではありません。キーもポリシーも変更されず、30 日間の再配信の後、イベントは失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutEncryptionConfiguration on the bucket; a key of the trail’s own.',
    ja: 'バケットに対する s3:PutEncryptionConfiguration を拒否する SCP または RCP。証跡自身への KMS キーの指定。',
  },
  notBlockedBy: {
    en: 'Policies about keys: the AWS managed key of S3 will do. A deny of s3:PutBucketEncryption: the permission has another name than the operation. Object Lock.',
    ja: 'キーに関するポリシー（S3 の AWS マネージドキーで足ります）。s3:PutBucketEncryption の Deny（アクセス許可の名前はオペレーション名と異なります）。オブジェクトロック。',
  },
  unverified: {
    en: 'That a running trail stops delivering then. The documentation says only that CloudTrail must be allowed to use a bucket’s key when a trail is created or updated, and elsewhere that a trail without a key gets SSE-S3.',
    ja: 'このとき稼働中の証跡の配信が止まること。ドキュメントには、証跡の作成・更新時に CloudTrail がバケットのキーを使える必要があることと、キーのない証跡には SSE-S3 が使われることしか記載されていません。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: leftToBucket,
  ways: (bucket) => [[encryptByDefault(bucket)]],
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
