import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { bypassing, erase, onLogFile } from './parts/log-file.ts';
import { objectGoverned, undeletable } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-retention-shorten',
  title: {
    en: 'Take the governance retention off a log file, then delete it',
    ja: 'ガバナンスモードの保持を外してからログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'In governance mode, whoever may bypass it can also shorten or remove the retention of a stored version. The deletion that follows then bypasses nothing, and may come much later and from somebody else.',
    ja: 'ガバナンスモードでは、バイパスできるプリンシパルは保存済みバージョンの保持期間を短縮したり取り除いたりできます。その後の削除は通常の削除であり、ずっと後に別の者が実行することもできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'Compliance mode; a service or resource control policy that denies s3:PutObjectRetention, s3:BypassGovernanceRetention or s3:DeleteObjectVersion on the objects; a legal hold on the version besides, which stays.',
    ja: 'コンプライアンスモード。または、オブジェクトに対する s3:PutObjectRetention、s3:BypassGovernanceRetention、s3:DeleteObjectVersion のいずれかを拒否する SCP または RCP。バージョンへのリーガルホールドの併用（解除されずに残ります）。',
  },
  notBlockedBy: {
    en: 'A deny of s3:PutBucketObjectLockConfiguration: the bucket’s default is not what changes. A deny of s3:DeleteObject alone.',
    ja: 's3:PutBucketObjectLockConfiguration の Deny（変わるのはバケットのデフォルト設定ではありません）。s3:DeleteObject だけの Deny。',
  },
  unverified: {
    en: 'Whether s3:object-lock-remaining-retention-days is in a request that removes the retention: no documentation says so. A deny that depends on it is taken not to hold.',
    ja: '保持を取り除くリクエストに s3:object-lock-remaining-retention-days が含まれるかどうかは、ドキュメントに記載がありません。これに依存する Deny は効かないものとみなします。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  requires: objectGoverned,
  refused: undeletable,
  ways: (object) => [
    [
      bypassing({
        operation: 's3:PutObjectRetention',
        event: 'PutObjectRetention',
        needs: [onLogFile('s3:PutObjectRetention', object)],
        input: {
          Bucket: object.bucketName,
          Key: object.key,
          VersionId: object.versionId,
          Retention: {},
        },
      }),
      erase(object),
    ],
  ],
  harm: { en: 'gone for good', ja: '復元できない' },
});
