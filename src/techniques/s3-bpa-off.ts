import type { LogBucket } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { byOwner } from './parts/bucket-policy.ts';

const OFF = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

export default technique<LogBucket>({
  id: 's3-bpa-off',
  title: {
    en: 'Turn off Block Public Access of the log bucket',
    ja: 'ログバケットのブロックパブリックアクセスを無効にする',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'What a bucket policy or ACL grants to everybody counts from then on, and a new policy may grant it: anybody on the internet could read or replace the logs.',
    ja: '以後、バケットポリシーや ACL が全員に与える許可が有効になり、新たに与えることもできます。インターネット上の誰もがログを読み、置き換えられるようになりえます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketPublicAccessBlock on the bucket, together with a service control policy that denies s3:PutAccountPublicAccessBlock on *: which of the two settings holds is not told apart.',
    ja: 'バケットに対する s3:PutBucketPublicAccessBlock を拒否する SCP または RCP と、* に対する s3:PutAccountPublicAccessBlock を拒否する SCP の両方（どちらの設定が効いているかは区別していません）。',
  },
  notBlockedBy: {
    en: 'A deny of s3:DeletePublicAccessBlock: no such permission exists, deleting needs s3:PutBucketPublicAccessBlock. A deny of s3:PutAccountPublicAccessBlock on an ARN: the action has no resource type.',
    ja: 's3:DeletePublicAccessBlock の Deny（そのようなアクセス許可はなく、削除にも s3:PutBucketPublicAccessBlock が必要です）。ARN を指定した s3:PutAccountPublicAccessBlock の Deny（このアクションにはリソースタイプがありません）。',
  },
  unverified: {
    en: 'An S3 policy of AWS Organizations may keep public access blocked all the same; it is not read.',
    ja: 'AWS Organizations の S3 ポリシーにより、それでもパブリックアクセスがブロックされる場合がありますが、このポリシーは読み取っていません。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, publicAccessBlock }) =>
    publicAccessBlock ?? { resource: arn, action: 's3:GetBucketPublicAccessBlock' },
  ways: (bucket) => [[ofBucket(bucket)], ...(bucket.accountId === undefined ? [] : [[ofAccount(bucket)]])],
  harm: { en: 'the bucket can be opened to everybody', ja: 'バケットを全員に公開できる' },
});

const opened = ({ arn }: LogBucket): Pick<Step, 'effect'> => ({
  effect: [{ kind: 'set', arn, fields: { publicAccessBlock: false } }],
});

const ofBucket = (bucket: LogBucket): Step => ({
  operation: 's3:PutPublicAccessBlock',
  region: bucket.region,
  event: 'PutBucketPublicAccessBlock',
  needs: [{ action: 's3:PutBucketPublicAccessBlock', resource: bucket.arn }],
  input: { Bucket: bucket.name, PublicAccessBlockConfiguration: OFF },
  ...opened(bucket),
});

const ofAccount = (bucket: LogBucket): Step => ({
  operation: 's3control:PutPublicAccessBlock',
  event: 'PutAccountPublicAccessBlock',
  needs: [{ action: 's3:PutAccountPublicAccessBlock', resource: '*' }],
  input: { AccountId: bucket.accountId, PublicAccessBlockConfiguration: OFF },
  ...byOwner(bucket),
  ...opened(bucket),
});
