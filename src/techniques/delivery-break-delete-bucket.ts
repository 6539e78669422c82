import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<LogBucket>({
  id: 'delivery-break-delete-bucket',
  title: { en: 'Delete the emptied log bucket', ja: '空にしたログバケットを削除する' },
  goal: 'silence',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'CloudTrail has nowhere to deliver to, and anybody may then take the bucket name and receive the logs.',
    ja: 'CloudTrail の配信先がなくなり、さらに第三者がそのバケット名を取得してログを受け取ることもできます。',
  },
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html'],
  targets: (snapshot) => snapshot.logBuckets,
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
