import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { immutability } from './parts/object-lock.ts';

export default technique<LogBucket>({
  id: 'delivery-break-delete-bucket',
  title: { en: 'Delete the emptied log bucket', ja: '空にしたログバケットを削除する' },
  goal: 'silence',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'CloudTrail has nowhere to deliver to, and unless the name is in the account regional namespace, anybody may then take it. S3 deletes only an empty bucket: every version and delete marker must be gone before.',
    ja: 'CloudTrail の配信先がなくなります。アカウントリージョナル名前空間の名前でなければ、第三者がそのバケット名を取得することもできます。S3 は空のバケットしか削除しないため、先にすべてのバージョンと削除マーカーを消す必要があります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteBucket on the bucket; Object Lock in compliance mode while a locked version is in it.',
    ja: 'バケットに対する s3:DeleteBucket を拒否する SCP または RCP。ロックされたバージョンが残っている間はコンプライアンスモードのオブジェクトロック。',
  },
  notBlockedBy: {
    en: 'The trail and its settings: CloudTrail does not hold the bucket. A deny whose resource is bucket-arn/* alone: it matches objects, not the bucket.',
    ja: '証跡とその設定（CloudTrail はバケットの削除を妨げません）。リソースがバケット ARN/* だけの Deny（オブジェクトに一致し、バケットには一致しません）。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  refused: immutability,
  ways: (bucket) => [
    [
      {
        operation: 's3:DeleteBucket',
        region: bucket.region,
        event: 'DeleteBucket',
        needs: [{ action: 's3:DeleteBucket', resource: bucket.arn }],
        input: { Bucket: bucket.name },
      },
    ],
  ],
  undo: (bucket) => [
    {
      operation: 's3:CreateBucket',
      region: bucket.region,
      event: 'CreateBucket',
      needs: [{ action: 's3:CreateBucket', resource: bucket.arn }],
      input: {
        Bucket: bucket.name,
        ...(bucket.region === 'us-east-1'
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint: bucket.region } }),
      },
    },
    ...(bucket.versioning === 'Off'
      ? []
      : [
          {
            operation: 's3:PutBucketVersioning',
            region: bucket.region,
            event: 'PutBucketVersioning',
            needs: [{ action: 's3:PutBucketVersioning', resource: bucket.arn }],
            input: { Bucket: bucket.name, VersioningConfiguration: { Status: bucket.versioning } },
          },
        ]),
    ...(bucket.policy === undefined
      ? []
      : [
          {
            operation: 's3:PutBucketPolicy',
            region: bucket.region,
            event: 'PutBucketPolicy',
            needs: [{ action: 's3:PutBucketPolicy', resource: bucket.arn }],
            input: { Bucket: bucket.name, Policy: JSON.stringify(bucket.policy) },
          },
        ]),
  ],
  harmed: (_before, after) => after === undefined,
  harm: { en: 'bucket is gone', ja: 'バケットが消えた' },
});
