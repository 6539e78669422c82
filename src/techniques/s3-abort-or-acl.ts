import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { enablingAcls } from './parts/bucket-acl.ts';
import { onLogFile } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-abort-or-acl',
  title: {
    en: 'Take away read access with object ACLs',
    ja: 'オブジェクトの ACL で読み取り権限を取り上げる',
  },
  goal: 'unreadable',
  mitre: ['T1685'],
  why: {
    en: 'The grant of the account that reads the logs disappears from each file. A file that the bucket’s owner does not own is then closed to the owner, too: no bucket policy reaches it.',
    ja: 'ログを読むアカウントへの許可が各ファイルから消えます。バケット所有者のものではないファイルは、バケットポリシーも及ばないため、所有者にも読めなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/VersionedObjectPermissionsandACLs.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObjectAcl and s3:PutObjectVersionAcl on the objects. ACLs that are off (bucket owner enforced), as long as nobody may call s3:PutBucketOwnershipControls.',
    ja: 'オブジェクトに対する s3:PutObjectAcl と s3:PutObjectVersionAcl を拒否する SCP または RCP。ACL の無効化（バケット所有者の強制）は、s3:PutBucketOwnershipControls を呼び出せる者がいない限り有効です。',
  },
  notBlockedBy: {
    en: 'Object Lock: it keeps the content, not the permissions. A deny of s3:PutBucketAcl: that is the bucket’s list, not the files’.',
    ja: 'オブジェクトロック（守るのは内容で、権限ではありません）。s3:PutBucketAcl の Deny（バケットの ACL であり、ファイルの ACL ではありません）。',
  },
  unverified: {
    en: 'Which account owns the log files where the object writer does, and whether files stored while ACLs were off come under them again.',
    ja: 'オブジェクトライター設定のときにログファイルをどのアカウントが所有するか、ACL が無効な間に保存されたファイルに再び ACL が効くかどうか。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  ways: (object, snapshot) =>
    enablingAcls(snapshot && bucketOf(object, snapshot)).flatMap((opening) => [
      [...opening, withdrawing(object)],
      ...(object.versionId === undefined ? [] : [[...opening, withdrawing(object, object.versionId)]]),
    ]),
  harm: { en: 'readers are locked out', ja: '読み取り側が締め出される' },
});

const withdrawing = (object: LogObject, versionId?: string): Step => ({
  operation: 's3:PutObjectAcl',
  event: 'PutObjectAcl',
  needs: [onLogFile(versionId === undefined ? 's3:PutObjectAcl' : 's3:PutObjectVersionAcl', object)],
  input: {
    Bucket: object.bucketName,
    Key: object.key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
    ACL: 'private',
  },
});
