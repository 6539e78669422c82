import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 's3-mfa-delete-off',
  title: { en: 'Turn off MFA Delete', ja: 'MFA Delete を無効にする' },
  goal: 'unguard',
  mitre: ['T1490'],
  why: {
    en: 'One call by the root user with its device, and whoever may delete versions, suspend versioning or set lifecycle rules can do so again without any device.',
    ja: 'ルートユーザーがデバイスを使って 1 回呼び出すだけで、バージョンの削除、バージョニングの停止、ライフサイクルルールの設定が、再びデバイスなしでできるようになります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html',
  ],
  by: ['owner-root'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:PutBucketVersioning to root; an account without root credentials: a session from sts:AssumeRoot has no device.',
    ja: 'ルートに対して s3:PutBucketVersioning を拒否する SCP または RCP。ルート認証情報のないアカウント（sts:AssumeRoot のセッションにはデバイスがありません）。',
  },
  notBlockedBy: {
    en: 'MFA Delete itself, against the person who holds the device. Policies that bind roles and users only.',
    ja: 'デバイスを持つ本人に対する MFA Delete そのもの。ロールとユーザーだけを対象とするポリシー。',
  },
  unverified: {
    en: 'That a session from sts:AssumeRoot cannot send the code of a device is concluded, not documented.',
    ja: 'sts:AssumeRoot のセッションがデバイスのコードを送れないことは推論であり、ドキュメントには記載がありません。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ arn, mfaDelete }) => mfaDelete ?? { resource: arn, action: 's3:GetBucketVersioning' },
  ways: (bucket) => [
    [
      singleCall(
        's3:PutBucketVersioning',
        bucket.arn,
        {
          Bucket: bucket.name,
          MFA: 'serial code',
          VersioningConfiguration: { Status: bucket.versioning, MFADelete: 'Disabled' },
        },
        {
          region: bucket.region,
          ...(bucket.accountId === undefined ? {} : { as: { kind: 'root', accountId: bucket.accountId } }),
          effect: [{ kind: 'set', arn: bucket.arn, fields: { mfaDelete: false } }],
        },
      ),
    ],
  ],
  harm: { en: 'versions can be deleted without a device', ja: 'デバイスなしで削除できる' },
});
