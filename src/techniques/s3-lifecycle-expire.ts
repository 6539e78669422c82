import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { putLifecycle, WITH_OTHERS, withMfaDelete } from './parts/lifecycle.ts';

export default technique<LogBucket>({
  id: 's3-lifecycle-expire',
  title: { en: 'Expire log files with a lifecycle rule', ja: 'ライフサイクルルールでログを期限切れにする' },
  goal: 'expire',
  mitre: ['T1485.001'],
  why: {
    en: 'S3 itself deletes the files a day later, under no principal that a policy can deny, and CloudTrail records none of it.',
    ja: '翌日、S3 自身がファイルを削除します。ポリシーで拒否できるプリンシパルは関与せず、CloudTrail にも記録されません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html',
    WITH_OTHERS,
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutLifecycleConfiguration on the bucket. While MFA Delete is on, lifecycle rules are not supported; the root user with its device can switch it off.',
    ja: 'バケットに対する s3:PutLifecycleConfiguration を拒否する SCP または RCP。MFA Delete が有効な間はライフサイクル設定がサポートされませんが、デバイスを持つルートユーザーは無効にできます。',
  },
  notBlockedBy: {
    en: 'A deny of s3:DeleteObject*: lifecycle works inside S3. A deny of s3:PutBucketLifecycle…: no such permission exists. Object Lock: locked versions stay until their retention ends, but delete markers hide them, and the rule waits.',
    ja: 's3:DeleteObject* の Deny（ライフサイクルは S3 の内部で動作します）。s3:PutBucketLifecycle… の Deny（そのようなアクセス許可はありません）。オブジェクトロック（ロックされたバージョンは保持期間の終わりまで残りますが、削除マーカーで見えなくなり、ルールはその後も有効です）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  refused: withMfaDelete,
  ways: (bucket) => [
    [
      {
        ...putLifecycle(bucket, {
          LifecycleConfiguration: {
            Rules: [
              {
                ID: 'indelible-drill',
                Status: 'Enabled',
                Filter: { Prefix: '' },
                Expiration: { Days: 1 },
                NoncurrentVersionExpiration: { NoncurrentDays: 1 },
              },
            ],
          },
        }),
        effect: [
          {
            kind: 'set',
            arn: bucket.arn,
            fields: { lifecycle: [{ id: 'indelible-drill', enabled: true, expires: true }] },
          },
        ],
      },
    ],
  ],
  // Nothing has happened until a day has passed. What stood there before is not read yet, and is gone with the attack.
  undo: (bucket) => [
    {
      operation: 's3:DeleteBucketLifecycle',
      region: bucket.region,
      event: 'DeleteBucketLifecycle',
      needs: [{ action: 's3:PutLifecycleConfiguration', resource: bucket.arn }],
      input: { Bucket: bucket.name },
    },
  ],
  harmed: () => false,
  harm: { en: 'S3 deletes the log files tomorrow', ja: '翌日 S3 がログを削除する' },
});
