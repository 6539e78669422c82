import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogBucket>({
  id: 'siem-bucket-notification-cut',
  title: {
    en: 'Cut the notifications of new log files',
    ja: '新しいログファイルの通知を止める',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'A SIEM fetches the files of which S3 tells it. With an empty configuration the files are still written and kept, and the SIEM never hears of them.',
    ja: 'SIEM は S3 から通知されたファイルを取得します。設定を空にすると、ファイルは書き込まれ保持され続けますが、SIEM はその存在を知ることができません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketNotification on the bucket. A SIEM that also lists the bucket hears of the files all the same.',
    ja: 'バケットに対する s3:PutBucketNotification を拒否する SCP または RCP。SIEM がバケットの一覧も確認していれば、通知がなくてもファイルに気づけます。',
  },
  notBlockedBy: {
    en: 'What protects the objects: Object Lock, versioning, denies on bucket/*. A deny of s3:PutBucketNotificationConfiguration: the permission has another name than the call.',
    ja: 'オブジェクトの保護（オブジェクトロック、バージョニング、バケット/* に対する Deny）。s3:PutBucketNotificationConfiguration の Deny（アクセス許可の名前は呼び出しと異なります）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, notifies }) =>
    notifies === undefined ? { resource: arn, action: 's3:GetBucketNotification' } : notifies.length > 0,
  ways: (bucket) => [
    [
      {
        operation: 's3:PutBucketNotificationConfiguration',
        region: bucket.region,
        event: 'PutBucketNotification',
        needs: [{ action: 's3:PutBucketNotification', resource: bucket.arn }],
        input: { Bucket: bucket.name, NotificationConfiguration: {} },
      },
    ],
  ],
  harm: { en: 'the SIEM sees no new file', ja: 'SIEM に新しいログが届かない' },
});
