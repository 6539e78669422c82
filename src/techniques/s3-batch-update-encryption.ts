import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { keyBeside, reencrypt, unlocking } from './parts/object-encryption.ts';
import { bucketOf, objectImmutability } from './parts/object-lock.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<LogObject>({
  id: 's3-batch-update-encryption',
  title: {
    en: 'Put every log file under another key with one batch job',
    ja: 'バッチジョブですべてのログファイルを別のキーで暗号化し直す',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'One S3 Batch Operations job puts the whole bucket under a key that lets no reader in. S3 makes the calls as a role of the account, not as the attacker.',
    ja: '1 つの S3 バッチオペレーションジョブで、バケット全体が読み取り側を許可しないキーに置き換わります。呼び出すのは攻撃者ではなく、アカウントのロールを使う S3 です。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/update-sse-encryption.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:UpdateObjectEncryption on the objects, for roles as well; a service control policy that denies s3:CreateJob with Resource "*"; Object Lock in compliance mode until the retention ends.',
    ja: 'オブジェクトに対する s3:UpdateObjectEncryption をロールにも拒否する SCP または RCP。Resource を "*" として s3:CreateJob を拒否する SCP。保持期間が終わるまではコンプライアンスモードのオブジェクトロック。',
  },
  notBlockedBy: {
    en: 'A deny of s3:CreateJob whose resource is the bucket, or in a resource control policy: the permission knows no resource. A deny of s3:Delete*; versioning.',
    ja: 'リソースがバケットの s3:CreateJob の Deny や、RCP による Deny（このアクセス許可にはリソースの指定がありません）。s3:Delete* の Deny、バージョニング。',
  },
  unverified: {
    en: 'The value of s3:RequestJobOperation for this job, taken to be the name of the operation in the request. Whether the role needs s3:PutObject as well. Whether AWS Support lets the account use keys of the organization’s other accounts: it is taken not to. Under which name CloudTrail records what the job does.',
    ja: 'このジョブでの s3:RequestJobOperation の値（リクエストでのオペレーション名と同じと見なしています）。ロールに s3:PutObject も必要かどうか。AWS サポートにより、組織内の他のアカウントのキーの使用が認められているかどうか（認められていないものとみなします）。ジョブの操作が CloudTrail に記録される際のイベント名。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  refused: objectImmutability,
  ways: (object, snapshot) => {
    const bucket = snapshot && bucketOf(object, snapshot);
    const { accountId } = object;
    if (snapshot === undefined || bucket === undefined || accountId === undefined) return [];
    const byRole: Step = { ...reencrypt(object, bucket.region), as: { kind: 'account', accountId } };
    return [[...unlocking(object, snapshot), job(object, accountId, bucket.region), byRole]];
  },
  harm: { en: 'no log file can be decrypted', ja: 'すべてのログを復号できない' },
});

const Operation = 'S3UpdateObjectEncryption';

function job(object: LogObject, accountId: string, region: string): Step {
  const roles = `arn:${partitionOf(object.bucketArn)}:iam::${accountId}:role/`;
  return {
    operation: 's3control:CreateJob',
    region,
    event: 'CreateJob',
    needs: [
      { action: 's3:CreateJob', resource: '*', context: { 's3:RequestJobOperation': Operation } },
      {
        action: 'iam:PassRole',
        resource: `${roles}indelible-batch`,
        anyUnder: roles,
        context: { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' },
      },
    ],
    input: {
      AccountId: accountId,
      Operation: {
        [Operation]: { ObjectEncryption: { SSEKMS: { KMSKeyArn: keyBeside(object, region).arn } } },
      },
      ManifestGenerator: {
        S3JobManifestGenerator: { SourceBucket: object.bucketArn, EnableManifestOutput: false },
      },
      Report: { Enabled: false },
      Priority: 1,
      RoleArn: `${roles}indelible-batch`,
      ConfirmationRequired: false,
    },
    as: { kind: 'account', accountId },
  };
}
