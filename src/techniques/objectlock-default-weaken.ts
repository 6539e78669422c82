import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogBucket>({
  id: 'objectlock-default-weaken',
  title: {
    en: 'Weaken the default retention of the log bucket',
    ja: 'ログバケットのデフォルトの保持期間を弱める',
  },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'New log files are locked for a day, and only against those who may not bypass governance mode. Object Lock and a default retention still show as set.',
    ja: '新しいログファイルは 1 日だけ、しかもガバナンスモードをバイパスできない者に対してだけロックされます。オブジェクトロックもデフォルトの保持期間も、設定済みと表示され続けます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketObjectLockConfiguration on the bucket.',
    ja: 'バケットに対する s3:PutBucketObjectLockConfiguration を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Compliance mode: it protects stored versions, not the bucket’s default. A condition on s3:object-lock-remaining-retention-days: it looks at what a request asks for, and CloudTrail’s asks for nothing.',
    ja: 'コンプライアンスモード（保護されるのは保存済みのバージョンで、バケットのデフォルト設定ではありません）。s3:object-lock-remaining-retention-days の条件（リクエストが指定した期間を調べるもので、CloudTrail のリクエストは期間を指定しません）。',
  },
  unverified: {
    en: 'That CloudTrail names no retention when it stores a file, so that the bucket’s default decides.',
    ja: 'CloudTrail がファイルの保存時に保持期間を指定せず、バケットのデフォルト設定が適用されること。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, objectLock }) => {
    if (objectLock === undefined) return { resource: arn, action: 's3:GetBucketObjectLockConfiguration' };
    const kept = objectLock === 'off' ? undefined : objectLock.default;
    return kept !== undefined && (kept.mode === 'COMPLIANCE' || kept.days > 1);
  },
  ways: (bucket) => [
    [
      {
        operation: 's3:PutObjectLockConfiguration',
        region: bucket.region,
        event: 'PutBucketObjectLockConfiguration',
        needs: [{ action: 's3:PutBucketObjectLockConfiguration', resource: bucket.arn }],
        input: {
          Bucket: bucket.name,
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
          },
        },
      },
    ],
  ],
  harm: { en: 'new log files are locked for a day', ja: '新しいログのロックが 1 日だけになる' },
});
