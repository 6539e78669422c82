import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { reencrypt, unlocking } from './parts/object-encryption.ts';
import { bucketOf, objectImmutability } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-update-object-encryption',
  title: {
    en: 'Put a log file under another key, in place',
    ja: 'ログファイルを別のキーで暗号化し直す',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'S3 changes the key of a stored file without a new version, and leaves its date and ETag as they are. The key is one that lets no reader in, and may be deleted later: the file is there, and nobody can read it.',
    ja: 'S3 は保存済みファイルのキーを、新しいバージョンを作らず、日時も ETag も変えずに置き換えます。読み取り側を許可しないキーにし、後でそのキーを削除すれば、ファイルは残っていても誰にも読めません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/update-sse-encryption.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:UpdateObjectEncryption on the objects; Object Lock in compliance mode until the retention ends.',
    ja: 'オブジェクトに対する s3:UpdateObjectEncryption を拒否する SCP または RCP。保持期間が終わるまではコンプライアンスモードのオブジェクトロック。',
  },
  notBlockedBy: {
    en: 'A deny of s3:Delete* and s3:PutEncryptionConfiguration. Versioning: no version is made. A deny of kms:CreateKey: a key that the account has already will do. A retention in governance mode or a legal hold, for whoever may take it off.',
    ja: 's3:Delete* や s3:PutEncryptionConfiguration の Deny。バージョニング（新しいバージョンは作られません）。kms:CreateKey の Deny（アカウントの既存のキーで足ります）。解除できるプリンシパルに対するガバナンスモードやリーガルホールド。',
  },
  unverified: {
    en: 'Whether s3:PutObject is required as well: editions of the documentation differ. The event name: the documentation says that CloudTrail records the call as a data event, and not under which name. Whether AWS Support lets the account use keys of the organization’s other accounts: it is taken not to.',
    ja: 's3:PutObject も必要かどうか（ドキュメントの版によって記載が異なります）。イベント名（データイベントとして記録されるとの記載はありますが、名前の記載はありません）。AWS サポートにより、組織内の他のアカウントのキーの使用が認められているかどうか（認められていないものとみなします）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  refused: objectImmutability,
  ways: (object, snapshot) => {
    const bucket = snapshot && bucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    return [[...unlocking(object, snapshot), reencrypt(object, bucket.region)]];
  },
  harm: { en: 'the log file cannot be decrypted', ja: 'ログファイルを復号できない' },
});
