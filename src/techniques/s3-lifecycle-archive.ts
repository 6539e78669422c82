import type { LogBucket } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { putLifecycle } from './parts/lifecycle.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 's3-lifecycle-archive',
  title: {
    en: 'Move log files into an archive from which reading takes hours',
    ja: '読み取りに数時間かかるアーカイブへログを移す',
  },
  goal: 'unreadable',
  mitre: ['T1485.001'],
  why: {
    en: 'The files are all there, and locked files move like any other, but each must be restored before anybody can read it. Investigators and the SIEM stand still while the attacker goes on.',
    ja: 'ファイルはすべて残り、ロックされたものも移されますが、復元するまで誰にも読めません。攻撃が続く間、調査担当者も SIEM も待つことになります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Transition.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutLifecycleConfiguration and s3:PutIntelligentTieringConfiguration on the bucket.',
    ja: 'バケットに対する s3:PutLifecycleConfiguration と s3:PutIntelligentTieringConfiguration の両方を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'Object Lock: it guards what stands in a file, not where S3 keeps it. The default by which small files stay where they are: the call itself overrides it. A deny of s3:Delete* or s3:PutObject.',
    ja: 'オブジェクトロック（守るのはファイルの内容で、保存場所ではありません）。小さなファイルを移行しない既定の動作（この呼び出しで変更できます）。s3:Delete* や s3:PutObject の Deny。',
  },
  unverified: {
    en: 'Intelligent-Tiering archives only files that are in that storage class already, which is not read. The event name of its call.',
    ja: 'Intelligent-Tiering がアーカイブするのは、すでにそのストレージクラスにあるファイルだけですが、そこまでは読み取っていません。その呼び出しのイベント名も未確認です。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  // Lifecycle is not supported while MFA Delete is on.
  ways: (bucket) => [...(bucket.mfaDelete === true ? [] : [[transition(bucket)]]), [tiering(bucket)]],
  harm: { en: 'hours until a log can be read', ja: '読み取りに数時間かかる' },
});

const transition = (bucket: LogBucket): Step =>
  putLifecycle(bucket, {
    TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
    LifecycleConfiguration: {
      Rules: [
        {
          ID: 'indelible-drill',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          Transitions: [{ Days: 0, StorageClass: 'DEEP_ARCHIVE' }],
        },
      ],
    },
  });

const tiering = (bucket: LogBucket): Step => ({
  ...singleCall('s3:PutBucketIntelligentTieringConfiguration', bucket.arn, {
    Bucket: bucket.name,
    Id: 'indelible-drill',
    IntelligentTieringConfiguration: {
      Id: 'indelible-drill',
      Status: 'Enabled',
      Tierings: [{ AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 180 }],
    },
  }),
  region: bucket.region,
  needs: [{ action: 's3:PutIntelligentTieringConfiguration', resource: bucket.arn }],
});
