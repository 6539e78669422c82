import type { LogBucket } from '../model/snapshot.ts';
import { type Localized, type Step, technique } from '../model/technique.ts';

const setVersioning = (bucket: LogBucket, status: LogBucket['versioning']): Step => ({
  operation: 's3:PutBucketVersioning',
  region: bucket.region,
  event: 'PutBucketVersioning',
  needs: [{ action: 's3:PutBucketVersioning', resource: bucket.arn }],
  input: { Bucket: bucket.name, VersioningConfiguration: { Status: status } },
});

/** S3 answers an error while the bucket replicates. */
const deleteReplication = ({ name, arn, region }: LogBucket): Step => ({
  operation: 's3:DeleteBucketReplication',
  region,
  event: 'DeleteBucketReplication',
  needs: [{ action: 's3:PutReplicationConfiguration', resource: arn }],
  input: { Bucket: name },
  effect: [{ kind: 'set', arn, fields: { replicatesTo: [] } }],
});

const LOCKED = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html';

const LOCK_KEEPS_VERSIONING: Localized = {
  en: 'Versioning of a bucket with Object Lock cannot be suspended.',
  ja: 'オブジェクトロックが有効なバケットのバージョニングは停止できません。',
};

export default technique<LogBucket>({
  id: 's3-versioning-suspend',
  title: { en: 'Suspend versioning of the log bucket', ja: 'ログバケットのバージョニングを停止する' },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'From then on an overwritten log file leaves no earlier version behind.',
    ja: '以後、上書きされたログファイルの以前の内容は残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-and-other-bucket-configs.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
    LOCKED,
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketVersioning on the bucket; Object Lock, in either mode: versioning of such a bucket cannot be suspended. Where the bucket replicates, also a deny of s3:PutReplicationConfiguration: its replication has to go first. With MFA Delete, S3 also asks for the code of a device; this is not taken into account.',
    ja: 'バケットに対する s3:PutBucketVersioning を拒否する SCP または RCP。モードを問わずオブジェクトロック（有効なバケットのバージョニングは停止できません）。レプリケーション元のバケットでは、s3:PutReplicationConfiguration の拒否でも防げます（先に設定を削除する必要があります）。MFA Delete が有効なら、S3 はデバイスのコードも要求しますが、判定には反映していません。',
  },
  notBlockedBy: {
    en: 'A deny of s3:Delete*: nothing is deleted here.',
    ja: 's3:Delete* の Deny（この攻撃では何も削除されません）。',
  },
  targets: (snapshot) => snapshot.logBuckets.filter((bucket) => bucket.versioning === 'Enabled'),
  refused: ({ arn, objectLock }) => {
    if (objectLock === undefined) return { resource: arn, action: 's3:GetBucketObjectLockConfiguration' };
    return objectLock === 'off' ? undefined : { kind: 'service', why: LOCK_KEEPS_VERSIONING, source: LOCKED };
  },
  ways: (bucket) => {
    const suspend: Step = {
      ...setVersioning(bucket, 'Suspended'),
      effect: [{ kind: 'set', arn: bucket.arn, fields: { versioning: 'Suspended' } }],
    };
    const removal = deleteReplication(bucket);
    if (bucket.replicatesTo === undefined) return [[{ ...suspend, perhaps: removal.needs }]];
    return [bucket.replicatesTo.length === 0 ? [suspend] : [removal, suspend]];
  },
  undo: (bucket) => [setVersioning(bucket, 'Enabled')],
  // The value that it already has.
  probe: (bucket) => setVersioning(bucket, bucket.versioning),
  harmed: (before, after) => before.versioning === 'Enabled' && after?.versioning !== 'Enabled',
  harm: { en: 'overwritten logs leave no trace', ja: '上書きの痕跡が残らない' },
});
