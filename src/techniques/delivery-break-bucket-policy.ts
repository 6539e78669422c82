import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { byOwner } from './parts/bucket-policy.ts';
import { denyingCloudTrail } from './parts/denying-cloudtrail.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 'delivery-break-bucket-policy',
  title: {
    en: 'Shut CloudTrail out with the bucket policy',
    ja: 'バケットポリシーで CloudTrail の配信を止める',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'One statement keeps CloudTrail from writing while the trail still shows as logging. CloudTrail tries again for 30 days; what it could not deliver by then is lost.',
    ja: 'ステートメントを 1 つ加えるだけで CloudTrail は書き込めなくなりますが、証跡はログ記録中と表示され続けます。CloudTrail は 30 日間再配信を試み、それまでに届かなかったイベントは失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies both s3:PutBucketPolicy and s3:DeleteBucketPolicy on the bucket.',
    ja: 'バケットに対する s3:PutBucketPolicy と s3:DeleteBucketPolicy の両方を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny in the bucket policy itself: the owner account’s root user may always replace it. Object Lock: it protects what was delivered. A deny of changes to the trail: nothing about the trail changes.',
    ja: 'バケットポリシー自身の Deny（所有アカウントのルートユーザーは常に置き換えられます）。オブジェクトロック（保護されるのは配信済みのものです）。証跡の変更の拒否（証跡は何も変わりません）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  ways: (bucket) => {
    const { name: Bucket, arn, region } = bucket;
    const policy = denyingCloudTrail(bucket.policy, 's3:PutObject', `${arn}/*`);
    const home = { region, ...byOwner(bucket) };
    return [
      [singleCall('s3:PutBucketPolicy', arn, { Bucket, Policy: JSON.stringify(policy) }, home)],
      [singleCall('s3:DeleteBucketPolicy', arn, { Bucket }, home)],
    ];
  },
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
