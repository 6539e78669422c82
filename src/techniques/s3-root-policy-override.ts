import { many, type PolicyDocument, type PolicyStatement } from '../model/policy.ts';
import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { byOwner } from './parts/bucket-policy.ts';

export default technique<LogBucket>({
  id: 's3-root-policy-override',
  title: {
    en: 'Replace a bucket policy that denies everybody, as root',
    ja: 'ルートユーザーとして、全員を拒否するバケットポリシーを置き換える',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'S3 lets the owner account’s root replace or delete a bucket policy even where that policy denies it, so that no owner is locked out: a policy cannot protect itself.',
    ja: 'S3 では、所有者が締め出されないよう、バケットポリシーが拒否していても所有アカウントのルートはそのポリシーを置き換え・削除できます。ポリシーは自分自身を守れません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html',
  ],
  by: ['owner-root'],
  blockedBy: {
    en: 'A service or resource control policy that denies both s3:PutBucketPolicy and s3:DeleteBucketPolicy to root; an account without root credentials, while nobody can call sts:AssumeRoot for it.',
    ja: 'ルートに対して s3:PutBucketPolicy と s3:DeleteBucketPolicy の両方を拒否する SCP または RCP。sts:AssumeRoot を呼び出せる者がいない場合は、ルート認証情報のないアカウント。',
  },
  notBlockedBy: {
    en: 'Any deny in the bucket policy. A service control policy on root that spares these two actions, as published samples do.',
    ja: 'バケットポリシー内の Deny。公開されているサンプルのように、この 2 つのアクションを除外したルート向けの SCP。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, policy }, { gaps }) => {
    // A policy that denies nothing needs no root to replace it.
    if (policy !== undefined) return many(policy.Statement).some(({ Effect }) => Effect === 'Deny');
    const action = 's3:GetBucketPolicy';
    return gaps.some((gap) => gap.resource === arn && gap.action === action)
      ? { resource: arn, action }
      : false;
  },
  ways: (bucket) => {
    const policy = withoutDenials(bucket);
    return [
      [
        {
          operation: 's3:PutBucketPolicy',
          region: bucket.region,
          event: 'PutBucketPolicy',
          needs: [{ action: 's3:PutBucketPolicy', resource: bucket.arn }],
          input: { Bucket: bucket.name, Policy: JSON.stringify(policy) },
          ...byOwner(bucket),
          effect: [{ kind: 'set', arn: bucket.arn, fields: { policy } }],
        },
      ],
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
    ];
  },
  harm: { en: 'what the policy denied is open', ja: 'ポリシーの拒否が無効になる' },
});

/** CloudTrail goes on delivering, so that nobody notices. */
function withoutDenials({ arn, policy }: LogBucket): PolicyDocument {
  const kept = many(policy?.Statement ?? []).filter(({ Effect }) => Effect === 'Allow');
  const delivery: PolicyStatement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: ['s3:GetBucketAcl', 's3:PutObject'],
    Resource: [arn, `${arn}/*`],
  };
  return { Version: policy?.Version ?? '2012-10-17', Statement: kept.length > 0 ? kept : [delivery] };
}
