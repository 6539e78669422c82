import type { LogBucket } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';

const setVersioning = (bucket: LogBucket, status: string): Step => ({
  operation: 's3:PutBucketVersioning',
  region: bucket.region,
  event: 'PutBucketVersioning',
  needs: [{ action: 's3:PutBucketVersioning', resource: bucket.arn }],
  input: { Bucket: bucket.name, VersioningConfiguration: { Status: status } },
});

export default technique<LogBucket>({
  id: 's3-versioning-suspend',
  title: { en: 'Suspend versioning of the log bucket', ja: 'ログバケットのバージョニングを停止する' },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'From then on an overwritten log file leaves no earlier version behind.',
    ja: '以後、上書きされたログファイルの以前の内容は残りません。',
  },
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html'],
  targets: (snapshot) => snapshot.logBuckets.filter((bucket) => bucket.versioning === 'Enabled'),
  ways: (bucket) => [[setVersioning(bucket, 'Suspended')]],
  undo: (bucket) => [setVersioning(bucket, 'Enabled')],
  // The value that it already has.
  probe: (bucket) => setVersioning(bucket, bucket.versioning),
  harmed: (before, after) => before.versioning === 'Enabled' && after?.versioning !== 'Enabled',
  harm: { en: 'overwritten logs leave no trace', ja: '上書きの痕跡が残らない' },
});
