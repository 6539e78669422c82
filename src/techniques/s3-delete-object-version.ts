import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { erase } from './parts/log-file.ts';
import { objectGoverned, objectImmutability } from './parts/object-lock.ts';

const NO_SUCH_VERSION = 'indelible.no.such.version.000000';

export default technique<LogObject>({
  id: 's3-delete-object-version',
  title: { en: 'Delete a version of a log file', ja: 'ログのバージョンを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A deleted version cannot be brought back by anybody; versioning alone does not protect from it.',
    ja: '削除されたバージョンは誰にも復元できません。バージョニングだけでは防げません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObjectVersion on the objects; Object Lock in compliance mode until the retention ends. MFA Delete stops everybody but the root user with its device.',
    ja: 'オブジェクトに対する s3:DeleteObjectVersion を拒否する SCP または RCP。保持期間が終わるまではコンプライアンスモードのオブジェクトロック。MFA Delete は、デバイスを持つルートユーザー以外を止めます。',
  },
  notBlockedBy: {
    en: 'Versioning alone. A deny of s3:DeleteObject alone: deleting a version is another permission. Object Lock in governance mode, for whoever may bypass it.',
    ja: 'バージョニングだけの設定。s3:DeleteObject だけの Deny（バージョンの削除は別のアクセス許可です）。バイパスできるプリンシパルに対するガバナンスモードのオブジェクトロック。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  // Under governance the call is another one, with a permission of its own: s3-governance-bypass.
  requires: (object, snapshot) => objectGoverned(object, snapshot) !== true,
  refused: objectImmutability,
  ways: (object) => [[erase(object)]],
  // Authorized like the attack; there is no such version to lose.
  probe: (object) => erase({ ...object, versionId: NO_SUCH_VERSION }),
  harmed: (_before, after) => after === undefined,
  harm: { en: 'gone for good', ja: '復元できない' },
});
