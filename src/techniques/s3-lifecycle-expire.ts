import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

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
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html',
  ],
  targets: (snapshot) => snapshot.logBuckets,
  ways: (bucket) => [
    [
      {
        operation: 's3:PutBucketLifecycleConfiguration',
        region: bucket.region,
        event: 'PutBucketLifecycle',
        needs: [{ action: 's3:PutLifecycleConfiguration', resource: bucket.arn }],
        input: {
          Bucket: bucket.name,
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
        },
      },
    ],
  ],
  // No undo: nothing has happened until a day has passed, and the rules that were there before are not read yet.
  harmed: () => false,
  harm: { en: 'S3 deletes the log files tomorrow', ja: '翌日 S3 がログを削除する' },
});
