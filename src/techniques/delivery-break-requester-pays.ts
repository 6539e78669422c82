import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 'delivery-break-requester-pays',
  title: {
    en: 'Make the log bucket a Requester Pays bucket',
    ja: 'ログバケットをリクエスタ支払いに変更する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'CloudTrail cannot deliver to a Requester Pays bucket: S3 refuses everybody but its owner who does not say in the request that they pay. Lists of guarded actions hardly ever name this setting.',
    ja: 'CloudTrail はリクエスタ支払いのバケットに配信できません。S3 は、料金の負担をリクエストで明示しない所有者以外の要求を拒否します。この設定が拒否リストに挙げられることは、ほとんどありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysExamples.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketRequestPayment on the bucket.',
    ja: 'バケットに対する s3:PutBucketRequestPayment を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Lists of actions that name deletion, the bucket policy, lifecycle and encryption. Object Lock.',
    ja: '削除、バケットポリシー、ライフサイクル、暗号化だけを挙げた拒否リスト。オブジェクトロック。',
  },
  unverified: {
    en: 'Whether somebody of another account can set it whom the bucket policy lets: AWS says that only the bucket owner can, and not how others are refused. It is judged as open.',
    ja: 'バケットポリシーで許可された別のアカウントのプリンシパルにも設定できるかどうか。AWS は設定できるのをバケット所有者だけとしていますが、それ以外がどう拒否されるかは示していません。防げないものとして判定します。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  ways: ({ name, arn, region }) => [
    [
      singleCall(
        's3:PutBucketRequestPayment',
        arn,
        { Bucket: name, RequestPaymentConfiguration: { Payer: 'Requester' } },
        { region },
      ),
    ],
  ],
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
