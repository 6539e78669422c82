import { type LifecycleRule, type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { onLogFile } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-lifecycle-tag-trigger',
  title: {
    en: 'Tag log files so that a lifecycle rule expires them',
    ja: 'タグを付けて、既存のライフサイクルルールでログを期限切れにする',
  },
  goal: 'expire',
  mitre: ['T1485.001'],
  why: {
    en: 'A rule that expires whatever carries a tag is there already. Whoever may tag a log file chooses what S3 deletes, without deleting anything or changing a rule.',
    ja: '特定のタグを持つオブジェクトを期限切れにするルールがすでにあります。ログファイルにタグを付けられる者は、自ら削除せず、ルールも変えずに、S3 に削除させるものを選べます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObjectTagging and s3:PutObjectVersionTagging on the objects; a bucket whose rules filter by no tag.',
    ja: 'オブジェクトに対する s3:PutObjectTagging と s3:PutObjectVersionTagging を拒否する SCP または RCP。タグでフィルタリングするルールのないバケット。',
  },
  notBlockedBy: {
    en: 'A deny of s3:PutLifecycleConfiguration: no rule changes. A deny of s3:Delete*: S3 itself deletes. Object Lock: locked versions stay until their retention ends, but a delete marker hides them.',
    ja: 's3:PutLifecycleConfiguration の Deny（ルールは変わりません）。s3:Delete* の Deny（削除するのは S3 自身です）。オブジェクトロック（ロックされたバージョンは保持期間の終わりまで残りますが、削除マーカーで見えなくなります）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: (object, snapshot) => {
    const lifecycle = bucketOf(object, snapshot)?.lifecycle;
    if (lifecycle === undefined) {
      return { resource: object.bucketArn, action: 's3:GetLifecycleConfiguration' };
    }
    return triggers(lifecycle).length > 0;
  },
  ways: (object, snapshot) =>
    triggers((snapshot && bucketOf(object, snapshot)?.lifecycle) ?? []).flatMap((tag) => [
      [tagging(object, tag)],
      ...(object.versionId === undefined ? [] : [[tagging(object, tag, object.versionId)]]),
    ]),
  harm: { en: 'S3 deletes or hides the tagged log files', ja: 'タグ付きのログを S3 が削除するか隠す' },
});

type Tag = NonNullable<LifecycleRule['tag']>;

const triggers = (lifecycle: readonly LifecycleRule[]): readonly Tag[] =>
  lifecycle.flatMap(({ enabled, expires, tag }) => (enabled && expires && tag !== undefined ? [tag] : []));

const tagging = (object: LogObject, { key, value }: Tag, versionId?: string): Step => ({
  operation: 's3:PutObjectTagging',
  event: 'PutObjectTagging',
  needs: [
    {
      ...onLogFile(versionId === undefined ? 's3:PutObjectTagging' : 's3:PutObjectVersionTagging', object),
      context: { [`s3:RequestObjectTag/${key}`]: value },
    },
  ],
  input: {
    Bucket: object.bucketName,
    Key: object.key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
    Tagging: { TagSet: [{ Key: key, Value: value }] },
  },
});
