import type { PolicyDocument } from '../model/policy.ts';
import type { LogBucket } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { byOwner } from './parts/bucket-policy.ts';

const put = (bucket: LogBucket, policy: PolicyDocument): Step => ({
  operation: 's3:PutBucketPolicy',
  region: bucket.region,
  event: 'PutBucketPolicy',
  needs: [{ action: 's3:PutBucketPolicy', resource: bucket.arn }],
  input: { Bucket: bucket.name, Policy: JSON.stringify(policy) },
});

/** Denies nothing, and lets CloudTrail deliver no more. */
const hollow = ({ arn }: LogBucket): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: arn,
    },
  ],
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
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  // Whoever else has the permission is answered 405: only identities of the owner's account can do it.
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteBucketPolicy (and s3:PutBucketPolicy, which replaces the policy with an empty promise) on the bucket.',
    ja: 'バケットに対する s3:DeleteBucketPolicy（およびポリシーを骨抜きの内容に置き換えられる s3:PutBucketPolicy）を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny in the bucket policy itself: it does not hold the owner account’s root user. Object Lock: it protects object versions, not the policy.',
    ja: 'バケットポリシー自身の Deny（所有アカウントのルートユーザーには効きません）。オブジェクトロック（保護されるのはオブジェクトバージョンで、ポリシーではありません）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, policy }, { gaps }) => {
    const action = 's3:GetBucketPolicy';
    const unread = gaps.some((gap) => gap.resource === arn && gap.action === action);
    return policy === undefined && unread ? { resource: arn, action } : policy !== undefined;
  },
  ways: (bucket) => [
    [
      {
        operation: 's3:DeleteBucketPolicy',
        region: bucket.region,
        event: 'DeleteBucketPolicy',
        needs: [{ action: 's3:DeleteBucketPolicy', resource: bucket.arn }],
        input: { Bucket: bucket.name },
        ...byOwner(bucket),
        effect: [{ kind: 'set', arn: bucket.arn, fields: { policy: undefined } }],
      },
    ],
    [
      {
        ...put(bucket, hollow(bucket)),
        ...byOwner(bucket),
        effect: [{ kind: 'set', arn: bucket.arn, fields: { policy: hollow(bucket) } }],
      },
    ],
  ],
  undo: (bucket) => (bucket.policy === undefined ? [] : [put(bucket, bucket.policy)]),
  harmed: (before, after) => JSON.stringify(before.policy) !== JSON.stringify(after?.policy),
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});
