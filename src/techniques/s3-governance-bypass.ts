import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { bypassing, erase } from './parts/log-file.ts';
import { objectGoverned, undeletable } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-governance-bypass',
  title: {
    en: 'Delete a log file despite governance mode',
    ja: 'ガバナンスモードをバイパスしてログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'Governance mode holds only those who may not bypass it: AdministratorAccess includes s3:BypassGovernanceRetention, and one request header uses it.',
    ja: 'ガバナンスモードが止めるのは、バイパスできないプリンシパルだけです。AdministratorAccess は s3:BypassGovernanceRetention を含み、リクエストヘッダー 1 つでバイパスできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:BypassGovernanceRetention (or s3:DeleteObjectVersion) on the objects; compliance mode instead of governance mode; a legal hold on the version besides, which the bypass does not lift.',
    ja: 'オブジェクトに対する s3:BypassGovernanceRetention（または s3:DeleteObjectVersion）を拒否する SCP または RCP。ガバナンスモードではなくコンプライアンスモードの使用。バージョンへのリーガルホールドの併用（バイパスしても解除されません）。',
  },
  notBlockedBy: {
    en: 'Governance mode itself, against an administrator. A deny of s3:DeleteObject alone.',
    ja: '管理者に対するガバナンスモードそのもの。s3:DeleteObject だけの Deny。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  requires: objectGoverned,
  refused: undeletable,
  ways: (object) => [[bypassing(erase(object))]],
  harm: { en: 'gone for good', ja: '復元できない' },
});
