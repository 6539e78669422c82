import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { erasing } from './parts/erasures.ts';
import { onLogFile } from './parts/log-file.ts';
import { bucketOf, objectImmutability } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-legal-hold-off',
  title: {
    en: 'Release the legal hold of a log file, then delete it',
    ja: 'リーガルホールドを解除してからログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A legal hold has no end, but one permission switches it off, for an administrator as well as for whoever set it. Without a retention period beside it nothing else keeps the file.',
    ja: 'リーガルホールドに期限はありませんが、1 つのアクセス許可で解除でき、設定した者以外の管理者にも解除できます。保持期間を併用していなければ、ほかにファイルを守るものはありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-legal-hold.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObjectLegalHold (or s3:DeleteObjectVersion) on the objects; it may deny only s3:object-lock-legal-hold = OFF. A retention in compliance mode beside the hold.',
    ja: 'オブジェクトに対する s3:PutObjectLegalHold（または s3:DeleteObjectVersion）を拒否する SCP または RCP。s3:object-lock-legal-hold が OFF の場合だけの拒否でもかまいません。コンプライアンスモードの保持期間の併用でも防げます。',
  },
  notBlockedBy: {
    en: 'The legal hold itself. A deny of s3:BypassGovernanceRetention or s3:PutObjectRetention: a legal hold is independent of retention.',
    ja: 'リーガルホールドそのもの。s3:BypassGovernanceRetention や s3:PutObjectRetention の Deny（リーガルホールドは保持期間とは別のものです）。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  requires: (object, snapshot) => {
    const bucket = bucketOf(object, snapshot);
    if (bucket?.objectLock === 'off') return false;
    return (
      bucket?.legalHold ?? {
        resource: `${object.bucketArn}/${object.key}`,
        action: 's3:GetObjectLegalHold',
      }
    );
  },
  refused: objectImmutability,
  ways: (object, snapshot) => {
    return [
      [
        {
          operation: 's3:PutObjectLegalHold',
          event: 'PutObjectLegalHold',
          needs: [
            {
              ...onLogFile('s3:PutObjectLegalHold', object),
              context: { 's3:object-lock-legal-hold': 'OFF' },
            },
          ],
          input: {
            Bucket: object.bucketName,
            Key: object.key,
            VersionId: object.versionId,
            LegalHold: { Status: 'OFF' },
          },
        },
        erasing(object, snapshot),
      ],
    ];
  },
  harm: { en: 'gone for good', ja: '復元できない' },
});
