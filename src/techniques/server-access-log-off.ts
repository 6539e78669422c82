import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 'server-access-log-off',
  title: {
    en: 'Turn off the server access logs of the log bucket',
    ja: 'ログバケットのサーバーアクセスログを無効にする',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'CloudTrail does not record what a lifecycle rule deletes; server access logs do. Without them, unless the bucket also sends event notifications of expiry, expired log files vanish without a trace.',
    ja: 'ライフサイクルルールによる削除は CloudTrail に記録されませんが、サーバーアクセスログには残ります。これがなければ、期限切れのイベント通知も設定していない限り、ログファイルは跡形なく期限切れになります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketLogging on the bucket.',
    ja: 'バケットに対する s3:PutBucketLogging を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Object Lock on the log bucket. Guards of the bucket that holds the access logs: those already written stay, no new ones come.',
    ja: 'ログバケットのオブジェクトロック。アクセスログの保存先バケットの保護（書き込み済みのものは残りますが、新しいものは届きません）。',
  },
  unverified: {
    en: 'Whether somebody of another account can do it whom the bucket policy lets: the documentation says that one has to be the bucket owner. It is taken to be possible.',
    ja: 'バケットポリシーで許可された別のアカウントのプリンシパルにも可能かどうか。ドキュメントにはバケット所有者である必要があるとありますが、可能と見なしています。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, accessLogs }) =>
    accessLogs === undefined ? { resource: arn, action: 's3:GetBucketLogging' } : accessLogs !== 'off',
  ways: ({ name, arn, region }) => [
    [singleCall('s3:PutBucketLogging', arn, { Bucket: name, BucketLoggingStatus: {} }, { region })],
  ],
  harm: { en: 'expiry leaves no trace', ja: '期限切れの痕跡が残らない' },
});
