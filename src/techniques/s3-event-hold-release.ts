import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { erasing } from './parts/erasures.ts';
import { onLogFile } from './parts/log-file.ts';
import { bucketOf, legallyKept } from './parts/object-lock.ts';

export default technique<LogObject>({
  id: 's3-event-hold-release',
  title: {
    en: 'Release the event hold of a log file, and delete it when its duration is over',
    ja: 'イベントホールドを解除し、期間が過ぎたらログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'An event hold keeps a version until somebody says that the event has come; from then on only its duration, of a day or more, is left. Nobody checks that anything happened.',
    ja: 'イベントホールドは、解除されるまでバージョンを保持します。解除後は、決められた期間（最短 1 日）しか残りません。実際にイベントが起きたかどうかは確認されません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-defaulteventhold.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3Retention.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutObjectRetention (or s3:DeleteObjectVersion) on the objects; a fixed retention period in compliance mode.',
    ja: 'オブジェクトに対する s3:PutObjectRetention（または s3:DeleteObjectVersion）を拒否する SCP または RCP。コンプライアンスモードの固定の保持期間。',
  },
  notBlockedBy: {
    en: 'The event hold alone. A deny of s3:PutObjectLegalHold: that is another hold.',
    ja: 'イベントホールドだけの設定。s3:PutObjectLegalHold の Deny（別の種類のホールドです）。',
  },
  unverified: {
    en: 'That s3:PutObjectRetention alone releases the hold: it may also take s3:BypassGovernanceRetention. How long the hold’s duration is, and what compliance mode adds to it, is not looked at.',
    ja: 's3:PutObjectRetention だけで解除できること。s3:BypassGovernanceRetention も必要かもしれません。解除後の期間の長さと、コンプライアンスモードによる違いは判定していません。',
  },
  targets: (snapshot) =>
    snapshot.logBuckets.map(logFileOf).filter((object) => object.versionId !== undefined),
  requires: (object, snapshot) => {
    const bucket = bucketOf(object, snapshot);
    if (bucket?.objectLock === 'off') return false;
    return (
      bucket?.eventHold ?? {
        resource: `${object.bucketArn}/${object.key}`,
        action: 's3:GetObjectRetention',
      }
    );
  },
  refused: legallyKept,
  ways: (object, snapshot) => {
    return [
      [
        {
          operation: 's3:PutObjectRetention',
          event: 'PutObjectRetention',
          needs: [
            {
              ...onLogFile('s3:PutObjectRetention', object),
              context: { 's3:object-lock-event-hold': 'OFF' },
            },
          ],
          perhaps: [onLogFile('s3:BypassGovernanceRetention', object)],
          input: {
            Bucket: object.bucketName,
            Key: object.key,
            VersionId: object.versionId,
            Retention: { EventHold: 'OFF' },
          },
        },
        erasing(object, snapshot),
      ],
    ];
  },
  harm: { en: 'gone for good', ja: '復元できない' },
});
