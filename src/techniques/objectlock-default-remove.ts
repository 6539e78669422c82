import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogBucket>({
  id: 'objectlock-default-remove',
  title: {
    en: 'Remove the default retention of the log bucket',
    ja: 'ログバケットのデフォルトの保持期間を取り除く',
  },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'Log files delivered from then on are not locked and can be deleted like any other; those already stored stay locked. Object Lock itself still shows as enabled.',
    ja: '以後に配信されるログファイルはロックされず、通常どおり削除できます（保存済みのものはロックされたままです）。オブジェクトロック自体は有効と表示され続けます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketObjectLockConfiguration on the bucket.',
    ja: 'バケットに対する s3:PutBucketObjectLockConfiguration を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Compliance mode: it protects stored versions, not the bucket’s default. A deny of s3:PutObjectLockConfiguration: the permission has another name than the operation.',
    ja: 'コンプライアンスモード（保護されるのは保存済みのバージョンで、バケットのデフォルト設定ではありません）。s3:PutObjectLockConfiguration の Deny（アクセス許可の名前はオペレーション名と異なります）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, objectLock }) => {
    if (objectLock === undefined) return { resource: arn, action: 's3:GetBucketObjectLockConfiguration' };
    return objectLock !== 'off' && objectLock.default !== undefined;
  },
  ways: (bucket) => [
    [
      {
        operation: 's3:PutObjectLockConfiguration',
        region: bucket.region,
        event: 'PutBucketObjectLockConfiguration',
        needs: [{ action: 's3:PutBucketObjectLockConfiguration', resource: bucket.arn }],
        input: { Bucket: bucket.name, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
        effect: [{ kind: 'set', arn: bucket.arn, fields: { objectLock: {} } }],
      },
    ],
  ],
  harm: { en: 'new log files are not locked', ja: '新しいログがロックされない' },
});
