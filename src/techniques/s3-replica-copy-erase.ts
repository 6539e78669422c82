import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogBucket>({
  id: 's3-replica-copy-erase',
  title: {
    en: 'Cut off the second copy of the logs',
    ja: 'ログの 2 つ目のコピーを断つ',
  },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'Once the replication configuration is gone or its rule disabled, new log files exist in one place only. The copy ends without a word, and what is erased after that has no replica.',
    ja: 'レプリケーション設定を削除するかルールを無効にすると、新しいログファイルは 1 か所にしか存在しなくなります。複製は何の通知もなく止まり、その後に消されたものにはレプリカがありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketReplication.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html',
    'https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutReplicationConfiguration on the bucket: it covers deleting and, through AWS Fault Injection Service, pausing as well.',
    ja: 'バケットに対する s3:PutReplicationConfiguration を拒否する SCP または RCP。設定の削除にも、AWS Fault Injection Service による一時停止にも、このアクセス許可が必要です。',
  },
  notBlockedBy: {
    en: 'A deny of s3:DeleteBucketReplication: no such permission exists. A deny of s3:PauseReplication alone. Object Lock at the destination: it keeps what is there, and brings nothing new.',
    ja: 's3:DeleteBucketReplication の Deny（そのようなアクセス許可はありません）。s3:PauseReplication だけの Deny。レプリケート先のオブジェクトロック（すでにあるものを守るだけで、新しいログは届きません）。',
  },
  unverified: {
    en: 'What can be erased at the destination is judged only where that bucket was read as a log bucket itself.',
    ja: 'レプリケート先で何を消せるかは、そのバケット自体がログバケットとして読み取られた場合にだけ判定します。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, replicatesTo }) =>
    replicatesTo === undefined
      ? { resource: arn, action: 's3:GetReplicationConfiguration' }
      : replicatesTo.length > 0,
  ways: (bucket) => [
    [
      {
        operation: 's3:DeleteBucketReplication',
        region: bucket.region,
        event: 'DeleteBucketReplication',
        needs: [{ action: 's3:PutReplicationConfiguration', resource: bucket.arn }],
        input: { Bucket: bucket.name },
      },
    ],
  ],
  harm: { en: 'new logs have no second copy', ja: '新しいログに複製がない' },
});
