import { type LogBucket, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { putLifecycle, WITH_OTHERS, withMfaDelete } from './parts/lifecycle.ts';
import { onLogFile } from './parts/log-file.ts';
import { governed, immutability } from './parts/object-lock.ts';

export default technique<LogBucket>({
  id: 's3-lifecycle-noncurrent',
  title: {
    en: 'Erase every version with lifecycle rules',
    ja: 'ライフサイクルルールですべてのバージョンを消去する',
  },
  goal: 'expire',
  mitre: ['T1485.001'],
  why: {
    en: 'Versioning is no help: S3 first hides the files, then deletes the hidden versions for good and clears the delete markers away. Nobody calls a deletion, and CloudTrail records none.',
    ja: 'バージョニングでは防げません。S3 自身がファイルを隠し、隠れたバージョンを完全に削除し、削除マーカーまで片付けます。削除の呼び出しはなく、CloudTrail にも記録されません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    WITH_OTHERS,
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutLifecycleConfiguration on the bucket; Object Lock in compliance mode until the retention ends; MFA Delete, as long as root with its device leaves it on.',
    ja: 'バケットに対する s3:PutLifecycleConfiguration を拒否する SCP または RCP。保持期間が終わるまではコンプライアンスモードのオブジェクトロック。デバイスを持つルートユーザーが無効にしない限り、MFA Delete。',
  },
  notBlockedBy: {
    en: 'Versioning. A deny of s3:Delete*: lifecycle works inside S3. Governance mode, against whoever may bypass it and take the retention away first.',
    ja: 'バージョニング。s3:Delete* の Deny（ライフサイクルは S3 の内部で動作します）。ガバナンスモード（バイパスできる者は、先に保持期間を取り除けます）。',
  },
  targets: (snapshot) => snapshot.logBuckets.filter(({ versioning }) => versioning !== 'Off'),
  refused: (bucket, snapshot) => immutability(bucket, snapshot) ?? withMfaDelete(bucket),
  ways: (bucket, snapshot) => {
    const held = snapshot !== undefined && governed(bucket, snapshot) === true;
    return [[...(held ? [releasing(bucket)] : []), erasing(bucket)]];
  },
  harm: { en: 'every version is gone in a few days', ja: '数日で全バージョンが消える' },
});

/** Takes a retention in governance mode away from the stored files. */
function releasing(bucket: LogBucket): Step {
  const file = logFileOf(bucket);
  return {
    operation: 's3:PutObjectRetention',
    event: 'PutObjectRetention',
    needs: [onLogFile('s3:BypassGovernanceRetention', file), onLogFile('s3:PutObjectRetention', file)],
    input: {
      Bucket: bucket.name,
      Key: file.key,
      VersionId: file.versionId,
      Retention: {},
      BypassGovernanceRetention: true,
    },
  };
}

// A rule cannot both expire files by age and clear delete markers.
const erasing = (bucket: LogBucket): Step =>
  putLifecycle(bucket, {
    LifecycleConfiguration: {
      Rules: [
        {
          ID: 'indelible-drill',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          Expiration: { Days: 1 },
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        },
        {
          ID: 'indelible-drill-markers',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          Expiration: { ExpiredObjectDeleteMarker: true },
        },
      ],
    },
  });
