import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { erase } from './parts/log-file.ts';
import { objectGoverned, undeletable } from './parts/object-lock.ts';

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
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObjectVersion on the objects; Object Lock in compliance mode until the retention ends; a legal or event hold on the version until it is released; no bypass of governance mode lifts a legal hold. With MFA Delete, S3 also asks for the code of a device; this is not taken into account.',
    ja: 'オブジェクトに対する s3:DeleteObjectVersion を拒否する SCP または RCP。保持期間が終わるまではコンプライアンスモードのオブジェクトロック。解除されるまではリーガルホールドやイベントホールド（ガバナンスモードをバイパスしても、リーガルホールドは解除されません）。MFA Delete が有効なら、S3 はデバイスのコードも要求しますが、判定には反映していません。',
  },
  notBlockedBy: {
    en: 'Versioning alone. A deny of s3:DeleteObject alone: deleting a version is another permission. Object Lock in governance mode, for whoever may bypass it.',
    ja: 'バージョニングだけの設定。s3:DeleteObject だけの Deny（バージョンの削除は別のアクセス許可です）。バイパスできるプリンシパルに対するガバナンスモードのオブジェクトロック。',
  },
  unverified: {
    en: 'Only the newest log file’s legal or event hold is read. Where it has one, whether others do without is left open.',
    ja: 'リーガルホールドとイベントホールドは、最新のログファイルについてだけ読み取ります。それにある場合、ほかのファイルにもあるかどうかは不明として扱います。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  // Under governance the call is another one, with a permission of its own: s3-governance-bypass.
  requires: (object, snapshot) => objectGoverned(object, snapshot) !== true,
  refused: undeletable,
  ways: (object) => [[erase(object)]],
  // Authorized like the attack; there is no such version to lose.
  probe: (object) => erase({ ...object, versionId: NO_SUCH_VERSION }),
  harmed: (_before, after) => after === undefined,
  harm: { en: 'gone for good', ja: '復元できない' },
});
