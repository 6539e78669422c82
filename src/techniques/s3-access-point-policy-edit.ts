import type { PolicyDocument } from '../model/policy.ts';
import { type AccessPoint, type LogObject, logFileOf } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { erasures } from './parts/erasures.ts';
import { bucketOf } from './parts/object-lock.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<LogObject>({
  id: 's3-access-point-policy-edit',
  title: {
    en: 'Let an outside account in through an existing access point',
    ja: '既存のアクセスポイントから組織外のアカウントを許可する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A bucket that delegates access control to its access points lets in whomever their policies name. Whoever edits such a policy opens the bucket without touching the bucket policy, and no service control policy binds the outsider.',
    ja: 'アクセスコントロールをアクセスポイントに委任したバケットは、そのポリシーが指定した相手をすべて許可します。アクセスポイントポリシーを書き換えれば、バケットポリシーに触れずにバケットを開放でき、組織外のアカウントには SCP が効きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A bucket policy that names nobody through access points; a service or resource control policy that denies s3:PutAccessPointPolicy on the access points; a resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the objects.',
    ja: 'アクセスポイント経由の相手を許可しないバケットポリシー。アクセスポイントに対する s3:PutAccessPointPolicy を拒否する SCP または RCP。オブジェクトに対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する RCP。',
  },
  notBlockedBy: {
    en: 'A deny of s3:PutBucketPolicy or s3:CreateAccessPoint: neither is called. A service control policy that denies the deletion: it does not bind the outsider. Object Lock, against hiding the file behind a delete marker.',
    ja: 's3:PutBucketPolicy や s3:CreateAccessPoint の Deny（どちらも呼び出しません）。削除を拒否する SCP（組織外には効きません）。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'A resource control policy on the bucket’s objects is taken to match a request made through an access point, and one on the access point’s ARN alone not to; no documentation says either.',
    ja: 'バケットのオブジェクトに対する RCP はアクセスポイント経由のリクエストに一致し、アクセスポイントの ARN だけに対する RCP は一致しないものとみなします。どちらもドキュメントに記載がありません。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: (object, snapshot) => {
    const accessPoints = bucketOf(object, snapshot)?.accessPoints;
    return accessPoints === undefined
      ? { resource: object.bucketArn, action: 's3:ListAccessPoints' }
      : accessPoints.length > 0;
  },
  ways: (object, snapshot) => {
    const bucket = snapshot && bucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    return (bucket.accessPoints ?? []).flatMap((accessPoint) =>
      erasures(object, snapshot).map((deletion) => [
        letIn(accessPoint, bucket.region),
        fromOutside(deletion, accessPoint),
      ]),
    );
  },
  harm: { en: 'an outsider erases the logs', ja: '組織外からログが消される' },
});

function letIn({ name, arn, accountId }: AccessPoint, region: string): Step {
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partitionOf(arn)}:iam::${OUTSIDER_ACCOUNT}:root` },
      Action: 's3:*',
      Resource: [arn, `${arn}/object/*`],
    },
  };
  return {
    operation: 's3control:PutAccessPointPolicy',
    region,
    event: 'PutAccessPointPolicy',
    needs: [{ action: 's3:PutAccessPointPolicy', resource: arn }],
    input: { AccountId: accountId, Name: name, Policy: JSON.stringify(policy) },
    as: { kind: 'account', accountId },
  };
}

/** The access point's policy is the one just written: what is left to ask is the bucket's. */
function fromOutside(deletion: Step, { arn, accountId }: AccessPoint): Step {
  const context = { 's3:DataAccessPointArn': arn, 's3:DataAccessPointAccount': accountId };
  return {
    ...deletion,
    needs: deletion.needs.map((need) => ({ ...need, context })),
    input: { ...deletion.input, Bucket: arn },
    as: { kind: 'outsider' },
  };
}
