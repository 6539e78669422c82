import type { LogBucket } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { enablingAcls } from './parts/bucket-acl.ts';
import { singleCall } from './parts/single-call.ts';

/** An ACL names an account by its canonical user ID. */
const OUTSIDER_CANONICAL = '0'.repeat(64);

export default technique<LogBucket>({
  id: 's3-acl-reenable',
  title: {
    en: 'Turn ACLs on again and let an outsider write',
    ja: 'ACL を再び有効にして、組織外からの書き込みを許す',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'An ACL lets in an account that the bucket policy does not name and that no service control policy binds. Reviews of policies do not see it.',
    ja: 'バケットポリシーに書かれておらず、SCP も効かないアカウントを、ACL が許可します。ポリシーのレビューでは見つかりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControlsRule.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketAcl on the bucket, or s3:PutBucketOwnershipControls while ACLs are off.',
    ja: 'バケットに対する s3:PutBucketAcl を拒否する SCP または RCP。ACL が無効なら s3:PutBucketOwnershipControls を拒否するものでも防げます。',
  },
  notBlockedBy: {
    en: 'A guard of s3:PutBucketPolicy alone. S3 Block Public Access: an ACL that names one account is not public.',
    ja: 's3:PutBucketPolicy だけの保護。S3 ブロックパブリックアクセス（特定のアカウントを指定した ACL はパブリックと見なされません）。',
  },
  unverified: {
    en: 'The event name of PutBucketOwnershipControls.',
    ja: 'PutBucketOwnershipControls のイベント名。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  ways: (bucket) => enablingAcls(bucket).map((opening) => [...opening, letIn(bucket)]),
  harm: { en: 'outsiders can write log files', ja: '組織外からログを書き込める' },
});

const letIn = ({ arn, name, region }: LogBucket): Step =>
  singleCall(
    's3:PutBucketAcl',
    arn,
    { Bucket: name, GrantWrite: `id=${OUTSIDER_CANONICAL}` },
    {
      region,
      effect: [{ kind: 'set', arn, fields: { acl: [{ grantee: OUTSIDER_ACCOUNT, permission: 'WRITE' }] } }],
    },
  );
