import type { Guard } from '../model/plan.ts';

export default {
  id: 'log-bucket-unerasable',
  title: {
    en: 'Nobody erases the log files or opens the bucket',
    ja: 'ログファイルの消去とバケットの変更を誰にもさせない',
  },
  why: {
    en: 'Object actions are authorized on `bucket/key`: a deny on the bucket’s ARN alone leaves every log file deletable. Lifecycle, replication, encryption and the bucket policy erase or expose just as well. Writing new objects stays allowed, for other writers may share the bucket.',
    ja: 'オブジェクトの操作は `bucket/key` に対して認可されるため、バケットの ARN だけを拒否してもログファイルは削除できてしまいます。ライフサイクル、レプリケーション、暗号化、バケットポリシーの変更でも同じ結果になります。他の書き込み元がバケットを共有している場合があるため、新規の書き込みは許可したままにします。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  statements: ({ partition, bucketNames }) => [
    {
      Sid: 'LogBucketUnerasable',
      Effect: 'Deny',
      Action: [
        's3:BypassGovernanceRetention',
        's3:Delete*',
        's3:ObjectOwnerOverrideToBucketOwner',
        's3:Put*Configuration',
        's3:PutBucket*',
        // Everything that ends differently from PutObject itself: ACLs, tags, retention, legal hold.
        's3:PutObject?*',
        's3:Replicate*',
        's3:UpdateObjectEncryption',
      ],
      Resource: bucketNames.flatMap((name) => [
        `arn:${partition}:s3:::${name}`,
        `arn:${partition}:s3:::${name}/*`,
      ]),
    },
  ],
  blocks: [
    's3-delete-object',
    's3-delete-object-version',
    'delivery-break-delete-bucket',
    's3-bucket-policy-strip',
    's3-lifecycle-expire',
    's3-versioning-suspend',
  ],
  costs: {
    en: 'Member accounts can neither change the bucket’s settings nor clear it out. To do so, detach the policy first, in the management account.',
    ja: 'メンバーアカウントからはバケットの設定変更も整理もできません。必要なときは、先に管理アカウントでポリシーをデタッチします。',
  },
} satisfies Guard;
