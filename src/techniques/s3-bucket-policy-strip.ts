import type { LogBucket } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';

const put = (bucket: LogBucket): Step => ({
  operation: 's3:PutBucketPolicy',
  region: bucket.region,
  event: 'PutBucketPolicy',
  needs: [{ action: 's3:PutBucketPolicy', resource: bucket.arn }],
  input: { Bucket: bucket.name, Policy: JSON.stringify(bucket.policy) },
});

export default technique<LogBucket>({
  id: 's3-bucket-policy-strip',
  title: { en: 'Remove the bucket policy', ja: 'バケットポリシーを取り除く' },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'CloudTrail loses its permission to deliver, and whatever the policy denied is open again. A deny inside the policy itself does not hold the owner account’s root user.',
    ja: 'CloudTrail の配信許可が失われ、ポリシーが拒否していた操作も再び可能になります。ポリシー自身の Deny は所有アカウントのルートユーザーには効きません。',
  },
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html'],
  targets: (snapshot) => snapshot.logBuckets.filter((bucket) => bucket.policy !== undefined),
  ways: (bucket) => [
    [
      {
        operation: 's3:DeleteBucketPolicy',
        region: bucket.region,
        event: 'DeleteBucketPolicy',
        needs: [{ action: 's3:DeleteBucketPolicy', resource: bucket.arn }],
        input: { Bucket: bucket.name },
      },
    ],
  ],
  undo: (bucket) => [put(bucket)],
  harmed: (_before, after) => after?.policy === undefined,
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
