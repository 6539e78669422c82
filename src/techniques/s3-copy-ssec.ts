import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { erasing } from './parts/erasures.ts';
import { onLogFile } from './parts/log-file.ts';
import { undeletable } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-copy-ssec',
  title: {
    en: 'Copy a log file onto itself under a key that S3 does not keep',
    ja: 'S3 が保管しないキー (SSE-C) でログファイルを上書きコピーする',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'With a customer-provided key (SSE-C), S3 encrypts and forgets the key: only the attacker can read the copy. Where there is versioning, the readable version is deleted afterwards.',
    ja: 'お客様が用意するキー (SSE-C) では、S3 は暗号化した後にキーを破棄するため、コピーは攻撃者にしか読めません。バージョニングが有効なら、読める元のバージョンを続けて削除します。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObject where s3:x-amz-server-side-encryption-customer-algorithm is present (or to everybody but CloudTrail), or s3:DeleteObjectVersion; a bucket that blocks SSE-C, while nobody may change that (s3:PutEncryptionConfiguration); Object Lock in compliance mode keeps the readable version.',
    ja: 's3:x-amz-server-side-encryption-customer-algorithm がある場合に（または CloudTrail 以外に）s3:PutObject を拒否する SCP または RCP。s3:DeleteObjectVersion の拒否。SSE-C をブロックしたバケット（その設定を誰も変えられない場合、s3:PutEncryptionConfiguration）。コンプライアンスモードのオブジェクトロック（読めるバージョンが残ります）。',
  },
  notBlockedBy: {
    en: 'Policies about KMS: no KMS key is involved. Versioning alone. A deny of s3:DeleteObject alone.',
    ja: 'KMS に関するポリシー（KMS キーは使われません）。バージョニングだけの設定。s3:DeleteObject だけの Deny。',
  },
  unverified: {
    en: 'Whether the bucket blocks SSE-C, as S3 has new buckets do since April 2026: it is not read. Where it does, the attacker first unblocks it with s3:PutEncryptionConfiguration; where only that is denied, the verdict is left open.',
    ja: 'バケットが SSE-C をブロックしているかどうか（読み取っていません。2026 年 4 月以降の新しいバケットは既定でブロックします）。ブロックしていれば、攻撃者は先に s3:PutEncryptionConfiguration で解除する必要があります。これだけが拒否されている場合は、不明として扱います。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  refused: undeletable,
  ways: (object, snapshot) => {
    if (object.versionId === undefined) return [[copy(object)]];
    return [[copy(object), erasing(object, snapshot)]];
  },
  harm: { en: 'only the attacker can read the log', ja: '攻撃者にしかログが読めない' },
});

const copy = (object: LogObject): Step => ({
  operation: 's3:CopyObject',
  event: 'CopyObject',
  needs: [
    onLogFile('s3:GetObject', object),
    {
      ...onLogFile('s3:PutObject', object),
      context: { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' },
    },
  ],
  // Where the bucket blocks SSE-C, to unblock it.
  perhaps: [{ action: 's3:PutEncryptionConfiguration', resource: object.bucketArn }],
  input: {
    Bucket: object.bucketName,
    Key: object.key,
    CopySource: `${object.bucketName}/${object.key}`,
    SSECustomerAlgorithm: 'AES256',
  },
});
