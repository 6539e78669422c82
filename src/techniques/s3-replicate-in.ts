import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { onLogFile } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';
import { partitionOf } from './parts/partition.ts';

const SOURCE = 'indelible-source';

export default technique<LogObject>({
  id: 's3-replicate-in',
  title: {
    en: 'Replicate forged log files or delete markers into the log bucket',
    ja: '偽のログや削除マーカーをログバケットにレプリケートする',
  },
  goal: 'tamper',
  mitre: ['T1565.001', 'T1485'],
  why: {
    en: 'S3 writes a replica under the key that the object has in the source bucket, as that key’s newest version, and a replicated delete marker hides it. Neither is s3:PutObject or s3:DeleteObject in the log bucket.',
    ja: 'S3 はレプリカを、ソースバケットと同じキーの最新バージョンとして書き込みます。レプリケートされた削除マーカーはファイルを隠します。どちらも、ログバケットでの s3:PutObject や s3:DeleteObject ではありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:ReplicateObject and s3:ReplicateDelete on the objects; for other accounts, a bucket policy that gives them neither.',
    ja: 'オブジェクトに対する s3:ReplicateObject と s3:ReplicateDelete を拒否する SCP または RCP。他のアカウントに対しては、どちらも許可しないバケットポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of s3:PutObject, s3:Delete* or s3:PutReplicationConfiguration on the log bucket: the configuration is the source’s. Object Lock: new versions and delete markers are always accepted.',
    ja: 'ログバケットに対する s3:PutObject、s3:Delete*、s3:PutReplicationConfiguration の Deny（設定はソースバケットのものです）。オブジェクトロック（新しいバージョンと削除マーカーは常に作成できます）。',
  },
  unverified: {
    en: 'The event that CloudTrail records of the replica itself. That some role of the source’s account may be passed to S3 (iam:PassRole) is taken for granted.',
    ja: 'レプリカそのものについて CloudTrail が記録するイベント。ソース側アカウントのいずれかのロールを S3 に渡せること（iam:PassRole）は前提とします。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  // Both buckets have to have versions.
  requires: (object, snapshot) => bucketOf(object, snapshot)?.versioning === 'Enabled',
  ways: (object) => [
    [configuration(object), inSource('PutObject', object), replica('ReplicateObject', object)],
    [configuration(object), inSource('DeleteObject', object), replica('ReplicateDelete', object)],
  ],
  harm: { en: 'readers get forged records, or none', ja: '偽の記録が読まれるか、読めなくなる' },
});

/** On a bucket of the attacker's, or on what is in it. */
function onSource(action: string, { bucketArn }: LogObject, path = ''): Need {
  const anyUnder = `arn:${partitionOf(bucketArn)}:s3:::`;
  return { action, resource: `${anyUnder}${SOURCE}${path}`, anyUnder };
}

const configuration = (object: LogObject): Step => ({
  operation: 's3:PutBucketReplication',
  event: 'PutBucketReplication',
  needs: [onSource('s3:PutReplicationConfiguration', object)],
  input: {
    Bucket: SOURCE,
    ReplicationConfiguration: {
      Rules: [
        {
          Status: 'Enabled',
          Priority: 1,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Enabled' },
          Destination: { Bucket: object.bucketArn },
        },
      ],
    },
  },
});

const inSource = (name: 'PutObject' | 'DeleteObject', object: LogObject): Step => ({
  operation: `s3:${name}`,
  event: name,
  needs: [onSource(`s3:${name}`, object, `/${object.key}`)],
  input: { Bucket: SOURCE, Key: object.key },
});

/** What S3 then does as the role of the source's account. */
const replica = (name: 'ReplicateObject' | 'ReplicateDelete', object: LogObject): Step => ({
  operation: `s3:${name}`,
  event: name === 'ReplicateObject' ? 'PutObject' : 'DeleteObject',
  needs: [onLogFile(`s3:${name}`, object)],
  input: { Bucket: object.bucketName, Key: object.key },
});
